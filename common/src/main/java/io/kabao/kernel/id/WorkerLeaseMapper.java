package io.kabao.kernel.id;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface WorkerLeaseMapper {

    @Select("""
            SELECT worker, fence, leased_from AS `from`, leased_until AS `until`
            FROM id_worker
            WHERE leased_until <= #{now}
            ORDER BY leased_until, worker
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
    Optional<WorkerLease> lockFree(Instant now);

    @Update("""
            UPDATE id_worker
            SET fence = #{fence}, leased_from = #{from}, leased_until = #{until}
            WHERE worker = #{worker}
            """)
    int take(WorkerLease lease);

    @Update("""
            UPDATE id_worker
            SET leased_until = #{until}
            WHERE worker = #{worker} AND fence = #{fence}
            """)
    int extend(int worker, long fence, Instant until);

    @Update("""
            UPDATE id_worker
            SET leased_until = #{until}
            WHERE worker = #{worker} AND fence = #{fence} AND leased_until > #{until}
            """)
    int shorten(int worker, long fence, Instant until);
}
