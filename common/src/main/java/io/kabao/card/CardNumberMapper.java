package io.kabao.card;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface CardNumberMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO card_number_sequence (id, merchant_id, prefix, next_value)
            VALUES (#{id}, #{merchantId}, #{prefix}, 1)
            ON DUPLICATE KEY UPDATE prefix = VALUES(prefix)
            """)
    int begin(long id, long merchantId, String prefix);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT next_value FROM card_number_sequence
            WHERE merchant_id = #{merchantId} AND prefix = #{prefix}
            FOR UPDATE
            """)
    long lock(long merchantId, String prefix);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_number_sequence SET next_value = #{next}
            WHERE merchant_id = #{merchantId} AND prefix = #{prefix}
            """)
    int advance(long merchantId, String prefix, long next);

    /** Which of these numbers a card has already. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT number FROM member_card
            WHERE merchant_id = #{merchantId}
              AND number IN <foreach collection="numbers" item="n" open="(" separator="," close=")">#{n}</foreach>
            </script>
            """)
    List<String> taken(long merchantId, List<String> numbers);
}
