package io.kabao.referral;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface PermitMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, levels_most, set_at, accepted_most, accepted_words, accepted_at, accepted_by
            FROM referral_permit
            WHERE id = #{merchantId} AND merchant_id = #{merchantId}
            """)
    Optional<Permit> find(long merchantId);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO referral_permit (id, merchant_id, levels_most, set_at)
            VALUES (#{id}, #{merchantId}, #{levelsMost}, #{setAt})
            ON DUPLICATE KEY UPDATE
              levels_most = VALUES(levels_most), set_at = VALUES(set_at),
              accepted_most = LEAST(accepted_most, VALUES(levels_most))
            """)
    int allow(Permit permit);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE referral_permit
            SET accepted_most = #{acceptedMost}, accepted_words = #{acceptedWords}, accepted_at = #{acceptedAt},
                accepted_by = #{acceptedBy}
            WHERE id = #{id} AND merchant_id = #{merchantId} AND levels_most >= #{acceptedMost}
            """)
    int accept(Permit permit);
}
