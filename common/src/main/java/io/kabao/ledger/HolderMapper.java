package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface HolderMapper {

    /** All balances begin at zero, as the table says. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("INSERT INTO holder (id, merchant_id, created_at) VALUES (#{id}, #{merchantId}, #{now})")
    int insert(long id, long merchantId, Instant now);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
                   last_entry_no
            FROM holder
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Holder> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
                   last_entry_no
            FROM holder
            WHERE merchant_id = #{merchantId} AND id IN (#{first}, #{second})
            ORDER BY id
            FOR UPDATE
            """)
    List<Holder> lock(long merchantId, long first, long second);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
                   last_entry_no
            FROM holder
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id
            FOR UPDATE
            </script>
            """)
    List<Holder> lockAll(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
                   last_entry_no
            FROM holder
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Holder> all(long merchantId, Collection<Long> ids);
}
