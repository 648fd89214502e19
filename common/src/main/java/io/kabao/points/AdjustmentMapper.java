package io.kabao.points;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.LocalDate;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface AdjustmentMapper {

    /** Points that an operator has given and taken alone on a business day. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COALESCE(SUM(ABS(points)), 0)
            FROM points_adjustment
            WHERE merchant_id = #{merchantId} AND operator_id = #{operatorId} AND business_day = #{day}
            """)
    long alone(long merchantId, long operatorId, LocalDate day);
}
