package io.kabao.access;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface OperatorMapper extends BaseMapper<Operator> {

    /** Account to operator is a look-up over the deployment: whoever signs in has no merchant yet. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, account, name, password_hash, role, active, version,
                   created_at, updated_at, updated_by
            FROM operator
            WHERE account = #{account}
            """)
    Optional<Operator> findByAccount(String account);

    /** A session's operator tells the merchant, so none is bound yet. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, account, name, password_hash, role, active, version,
                   created_at, updated_at, updated_by
            FROM operator
            WHERE id = #{id}
            """)
    Optional<Operator> findOfSession(long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, account, name, password_hash, role, active, version,
                   created_at, updated_at, updated_by
            FROM operator
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Operator> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET password_hash = #{passwordHash}, version = version + 1, updated_at = #{now}, updated_by = #{operator.id}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id} AND version = #{operator.version}
            """)
    int changePassword(
            @Param("operator") Operator operator,
            @Param("passwordHash") String passwordHash,
            @Param("now") Instant now);
}
