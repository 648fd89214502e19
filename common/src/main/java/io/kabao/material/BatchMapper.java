package io.kabao.material;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface BatchMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO material_batch (id, merchant_id, subject, template_id, carrier, style, format, status, running, total,
                                        done, failed, lease_no, lease_until, bytes, has_file, asked_by, created_at,
                                        finished_at)
            VALUES (#{id}, #{merchantId}, #{subject}, #{templateId}, #{carrier}, #{style}, #{format}, #{status}, NULL,
                    #{total}, #{done}, #{failed}, #{leaseNo}, #{createdAt}, #{bytes}, #{hasFile}, #{askedBy},
                    #{createdAt}, #{finishedAt})
            """)
    int insert(Batch batch);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, subject, template_id, carrier, style, format, status, total, done, failed, lease_no,
                   bytes, has_file, asked_by, created_at, finished_at
            FROM material_batch
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Batch> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, subject, template_id, carrier, style, format, status, total, done, failed, lease_no,
                   bytes, has_file, asked_by, created_at, finished_at
            FROM material_batch
            WHERE merchant_id = #{merchantId} AND id &lt; #{before}
            <if test="askedBy != null">AND asked_by = #{askedBy}</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<Batch> list(long merchantId, @Nullable Long askedBy, long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COUNT(*) FROM material_batch
            WHERE merchant_id = #{merchantId} AND status IN ('WAITING', 'RUNNING')
            """)
    int countOpen(long merchantId);

    /** Runs over all merchants: what waits or was left by an instance that is gone, oldest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, subject, template_id, carrier, style, format, status, total, done, failed, lease_no,
                   bytes, has_file, asked_by, created_at, finished_at
            FROM material_batch b
            WHERE status IN ('WAITING', 'RUNNING') AND lease_until <= #{now}
              AND NOT EXISTS (
                SELECT 1 FROM material_batch other
                WHERE other.merchant_id = b.merchant_id AND other.running = 1 AND other.id <> b.id)
            ORDER BY id
            LIMIT #{most}
            """)
    List<Batch> due(Instant now, int most);

    /** Begins; 0 rows: somebody else did, or it was cancelled. Another one of the merchant's that runs is a duplicate key. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_batch
            SET status = 'RUNNING', running = 1, lease_no = lease_no + 1, lease_until = #{leaseUntil}, done = 0, failed = 0,
                has_file = 1
            WHERE merchant_id = #{batch.merchantId} AND id = #{batch.id} AND lease_no = #{batch.leaseNo}
              AND lease_until <= #{now} AND status IN ('WAITING', 'RUNNING')
            """)
    int begin(Batch batch, Instant now, Instant leaseUntil);

    /** Writes how far it is and holds the row until the transaction ends; 0 rows: it is no longer this instance's. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_batch SET done = #{done}, failed = #{failed}, lease_until = #{leaseUntil}
            WHERE merchant_id = #{batch.merchantId} AND id = #{batch.id} AND lease_no = #{batch.leaseNo}
              AND status = 'RUNNING'
            """)
    int step(Batch batch, int done, int failed, Instant leaseUntil);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_batch
            SET status = #{status}, running = NULL, bytes = #{bytes}, finished_at = #{now}
            WHERE merchant_id = #{batch.merchantId} AND id = #{batch.id} AND lease_no = #{batch.leaseNo}
              AND status = 'RUNNING'
            """)
    int finish(Batch batch, Batch.Status status, @Nullable Long bytes, Instant now);

    /** Gives it back, so that another instance goes on at once. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_batch SET lease_until = #{now}
            WHERE merchant_id = #{batch.merchantId} AND id = #{batch.id} AND lease_no = #{batch.leaseNo}
              AND status = 'RUNNING'
            """)
    int giveBack(Batch batch, Instant now);

    /** Nobody wants it any more; 0 rows: it had come to its end. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_batch
            SET status = 'CANCELLED', running = NULL, finished_at = #{now}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status IN ('WAITING', 'RUNNING')
            """)
    int cancel(long merchantId, long id, Instant now);

    /** The file is not wanted any more; a run of it that has not seen that yet writes nothing from here on. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_batch SET bytes = NULL
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'DONE'
            """)
    int dropFile(long merchantId, long id);

    /** Runs over all merchants: what has chunks that nobody may have any more. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, subject, template_id, carrier, style, format, status, total, done, failed, lease_no,
                   bytes, has_file, asked_by, created_at, finished_at
            FROM material_batch
            WHERE has_file = 1 AND finished_at IS NOT NULL AND (finished_at <= #{until} OR bytes IS NULL)
            ORDER BY id
            LIMIT #{most}
            """)
    List<Batch> fileless(Instant until, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE material_batch SET has_file = 0, bytes = NULL
            WHERE merchant_id = #{merchantId} AND id = #{id} AND finished_at IS NOT NULL
            """)
    int fileIsGone(Batch batch);
}
