package io.kabao.gift;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface WelcomeGiftMapper {

    /**
     * Adds a gift, unless the phone has had one of the template. One that is still owed goes over to the new card: the card
     * before it can't become active any more, or the member would hold two.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO welcome_gift
              (id, merchant_id, template_id, member_id, card_id, phone_hash, bonus_fen, status, created_at)
            VALUES (#{id}, #{merchantId}, #{templateId}, #{memberId}, #{cardId}, #{phoneHash}, #{bonusFen}, 'OWED',
                    #{createdAt})
            ON DUPLICATE KEY UPDATE
              member_id = IF(status = 'OWED', VALUES(member_id), member_id),
              card_id = IF(status = 'OWED', VALUES(card_id), card_id),
              bonus_fen = IF(status = 'OWED', VALUES(bonus_fen), bonus_fen)
            """)
    int owe(OwedGift gift);

    /** The gift that a card waits for. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id
            FROM welcome_gift
            WHERE merchant_id = #{merchantId} AND card_id = #{cardId} AND status = 'OWED'
            """)
    Optional<Long> owedTo(long merchantId, long cardId);

    /** The card that a gift is still owed to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT card_id FROM welcome_gift WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OWED'")
    Optional<Long> owedCard(long merchantId, long id);
}
