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
            SELECT id, merchant_id, account, name, password_hash, role, active, session_hash, version,
                   created_at, updated_at, updated_by
            FROM operator
            WHERE account = #{account}
            """)
    Optional<Operator> findByAccount(String account);

    /** A session's operator tells the merchant, so none is bound yet. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, account, name, password_hash, role, active, session_hash, version,
                   created_at, updated_at, updated_by
            FROM operator
            WHERE id = #{id}
            """)
    Optional<Operator> findOfSession(long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, account, name, password_hash, role, active, session_hash, version,
                   created_at, updated_at, updated_by
            FROM operator
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Operator> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET password_hash = #{passwordHash}, session_hash = NULL, version = version + 1, updated_at = #{now}, updated_by = #{operator.id}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id} AND version = #{operator.version}
            """)
    int changePassword(
            @Param("operator") Operator operator,
            @Param("passwordHash") String passwordHash,
            @Param("now") Instant now);

    /** Makes a session the live one, unless the password changed or the operator was disabled since it was checked. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET session_hash = #{sessionHash}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id}
              AND password_hash = #{operator.passwordHash} AND active = TRUE
            """)
    int seat(@Param("operator") Operator operator, @Param("sessionHash") byte[] sessionHash);

    /** Ends the live session. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE operator SET session_hash = NULL WHERE merchant_id = #{merchantId} AND id = #{id}")
    int unseat(@Param("merchantId") long merchantId, @Param("id") long id);
}
