package io.kabao.referral;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What orders earn whom. */
@Mapper
interface CommissionMapper {

    /** A fact that is to be settled. */
    record Due(
            long id,
            long merchantId,
            long beneficiaryId,
            int revision,
            @Nullable Long lotId) {}

    /** Those whose time has come and that nobody else has taken. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, beneficiary_id, revision, lot_id
            FROM commission
            WHERE settle_at <= #{now}
            ORDER BY settle_at, id
            LIMIT #{rows}
            FOR UPDATE SKIP LOCKED
            """)
    List<Due> lockDue(@Param("now") Instant now, @Param("rows") int rows);

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE commission
            SET settle_at = #{until}
            WHERE id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int putOff(@Param("ids") Collection<Long> ids, @Param("until") Instant until);

    /** Nothing is to be done for a fact any more. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE commission SET settle_at = NULL WHERE merchant_id = #{merchantId} AND id = #{id}")
    int drop(@Param("merchantId") long merchantId, @Param("id") long id);
}
