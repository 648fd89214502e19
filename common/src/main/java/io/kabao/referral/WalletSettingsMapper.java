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
            @Nullable Long payoutLeastFen,
            @Nullable Long payoutDailyFen,
            int version,
            Instant updatedAt,
            @Nullable Long updatedBy) {

        WalletSettings.Rates rates() {
            return new WalletSettings.Rates(balanceBp, pointsPerYuan, payoutLeastFen, payoutDailyFen);
        }
    }

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, balance_bp, points_per_yuan, payout_least_fen, payout_daily_fen, version, updated_at,
                   updated_by
            FROM referral_settings
            WHERE merchant_id = #{merchantId}
            """)
    Optional<Stored> find(long merchantId);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO referral_settings
              (id, merchant_id, balance_bp, points_per_yuan, payout_least_fen, payout_daily_fen, version, updated_at,
               updated_by)
            VALUES
              (#{id}, #{merchantId}, #{balanceBp}, #{pointsPerYuan}, #{payoutLeastFen}, #{payoutDailyFen}, #{version},
               #{updatedAt}, #{updatedBy})
            """)
    int insert(Stored settings);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE referral_settings
            SET balance_bp = #{balanceBp}, points_per_yuan = #{pointsPerYuan}, payout_least_fen = #{payoutLeastFen},
                payout_daily_fen = #{payoutDailyFen}, version = #{version}, updated_at = #{updatedAt},
                updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND version = #{version} - 1
            """)
    int replace(Stored settings);
}
