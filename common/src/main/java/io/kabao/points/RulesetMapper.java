package io.kabao.points;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface RulesetMapper extends BaseMapper<Ruleset> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, number, content, settings_version, settings_at, settings_by, created_at, created_by
            FROM points_ruleset
            WHERE merchant_id = #{merchantId}
            ORDER BY number DESC
            LIMIT 1
            """)
    Optional<Ruleset> latest(long merchantId);

    /** Those in force. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT r.id, r.merchant_id, r.number, r.content, r.settings_version, r.settings_at, r.settings_by, r.created_at,
                   r.created_by
            FROM points_ruleset r
              LEFT JOIN points_ruleset later ON later.merchant_id = r.merchant_id AND later.number = r.number + 1
            WHERE later.id IS NULL
            """)
    List<Ruleset> allInForce();
}
