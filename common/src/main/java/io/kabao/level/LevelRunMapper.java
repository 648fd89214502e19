package io.kabao.level;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface LevelRunMapper extends BaseMapper<LevelRun> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, based_on, may_fall, content, status, last_card_id, seen, moves, created_at,
                   created_by, finished_at
            FROM level_run
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<LevelRun> find(@Param("merchantId") long merchantId, @Param("id") long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, based_on, may_fall, content, status, last_card_id, seen, moves, created_at,
                   created_by, finished_at
            FROM level_run
            WHERE merchant_id = #{merchantId} AND id = #{id}
            FOR UPDATE
            """)
    Optional<LevelRun> lock(@Param("merchantId") long merchantId, @Param("id") long id);

    /** Whether the merchant's cards are on their way. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM level_run
                           WHERE merchant_id = #{merchantId} AND kind = 'APPLICATION' AND status = 'RUNNING')
            """)
    boolean isApplying(long merchantId);

    /** One that is not done. */
    record Open(long id, long merchantId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id
            FROM level_run
            WHERE status = 'RUNNING' AND id > #{after}
            ORDER BY id
            LIMIT #{rows}
            """)
    List<Open> open(@Param("after") long after, @Param("rows") int rows);

    /** How far a run has come. */
    record Progress(
            long id,
            long merchantId,
            LevelRun.Status status,
            long lastCardId,
            long seen,
            String moves,
            @Nullable Instant finishedAt) {}

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE level_run
            SET status = #{status}, last_card_id = #{lastCardId}, seen = #{seen}, moves = #{moves},
                finished_at = #{finishedAt}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'RUNNING'
            """)
    int goOn(Progress progress);
}
