package io.kabao.access;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface OperatorMapper extends BaseMapper<Operator> {

    /** All columns of a row. */
    String COLUMNS = """
            id, merchant_id, realm, account, name, password_hash, active, session_hash, scope_kind, scope_ids, staff_id,
            password_initial, totp_secret, totp_pending, totp_step, otp_misses, otp_locked_until, signed_in_at,
            stepped_up_until, added_by, login_made_by, login_made_at, version, created_at, updated_at,
            updated_by
            """;

    /** Account to operator is a look-up over the deployment: whoever signs in has no merchant yet. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT " + COLUMNS + " FROM operator WHERE account = #{account}")
    Optional<Operator> findByAccount(String account);

    /** What a session needs of its operator, who tells the merchant, so none is bound yet: one statement a call. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, realm, account, name, active, session_hash, scope_kind, scope_ids, staff_id,
                   password_initial, totp_secret IS NOT NULL AS second_factor, stepped_up_until,
                   (SELECT GROUP_CONCAT(role_id) FROM operator_role
                    WHERE operator_role.merchant_id = operator.merchant_id AND operator_id = operator.id) AS role_ids
            FROM operator
            WHERE id = #{id}
            """)
    Optional<Seat> findOfSession(long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT " + COLUMNS + " FROM operator WHERE merchant_id = #{merchantId} AND id = #{id}")
    Optional<Operator> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT " + COLUMNS
            + " FROM operator WHERE merchant_id = #{merchantId} AND id < #{before} ORDER BY id DESC LIMIT #{rows}")
    List<Operator> list(long merchantId, long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM operator WHERE merchant_id = #{merchantId})")
    boolean hasAny(long merchantId);

    /** Active operators who have one of these roles, without one of them; those of the whole merchant come first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script>SELECT " + COLUMNS + """
             FROM operator
            WHERE merchant_id = #{merchantId} AND active = TRUE AND id &lt;&gt; #{except}
              AND id IN (SELECT operator_id FROM operator_role
                         WHERE merchant_id = #{merchantId}
                           AND role_id IN
                           <foreach collection="roleIds" item="id" open="(" separator="," close=")">#{id}</foreach>)
            ORDER BY scope_kind = 'ALL' DESC, id
            LIMIT #{most}
            </script>
            """)
    List<Operator> activeWithRole(long merchantId, Set<Long> roleIds, long except, int most);

    /** Time runs anew for whoever made the login, once its person has a password of their own. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET login_made_at = CASE WHEN password_initial = TRUE AND login_made_by IS NOT NULL THEN #{password.now}
                                     ELSE login_made_at END,
                password_hash = #{password.hash}, password_initial = #{password.initial}, session_hash = NULL,
                version = version + 1, updated_at = #{password.now}, updated_by = #{password.by}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id} AND version = #{operator.version}
            """)
    int changePassword(@Param("operator") Operator operator, @Param("password") NewPassword password);

    /**
     * A password to be written.
     *
     * @param initial made by somebody else
     * @param by operator
     */
    record NewPassword(
            String hash,
            boolean initial,
            Instant now,
            @Nullable Long by) {

        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** Writes what others may change over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET name = #{operator.name}, active = #{operator.active}, scope_kind = #{operator.scopeKind},
                scope_ids = #{operator.scopeIds}, staff_id = #{operator.staffId},
                session_hash = CASE WHEN #{ended} THEN NULL ELSE session_hash END, version = version + 1, updated_at = #{now}, updated_by = #{by}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id} AND version = #{operator.version}
            """)
    int replace(
            @Param("operator") Operator operator,
            @Param("ended") boolean ended,
            @Param("now") Instant now,
            @Param("by") @Nullable Long by);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM operator WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version}")
    int delete(long merchantId, long id, int version);

    /** Disables whoever signs in as this member of staff. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET active = FALSE, session_hash = NULL, version = version + 1, updated_at = #{now}, updated_by = #{by}
            WHERE merchant_id = #{merchantId} AND staff_id = #{staffId} AND active = TRUE
            """)
    int disableStaff(long merchantId, long staffId, Instant now, @Nullable Long by);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT " + COLUMNS + " FROM operator WHERE merchant_id = #{merchantId} AND staff_id = #{staffId}")
    Optional<Operator> findOfStaff(long merchantId, long staffId);

    /** Ends the sessions of everybody who has the role. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET session_hash = NULL
            WHERE merchant_id = #{merchantId} AND session_hash IS NOT NULL
              AND id IN (SELECT operator_id FROM operator_role
                         WHERE merchant_id = #{merchantId} AND role_id = #{roleId})
            """)
    int unseatAllOf(long merchantId, long roleId);

    /** Notes who made the login anew. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET login_made_by = #{by}, login_made_at = #{now}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id}
            """)
    int noteMaker(@Param("operator") Operator operator, @Param("by") @Nullable Long by, @Param("now") Instant now);

    /** Makes a session the live one, unless the password changed or the operator was disabled since it was checked. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET session_hash = #{sessionHash}, signed_in_at = #{now}, stepped_up_until = NULL
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id}
              AND password_hash = #{operator.passwordHash} AND active = TRUE
            """)
    int seat(@Param("operator") Operator operator, @Param("sessionHash") byte[] sessionHash, @Param("now") Instant now);

    /** Ends the live session. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE operator SET session_hash = NULL WHERE merchant_id = #{merchantId} AND id = #{id}")
    int unseat(@Param("merchantId") long merchantId, @Param("id") long id);

    /** Notes that the live session has proved itself again. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET stepped_up_until = #{until}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id} AND session_hash = #{operator.sessionHash}
            """)
    int stepUp(@Param("operator") Operator operator, @Param("until") Instant until);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET totp_pending = #{secret}
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id}
            """)
    int offerSecret(@Param("operator") Operator operator, @Param("secret") byte[] secret);

    /** The secret that was offered counts from now on, and the code that proved it is used up. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET totp_secret = #{operator.totpPending}, totp_pending = NULL, totp_step = #{step}, otp_misses = 0,
                otp_locked_until = NULL
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id}
              AND totp_pending = #{operator.totpPending}
            """)
    int confirmSecret(@Param("operator") Operator operator, @Param("step") long step);

    /** Without a second factor again, as before enrolling. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET totp_secret = NULL, totp_pending = NULL, totp_step = 0, otp_misses = 0, otp_locked_until = NULL,
                session_hash = NULL
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    int forgetSecret(long merchantId, long id);

    /**
     * Counts a try before it is judged, so that no number of tries at once gets round the count; 0 rows while locked. The
     * last one allowed locks.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET otp_locked_until = CASE WHEN otp_misses + 1 >= #{most} THEN #{lockUntil} ELSE NULL END,
                otp_misses = CASE WHEN otp_misses + 1 >= #{most} THEN 0 ELSE otp_misses + 1 END
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id}
              AND (otp_locked_until IS NULL OR otp_locked_until <= #{now})
            """)
    int countTry(
            @Param("operator") Operator operator,
            @Param("most") int most,
            @Param("now") Instant now,
            @Param("lockUntil") Instant lockUntil);

    /** Takes a one-time password, once; 0 rows when it or a later one was taken before. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET totp_step = #{step}, otp_misses = 0, otp_locked_until = NULL
            WHERE merchant_id = #{operator.merchantId} AND id = #{operator.id} AND totp_step < #{step}
            """)
    int takeStep(@Param("operator") Operator operator, @Param("step") long step);

    /** Forgets the wrong tries: a recovery code was right. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE operator
            SET otp_misses = 0, otp_locked_until = NULL
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    int forgetTries(long merchantId, long id);
}
