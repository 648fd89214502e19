package io.kabao.access;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface LossMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO operator_loss (id, merchant_id, operator_id, permissions, lost_by, lost_at)
            VALUES (#{id}, #{merchantId}, #{operatorId}, #{permissions}, #{lostBy}, #{lostAt})
            """)
    int insert(Loss loss);

    /** Whether another than this one has lost a permission since then. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (
              SELECT 1
              FROM operator_loss
              WHERE merchant_id = #{merchantId} AND lost_at > #{since} AND operator_id <> #{except}
                AND FIND_IN_SET(#{permission}, permissions) > 0)
            """)
    boolean isLost(long merchantId, Instant since, long except, String permission);

    /** Over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM operator_loss WHERE lost_at < #{before} LIMIT #{most}")
    int forget(Instant before, int most);
}
