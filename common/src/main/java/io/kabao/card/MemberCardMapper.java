package io.kabao.card;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import io.kabao.kernel.tenancy.Reach;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface MemberCardMapper extends BaseMapper<MemberCard> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<MemberCard> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND member_id = #{memberId}
              AND live_slot = 0
            """)
    Optional<MemberCard> findLive(long merchantId, long templateId, long memberId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId} AND member_id = #{memberId}
            ORDER BY id DESC
            LIMIT #{most}
            """)
    List<MemberCard> ofMember(long merchantId, long memberId, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId} AND number = #{number}
            """)
    Optional<MemberCard> findByNumber(long merchantId, String number);

    /** Where a card went over to; null: nowhere. */
    record Over(long id, @Nullable Long mergedInto) {}

    /** Locked, so that none goes over meanwhile; by the primary key, or others of the merchant's would be read on the way. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merged_into
            FROM member_card FORCE INDEX (PRIMARY)
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id
            FOR UPDATE
            </script>
            """)
    List<Over> holdWhere(@Param("merchantId") long merchantId, @Param("ids") Collection<Long> ids);

    /** Changes to whom a card counts; 0 rows when it changed meanwhile. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member_card
            SET issuing_organization_id = #{issuingOrganizationId}, issuing_store_id = #{issuingStoreId},
                issuing_staff_id = #{issuingStaffId}, version = #{version}, updated_at = #{updatedAt}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int reattribute(MemberCard card);

    /** Members below one, newest first, so many. */
    record Below(long merchantId, long member, int rows) {}

    /** Members with a card that was issued at one of these stores; each store's index is read from its newest member on. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            <foreach collection="ids" item="id" separator=" UNION ">
            (SELECT DISTINCT member_id FROM member_card
             WHERE merchant_id = #{below.merchantId} AND issuing_store_id = #{id} AND member_id &lt; #{below.member}
             ORDER BY member_id DESC
             LIMIT #{below.rows})
            </foreach>
            ORDER BY member_id DESC
            LIMIT #{below.rows}
            </script>
            """)
    List<Long> newestIssuedAt(@Param("below") Below below, @Param("ids") Set<Long> ids);

    /** Members whose own store is one of these. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            <foreach collection="ids" item="id" separator=" UNION ">
            (SELECT DISTINCT member_id FROM member_card
             WHERE merchant_id = #{below.merchantId} AND favourite_store_id = #{id} AND member_id &lt; #{below.member}
             ORDER BY member_id DESC
             LIMIT #{below.rows})
            </foreach>
            ORDER BY member_id DESC
            LIMIT #{below.rows}
            </script>
            """)
    List<Long> newestAtHomeIn(@Param("below") Below below, @Param("ids") Set<Long> ids);

    /** Members with a card that was issued under one of these organizations. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            <foreach collection="ids" item="id" separator=" UNION ">
            (SELECT DISTINCT member_id FROM member_card
             WHERE merchant_id = #{below.merchantId} AND issuing_organization_id = #{id} AND member_id &lt; #{below.member}
             ORDER BY member_id DESC
             LIMIT #{below.rows})
            </foreach>
            ORDER BY member_id DESC
            LIMIT #{below.rows}
            </script>
            """)
    List<Long> newestIssuedUnder(@Param("below") Below below, @Param("ids") Set<Long> ids);

    /** Members with a card that this member of staff issued. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT DISTINCT member_id FROM member_card
            WHERE merchant_id = #{below.merchantId} AND issuing_staff_id = #{id} AND member_id < #{below.member}
            ORDER BY member_id DESC
            LIMIT #{below.rows}
            """)
    List<Long> newestIssuedBy(@Param("below") Below below, @Param("id") long id);

    /** Which of these members hold a card that belongs to a reach. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT DISTINCT member_id FROM member_card
            WHERE merchant_id = #{reach.merchantId}
              AND member_id IN <foreach collection="members" item="m" open="(" separator="," close=")">#{m}</foreach>
              AND (issuing_staff_id = #{reach.staffId}
              <if test="!reach.storeIds.isEmpty()">
                OR issuing_store_id IN
                <foreach collection="reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
                OR favourite_store_id IN
                <foreach collection="reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
              <if test="!reach.organizationIds.isEmpty()">
                OR issuing_organization_id IN
                <foreach collection="reach.organizationIds" item="o" open="(" separator="," close=")">#{o}</foreach>
              </if>
              )
            </script>
            """)
    List<Long> heldWithin(@Param("reach") Reach reach, @Param("members") Collection<Long> members);

    /** Old cards of the counter that belong to these members; of one template or of all. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND status = 'OFFLINE'
              AND member_id IN <foreach collection="members" item="m" open="(" separator="," close=")">#{m}</foreach>
            ORDER BY id
            LIMIT #{most}
            </script>
            """)
    List<MemberCard> offlineOf(long merchantId, long templateId, List<Long> members, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId} AND status = 'ACTIVE' AND (expires_at IS NULL OR expires_at &gt; #{now})
              AND (valid_from IS NULL OR valid_from &lt;= #{now})
              AND holder_id IN <foreach collection="holders" item="h" open="(" separator="," close=")">#{h}</foreach>
              AND template_id NOT IN (
                SELECT t.id FROM card_template t WHERE t.merchant_id = #{merchantId} AND t.kind = 'GROUP')
            ORDER BY id
            </script>
            """)
    List<MemberCard> usable(
            @Param("merchantId") long merchantId,
            @Param("holders") Collection<Long> holders,
            @Param("now") Instant now);

    /** Activates a claimed card; 0 rows when it is in another state by now. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member_card
            SET status = 'ACTIVE', issuing_organization_id = #{issuingOrganizationId}, issuing_store_id = #{issuingStoreId},
                favourite_store_id = #{favouriteStoreId}, number = #{number}, former_number = #{formerNumber},
                holder_id = #{holderId}, activated_at = #{activatedAt}, valid_from = #{validFrom}, expires_at = #{expiresAt},
                version = #{version}, updated_at = #{updatedAt}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'CLAIMED' AND version = #{version} - 1
            """)
    int activate(MemberCard card);

    /** Ends an old card whose number and holder went over to another; 0 rows when another claim was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member_card
            SET status = 'MERGED', former_number = number, number = NULL, merged_into = #{into},
                version = version + 1, updated_at = #{now}
            WHERE merchant_id = #{old.merchantId} AND id = #{old.id} AND status = 'OFFLINE'
              AND version = #{old.version}
            """)
    int merge(MemberCard old, long into, Instant now);

    /** 0 rows when it was joined with no other. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member_card SET member_id = #{memberId}, version = version + 1, updated_at = #{now}
            WHERE merchant_id = #{old.merchantId} AND id = #{old.id} AND status = 'MERGED'
            """)
    int handOver(MemberCard old, long memberId, Instant now);

    /** A member's cards of the counter go to another member, who is the same person. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member_card SET member_id = #{into}, version = version + 1, updated_at = #{now}
            WHERE merchant_id = #{merchantId} AND member_id = #{old} AND status IN ('OFFLINE', 'MERGED')
            """)
    int moveOld(long merchantId, long old, long into, Instant now);

    /** Whether the member has a card that is in use. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM member_card
                           WHERE merchant_id = #{merchantId} AND member_id = #{memberId} AND live_slot = 0)
            """)
    boolean hasLive(long merchantId, long memberId);

    /** Cards by their ids, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC
            </script>
            """)
    List<MemberCard> ofIds(long merchantId, Collection<Long> ids);

    /** Those of these cards that have not ended, in the order of their ids. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id
            FROM member_card
            WHERE merchant_id = #{merchantId} AND status NOT IN ('MERGED', 'CANCELLED')
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id
            </script>
            """)
    List<Long> notEnded(@Param("merchantId") long merchantId, @Param("ids") Collection<Long> ids);

    /** Cards of several members, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId}
              AND member_id IN <foreach collection="members" item="m" open="(" separator="," close=")">#{m}</foreach>
            ORDER BY id DESC
            LIMIT #{most}
            </script>
            """)
    List<MemberCard> ofMembers(long merchantId, Collection<Long> members, int most);

    /** Cards in the order of their numbers, from behind one number up to another. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, member_id, holder_id, number, former_number, status, live_slot, channel,
                   issuing_organization_id, issuing_store_id, issuing_staff_id, favourite_store_id, merged_into,
                   claimed_at, activated_at, valid_from, expires_at, version, created_at, updated_at
            FROM member_card
            WHERE merchant_id = #{merchantId} AND number >= #{from} AND number <= #{to} AND number > #{after}
            ORDER BY number
            LIMIT #{rows}
            """)
    List<MemberCard> byNumber(NumberRange range);

    /**
     * Which numbers, and how many.
     *
     * @param after the number that was read last
     */
    record NumberRange(long merchantId, String from, String to, String after, int rows) {}

    /** The member's own store; 0 rows when the card changed meanwhile or is not in use. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member_card
            SET favourite_store_id = #{storeId}, version = version + 1, updated_at = #{now}
            WHERE merchant_id = #{card.merchantId} AND id = #{card.id} AND version = #{card.version}
              AND status IN ('ACTIVE', 'FROZEN')
            """)
    int favour(MemberCard card, long storeId, Instant now);

    /** The end of a card, as the row says; 0 rows when the card changed meanwhile. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member_card
            SET status = #{status}, live_slot = #{liveSlot}, number = #{number}, former_number = #{formerNumber},
                version = #{version}, updated_at = #{updatedAt}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int end(MemberCard card);

    /** Whether a card was issued at the store or has it as its favourite. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM member_card WHERE merchant_id = #{merchantId} AND issuing_store_id = #{storeId})
                OR EXISTS (SELECT 1 FROM member_card WHERE merchant_id = #{merchantId} AND favourite_store_id = #{storeId})
            """)
    boolean nameStore(long merchantId, long storeId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM member_card
                           WHERE merchant_id = #{merchantId} AND issuing_organization_id = #{organizationId})
            """)
    boolean nameOrganization(long merchantId, long organizationId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM member_card WHERE merchant_id = #{merchantId} AND issuing_staff_id = #{staffId})
            """)
    boolean nameStaff(long merchantId, long staffId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM member_card WHERE merchant_id = #{merchantId} AND template_id = #{templateId})
            """)
    boolean nameTemplate(long merchantId, long templateId);
}
