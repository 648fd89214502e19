package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface UsedPhoneCodeMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO used_phone_code (id, merchant_id, code_hash, identity_id, used_at)
            VALUES (#{id}, #{merchantId}, #{codeHash}, #{identityId}, #{usedAt})
            """)
    int take(UsedPhoneCode code);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, code_hash, identity_id, phone, used_at
            FROM used_phone_code
            WHERE merchant_id = #{merchantId} AND code_hash = #{codeHash}
            """)
    Optional<UsedPhoneCode> find(long merchantId, byte[] codeHash);

    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE used_phone_code SET phone = #{phone} WHERE merchant_id = #{merchantId} AND id = #{id}")
    int keep(long merchantId, long id, byte[] phone);

    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE used_phone_code SET phone = NULL WHERE merchant_id = #{merchantId} AND id = #{id}")
    int forget(long merchantId, long id);

    /** Forgets the phones of exchanges between these times; the rows are found by their age. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE used_phone_code SET phone = NULL
            WHERE used_at >= #{from} AND used_at < #{before} AND phone IS NOT NULL
            LIMIT #{most}
            """)
    int forgetAll(Instant from, Instant before, int most);

    /** WeChat knows no phone by the code: nobody need wait for one. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE used_phone_code SET phone = '' WHERE merchant_id = #{merchantId} AND id = #{id}")
    int refuse(long merchantId, long id);

    /** The exchange may not have happened: the code may be tried again. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM used_phone_code WHERE merchant_id = #{merchantId} AND id = #{id} AND phone IS NULL")
    int giveBack(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            <script>
            DELETE FROM used_phone_code
            WHERE merchant_id = #{merchantId}
              AND identity_id IN <foreach collection="people" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int deleteOf(long merchantId, List<Long> people);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM used_phone_code WHERE used_at < #{before} LIMIT #{most}")
    int sweep(Instant before, int most);
}
