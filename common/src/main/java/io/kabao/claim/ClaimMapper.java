package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import io.kabao.card.MemberCard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ClaimMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO claim (id, merchant_id, card_id, template_id, member_id, identity_id, code_id, channel,
                               issuing_organization_id, issuing_store_id, issuing_staff_id, referrer_id, reasons,
                               claimed_at, activated_at)
            VALUES (#{id}, #{merchantId}, #{cardId}, #{templateId}, #{memberId}, #{identityId}, #{codeId}, #{channel},
                    #{issuingOrganizationId}, #{issuingStoreId}, #{issuingStaffId}, #{referrerId}, #{reasons},
                    #{claimedAt}, #{activatedAt})
            """)
    int insert(Claim claim);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, card_id, template_id, member_id, identity_id, code_id, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, referrer_id, reasons, claimed_at,
                   activated_at
            FROM claim
            WHERE merchant_id = #{merchantId} AND card_id = #{cardId}
            """)
    Optional<Claim> ofCard(long merchantId, long cardId);

    /** The claims of these cards, newest first; a card has one at most. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, card_id, template_id, member_id, identity_id, code_id, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, referrer_id, reasons, claimed_at,
                   activated_at
            FROM claim
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC
            </script>
            """)
    List<Claim> ofCards(long merchantId, List<Long> cards);

    /** Writes what activation settles, once; a field that is written already stays. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE claim
            SET issuing_organization_id = COALESCE(issuing_organization_id, #{card.issuingOrganizationId}),
                issuing_store_id = COALESCE(issuing_store_id, #{card.issuingStoreId}),
                reasons = #{reasons}, activated_at = #{at}
            WHERE merchant_id = #{card.merchantId} AND card_id = #{card.id} AND activated_at IS NULL
            """)
    int activate(Settled settled);

    /** What activation settles. */
    record Settled(MemberCard card, String reasons, Instant at) {}

    /** The claim came to its end by an old card; it keeps what it was attributed to. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE claim SET activated_at = #{at}
            WHERE merchant_id = #{merchantId} AND card_id = #{cardId} AND activated_at IS NULL
            """)
    int end(long merchantId, long cardId, Instant at);

    /** Claims and activations of codes, counted from an index. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT code_id, COUNT(*) AS claims, COUNT(activated_at) AS activations
            FROM claim
            WHERE merchant_id = #{merchantId}
              AND code_id IN <foreach collection="codes" item="id" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY code_id
            </script>
            """)
    List<CodeCounts.Count> countOf(long merchantId, List<Long> codes);
}
