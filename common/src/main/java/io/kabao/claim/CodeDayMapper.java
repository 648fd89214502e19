package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface CodeDayMapper {

    /** What came of a code on a day in its merchant's zone, for one store and person. */
    record Day(
            long id,
            long merchantId,
            long codeId,
            @Nullable Long storeId,
            @Nullable Long staffId,
            LocalDate day,
            long scans,
            long claims,
            long activations) {}

    /** Adds scans, of whichever merchants' codes. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO claim_code_day (id, merchant_id, code_id, store_id, staff_id, day, scans, claims, activations)
            VALUES
            <foreach collection="days" item="d" separator=",">
              (#{d.id}, #{d.merchantId}, #{d.codeId}, #{d.storeId}, #{d.staffId}, #{d.day}, #{d.scans}, 0, 0)
            </foreach>
            ON DUPLICATE KEY UPDATE scans = scans + VALUES(scans)
            </script>
            """)
    int addScans(List<Day> days);

    /** Writes what was counted over what was counted before. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO claim_code_day (id, merchant_id, code_id, store_id, staff_id, day, scans, claims, activations)
            VALUES
            <foreach collection="days" item="d" separator=",">
              (#{d.id}, #{d.merchantId}, #{d.codeId}, #{d.storeId}, #{d.staffId}, #{d.day}, 0, #{d.claims},
               #{d.activations})
            </foreach>
            ON DUPLICATE KEY UPDATE claims = VALUES(claims), activations = VALUES(activations)
            </script>
            """)
    int put(List<Day> days);

    /** A code from which somebody claimed, or whose card became active, at this time. */
    record Touched(long merchantId, long codeId, Instant at) {}

    /** Runs over all merchants: each code that was claimed from in a time, which is a short one. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT merchant_id, code_id, MIN(claimed_at) AS at FROM claim
            WHERE claimed_at >= #{from} AND claimed_at < #{to} AND code_id IS NOT NULL
            GROUP BY merchant_id, code_id
            """)
    List<Touched> claimed(Instant from, Instant to);

    /** Likewise of activations. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT merchant_id, code_id, MIN(activated_at) AS at FROM claim
            WHERE activated_at >= #{from} AND activated_at < #{to} AND code_id IS NOT NULL
            GROUP BY merchant_id, code_id
            """)
    List<Touched> activated(Instant from, Instant to);

    /** A day of a code, from midnight to midnight in its merchant's zone. */
    record Span(long merchantId, long codeId, LocalDate day, Instant from, Instant to) {}

    /**
     * What was claimed from a code, and became active, on a day, by whom the claims count for: from an index of the code. A
     * store that the member chose is left out, for the code did not stand for it. A place that has a row already is in the answer
     * with whatever there is, nothing included.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT store_id, staff_id, SUM(claims) AS claims, SUM(activations) AS activations
            FROM (
              SELECT CASE WHEN FIND_IN_SET('STORE_CHOSEN', c.reasons) > 0 THEN NULL ELSE c.issuing_store_id END AS store_id,
                     c.issuing_staff_id AS staff_id, 1 AS claims, 0 AS activations
              FROM claim c
              WHERE c.merchant_id = #{merchantId} AND c.code_id = #{codeId}
                AND c.claimed_at >= #{from} AND c.claimed_at < #{to}
              UNION ALL
              SELECT CASE WHEN FIND_IN_SET('STORE_CHOSEN', a.reasons) > 0 THEN NULL ELSE a.issuing_store_id END AS store_id,
                     a.issuing_staff_id AS staff_id, 0 AS claims, 1 AS activations
              FROM claim a
              WHERE a.merchant_id = #{merchantId} AND a.code_id = #{codeId}
                AND a.activated_at >= #{from} AND a.activated_at < #{to}
              UNION ALL
              SELECT d.store_id, d.staff_id, 0 AS claims, 0 AS activations
              FROM claim_code_day d
              WHERE d.merchant_id = #{merchantId} AND d.code_id = #{codeId} AND d.day = #{day}
            ) counted
            GROUP BY store_id, staff_id
            """)
    List<Counted> count(Span span);

    /** What came of a code in a time, for a store and a person. */
    record Counted(@Nullable Long storeId, @Nullable Long staffId, long claims, long activations) {}
}
