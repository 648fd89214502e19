package io.kabao.referral;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What orders earn whom. */
@Mapper
interface CommissionMapper {

    /**
     * A fact that is to be settled.
     *
     * @param holderId where it was credited; null: it was not yet
     */
    record Due(
            long id,
            long merchantId,
            long beneficiaryId,
            Way way,
            int revision,
            @Nullable Long lotId,
            @Nullable Long holderId,
            long booked,
            Instant settleAt) {}

    /** Those whose time has come, with no lock. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, beneficiary_id, way, revision, lot_id, holder_id, booked, settle_at
            FROM commission FORCE INDEX (by_settling)
            WHERE settle_at <= #{now}
            ORDER BY settle_at, id
            LIMIT #{rows}
            """)
    List<Due> due(@Param("now") Instant now, @Param("rows") int rows);

    /** Has a fact looked at again then; 0 rows: somebody else has taken it, or it was settled meanwhile. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE commission
            SET settle_at = #{until}
            WHERE merchant_id = #{fact.merchantId} AND id = #{fact.id} AND settle_at = #{fact.settleAt}
            """)
    int putOff(@Param("fact") Due fact, @Param("until") Instant until);

    /** Has a fact that can't be settled yet looked at again then. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE commission SET settle_at = #{until}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND settle_at IS NOT NULL
            """)
    int waitFor(@Param("merchantId") long merchantId, @Param("id") long id, @Param("until") Instant until);

    /** Nothing is to be done for a fact any more, of which nobody has anything. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE commission SET settle_at = NULL
            WHERE merchant_id = #{merchantId} AND id = #{id} AND booked = 0
            """)
    int drop(@Param("merchantId") long merchantId, @Param("id") long id);

    /** A fact as it is shown. */
    record Fact(
            long id,
            int level,
            long ruleId,
            Way way,
            long baseLeft,
            long booked,
            int revision,
            Instant maturesAt,
            @Nullable Instant settleAt,
            Instant createdAt) {}

    /** What somebody earned, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, level, rule_id, way, base_left, booked, revision, matures_at, settle_at, created_at
            FROM commission
            WHERE merchant_id = #{merchantId} AND beneficiary_id = #{memberId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<Fact> ofBeneficiary(
            @Param("merchantId") long merchantId,
            @Param("memberId") long memberId,
            @Param("before") long before,
            @Param("rows") int rows);

    /** Rules by which something waits for somebody. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT DISTINCT rule_id
            FROM commission
            WHERE merchant_id = #{merchantId} AND beneficiary_id = #{memberId} AND settle_at IS NOT NULL
              AND revision = 0 AND way = 'AMOUNT'
            """)
    List<Long> waitingBy(@Param("merchantId") long merchantId, @Param("memberId") long memberId);

    /** What waits for somebody by a rule, in fen, each no more than the bound of an order. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COALESCE(SUM(LEAST(base_left * bp DIV 10000, #{most})), 0)
            FROM commission
            WHERE merchant_id = #{merchantId} AND beneficiary_id = #{memberId} AND settle_at IS NOT NULL
              AND revision = 0 AND way = 'AMOUNT' AND rule_id = #{ruleId}
            """)
    long waiting(
            @Param("merchantId") long merchantId,
            @Param("memberId") long memberId,
            @Param("ruleId") long ruleId,
            @Param("most") long most);
}
