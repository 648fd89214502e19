package io.kabao.points;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
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
}
