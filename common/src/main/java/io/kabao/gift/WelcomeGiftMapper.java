package io.kabao.gift;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface WelcomeGiftMapper {

    /**
     * Adds a gift, unless the phone has had one of the template and kind. One that is still owed goes over to the new card: the card
     * before it can't become active any more, or the member would hold two.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO welcome_gift
              (id, merchant_id, template_id, kind, member_id, card_id, phone_hash, bonus_fen, points, status, created_at)
            VALUES (#{id}, #{merchantId}, #{templateId}, #{kind}, #{memberId}, #{cardId}, #{phoneHash}, #{bonusFen},
                    #{points}, 'OWED', #{createdAt})
            ON DUPLICATE KEY UPDATE
              member_id = IF(status = 'OWED', VALUES(member_id), member_id),
              card_id = IF(status = 'OWED', VALUES(card_id), card_id),
              bonus_fen = IF(status = 'OWED', VALUES(bonus_fen), bonus_fen),
              points = IF(status = 'OWED', VALUES(points), points)
            """)
    int owe(OwedGift gift);

    /** The gifts that a card waits for. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id
            FROM welcome_gift
            WHERE merchant_id = #{merchantId} AND card_id = #{cardId} AND status = 'OWED'
            """)
    List<Long> owedTo(long merchantId, long cardId);

    /** The card that a gift is still owed to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT card_id FROM welcome_gift WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OWED'")
    Optional<Long> owedCard(long merchantId, long id);

    /** A phone that a gift is known by. */
    record OfPhone(long id, long templateId, GiftKind kind, byte[] phoneHash, GiftStatus status) {}

    /** The gifts of these cards. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, template_id, kind, phone_hash, status
            FROM welcome_gift
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="c" open="(" separator="," close=")">#{c}</foreach>
            </script>
            """)
    List<OfPhone> ofCards(long merchantId, Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, card_id, template_id, kind, bonus_fen, points, status, txn_id, created_at, credited_at
            FROM welcome_gift
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="c" open="(" separator="," close=")">#{c}</foreach>
            ORDER BY id DESC
            </script>
            """)
    List<WelcomeGifts.KeptGift> kept(long merchantId, Collection<Long> cards);

    /** Makes a gift one of no phone. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE welcome_gift SET phone_hash = #{noPhone} WHERE merchant_id = #{merchantId} AND id = #{id}")
    int part(long merchantId, long id, byte[] noPhone);

    /** Keeps that a phone has had its gift, in a row that leads to no member, no card and no time. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO welcome_gift
              (id, merchant_id, template_id, kind, member_id, card_id, phone_hash, bonus_fen, status, void_reason,
               created_at)
            VALUES (#{id}, #{merchantId}, #{gift.templateId}, #{gift.kind}, 0, 0, #{gift.phoneHash}, 1, 'VOID', 'FORGOTTEN',
                    '1970-01-02')
            """)
    int keepPhone(@Param("merchantId") long merchantId, @Param("id") long id, @Param("gift") OfPhone gift);
}
