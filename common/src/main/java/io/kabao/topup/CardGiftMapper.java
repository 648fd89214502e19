package io.kabao.topup;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface CardGiftMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, card_id
            FROM topup_card_gift
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OWED'
            """)
    Optional<CardGift> owed(long merchantId, long id);

    /** Those that are owed, behind one. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, card_id
            FROM topup_card_gift
            WHERE status = 'OWED' AND id > #{after}
            ORDER BY id
            LIMIT #{most}
            """)
    List<CardGift> due(long after, int most);

    /** 0 rows when it is owed no more. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE topup_card_gift
            SET status = 'ENDED', ended_at = #{now}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OWED'
            """)
    int end(long merchantId, long id, Instant now);
}
