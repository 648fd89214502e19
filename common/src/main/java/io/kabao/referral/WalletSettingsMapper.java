package io.kabao.referral;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface WalletSettingsMapper {

    /** One row. */
    record Stored(
            long id,
            long merchantId,
            @Nullable Long balanceBp,
            @Nullable Long pointsPerYuan,
            int version,
            Instant updatedAt,
            @Nullable Long updatedBy) {

        WalletSettings.Rates rates() {
            return new WalletSettings.Rates(balanceBp, pointsPerYuan);
        }
    }

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, balance_bp, points_per_yuan, version, updated_at, updated_by
            FROM referral_settings
            WHERE merchant_id = #{merchantId}
            """)
    Optional<Stored> find(long merchantId);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO referral_settings (id, merchant_id, balance_bp, points_per_yuan, version, updated_at, updated_by)
            VALUES (#{id}, #{merchantId}, #{balanceBp}, #{pointsPerYuan}, #{version}, #{updatedAt}, #{updatedBy})
            """)
    int insert(Stored settings);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE referral_settings
            SET balance_bp = #{balanceBp}, points_per_yuan = #{pointsPerYuan}, version = #{version},
                updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND version = #{version} - 1
            """)
    int replace(Stored settings);
}
