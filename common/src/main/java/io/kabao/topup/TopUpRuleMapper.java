package io.kabao.topup;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface TopUpRuleMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO topup_rule
              (id, merchant_id, name, amount_fen, bonus_fen, points, gift_template_id, member_most, starts_at, ends_at, stock,
               used, is_active, version, created_at, updated_at, updated_by)
            VALUES
              (#{id}, #{merchantId}, #{name}, #{amountFen}, #{bonusFen}, #{points}, #{giftTemplateId}, #{memberMost}, #{startsAt},
               #{endsAt}, #{stock}, #{used}, #{isActive}, #{version}, #{createdAt}, #{updatedAt}, #{updatedBy})
            """)
    int insert(TopUpRule rule);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, name, amount_fen, bonus_fen, points, gift_template_id, member_most, starts_at, ends_at,
                   stock, used, is_active, version, created_at, updated_at, updated_by
            FROM topup_rule
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<TopUpRule> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, name, amount_fen, bonus_fen, points, gift_template_id, member_most, starts_at, ends_at,
                   stock, used, is_active, version, created_at, updated_at, updated_by
            FROM topup_rule
            WHERE merchant_id = #{merchantId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<TopUpRule> list(long merchantId, long before, int rows);

    /** Writes all but how often it was had; 0 rows when somebody else was first, or it was had more often than this allows. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE topup_rule
            SET name = #{name}, amount_fen = #{amountFen}, bonus_fen = #{bonusFen}, points = #{points},
                gift_template_id = #{giftTemplateId}, member_most = #{memberMost}, starts_at = #{startsAt}, ends_at = #{endsAt}, stock = #{stock},
                is_active = #{isActive}, version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
              AND (#{stock} IS NULL OR used <= #{stock})
            """)
    int replace(TopUpRule rule);

    /** 0 rows when it was had. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM topup_rule WHERE merchant_id = #{merchantId} AND id = #{id} AND used = 0")
    int delete(long merchantId, long id);
}
