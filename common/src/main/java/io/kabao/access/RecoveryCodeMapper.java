package io.kabao.access;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Update;

@Mapper
interface RecoveryCodeMapper {

    /** A code to be kept. */
    record Kept(long id, byte[] codeHash) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO recovery_code (id, merchant_id, operator_id, code_hash) VALUES
            <foreach collection="codes" item="code" separator=",">
              (#{code.id}, #{merchantId}, #{operatorId}, #{code.codeHash})
            </foreach>
            </script>
            """)
    int insert(long merchantId, long operatorId, List<Kept> codes);

    /** Uses a code up; 0 rows when there is none or it was used. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE recovery_code
            SET used_at = #{now}
            WHERE merchant_id = #{merchantId} AND operator_id = #{operatorId} AND code_hash = #{codeHash}
              AND used_at IS NULL
            """)
    int use(long merchantId, long operatorId, byte[] codeHash, Instant now);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM recovery_code WHERE merchant_id = #{merchantId} AND operator_id = #{operatorId}")
    int deleteAll(long merchantId, long operatorId);
}
