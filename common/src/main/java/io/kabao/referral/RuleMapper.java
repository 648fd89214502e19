package io.kabao.referral;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RuleMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO referral_rule
              (id, merchant_id, number, status, content, copied_from, version, created_at, created_by, updated_at, updated_by)
            VALUES
              (#{id}, #{merchantId}, #{number}, #{status}, #{content}, #{copiedFrom}, #{version}, #{createdAt}, #{createdBy},
               #{updatedAt}, #{updatedBy})
            """)
    int insert(RuleRow row);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, number, status, content, confirmed_bp, copied_from, version, created_at, created_by,
                   updated_at, updated_by, approved_at, approved_by, ended_at
            FROM referral_rule
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<RuleRow> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, number, status, content, confirmed_bp, copied_from, version, created_at, created_by,
                   updated_at, updated_by, approved_at, approved_by, ended_at
            FROM referral_rule
            WHERE merchant_id = #{merchantId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<RuleRow> list(long merchantId, long before, int rows);

    /** The highest number that was given, and how many drafts there are. */
    record Counts(int number, int drafts) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COALESCE(MAX(number), 0) AS number, COALESCE(SUM(status = 'DRAFT'), 0) AS drafts
            FROM referral_rule
            WHERE merchant_id = #{merchantId}
            """)
    Counts counts(long merchantId);

    /** 0 rows: it is no draft any more, or somebody saved in between. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE referral_rule
            SET content = #{content}, version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1 AND status = 'DRAFT'
            """)
    int rewrite(RuleRow row);

    /** 0 rows: it is no draft any more. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM referral_rule WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'DRAFT'")
    int delete(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE referral_rule
            SET status = 'FORMER', ended_at = #{at}
            WHERE merchant_id = #{merchantId} AND status = 'IN_FORCE'
            """)
    int end(@Param("merchantId") long merchantId, @Param("at") Instant at);

    /** Who agreed to what. */
    record Approval(
            long id,
            long merchantId,
            int version,
            Instant at,
            @Nullable Long by,
            @Nullable Integer confirmedBp) {}

    /** 0 rows: it is no draft any more, or somebody saved in between. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE referral_rule
            SET status = 'IN_FORCE', version = version + 1, approved_at = #{at}, approved_by = #{by},
                confirmed_bp = #{confirmedBp}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} AND status = 'DRAFT'
            """)
    int approve(Approval approval);
}
