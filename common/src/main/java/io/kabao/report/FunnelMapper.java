package io.kabao.report;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import io.kabao.kernel.tenancy.Reach;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** What came of codes, from their sums by day. */
@Mapper
interface FunnelMapper {

    /** Days of one merchant that are looked at, and whose: the stores and people of the reach. */
    record Looked(Reach reach, LocalDate from, LocalDate to) {}

    /** Figures under a key: the id of what they are about, or nothing for codes that stand for none. */
    record Keyed(@Nullable Long id, long scans, long claims, long activations) {}

    /** Figures of a day. */
    record OnDay(LocalDate day, long scans, long claims, long activations) {}

    /** A name for an id. */
    record Named(long id, @Nullable String name) {}

    String SUMS =
            "SUM(d.scans) AS scans, SUM(d.claims) AS claims, SUM(d.activations) AS activations FROM claim_code_day d ";

    /** The days looked at, of the codes within the reach. */
    String LOOKED = """
             WHERE d.merchant_id = #{looked.reach.merchantId} AND d.day BETWEEN #{looked.from} AND #{looked.to}
            <if test="!looked.reach.everything">AND (1 = 0</if>
              <if test="!looked.reach.everything and !looked.reach.storeIds.isEmpty()">
                OR d.store_id IN
                <foreach collection="looked.reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
              <if test="!looked.reach.everything">
                OR d.staff_id IN (
                  SELECT p.id FROM staff p
                  WHERE p.merchant_id = #{looked.reach.merchantId} AND (p.id = #{looked.reach.staffId}
              </if>
              <if test="!looked.reach.everything and !looked.reach.storeIds.isEmpty()">
                    OR p.store_id IN
                    <foreach collection="looked.reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
              <if test="!looked.reach.everything and !looked.reach.organizationIds.isEmpty()">
                    OR p.organization_id IN
                    <foreach collection="looked.reach.organizationIds" item="o" open="(" separator="," close=")">#{o}</foreach>
              </if>
            <if test="!looked.reach.everything">)))</if>
            """;

    /** The most claimed first, from behind a place on; what stands for none comes last of those alike. */
    String BUSIEST = """
             HAVING SUM(d.claims) &lt; #{after.claims}
               OR (SUM(d.claims) = #{after.claims} AND (SUM(d.scans) &lt; #{after.scans}
                 OR (SUM(d.scans) = #{after.scans} AND COALESCE(id, 0) &lt; #{after.id})))
            ORDER BY claims DESC, scans DESC, id DESC
            LIMIT #{rows}
            </script>
            """;

    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT d.day, " + SUMS + LOOKED + " GROUP BY d.day ORDER BY d.day </script>")
    List<OnDay> byDay(@Param("looked") Looked looked);

    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT d.code_id AS id, " + SUMS + LOOKED + " GROUP BY d.code_id" + BUSIEST)
    List<Keyed> byCode(@Param("looked") Looked looked, @Param("after") FunnelPlace after, @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT d.store_id AS id, " + SUMS + LOOKED + " GROUP BY d.store_id" + BUSIEST)
    List<Keyed> byStore(@Param("looked") Looked looked, @Param("after") FunnelPlace after, @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT d.staff_id AS id, " + SUMS + LOOKED + " GROUP BY d.staff_id" + BUSIEST)
    List<Keyed> byStaff(@Param("looked") Looked looked, @Param("after") FunnelPlace after, @Param("rows") int rows);

    /** By the batches that codes were printed in, each for itself; the newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT i.batch_id AS id, " + SUMS
            + "JOIN material_item i ON i.merchant_id = d.merchant_id AND i.code_id = d.code_id AND i.failed_as IS NULL "
            + "JOIN material_batch b ON b.merchant_id = i.merchant_id AND b.id = i.batch_id AND b.status = 'DONE'"
            + LOOKED
            + " AND i.batch_id &lt; #{after.id} GROUP BY i.batch_id ORDER BY id DESC LIMIT #{rows} </script>")
    List<Keyed> byBatch(@Param("looked") Looked looked, @Param("after") FunnelPlace after, @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, name FROM store
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Named> stores(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, name FROM staff
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Named> staff(long merchantId, Collection<Long> ids);

    /** A code is called by its own name, or by its store or person. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT c.id, COALESCE(c.name, s.name, p.name) AS name
            FROM claim_code c
              LEFT JOIN store s ON s.merchant_id = c.merchant_id AND s.id = c.store_id
              LEFT JOIN staff p ON p.merchant_id = c.merchant_id AND p.id = c.staff_id
            WHERE c.merchant_id = #{merchantId}
              AND c.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Named> codes(long merchantId, Collection<Long> ids);

    /** A batch is called by what it was printed on. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, style AS name FROM material_batch
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Named> batches(long merchantId, Collection<Long> ids);
}
