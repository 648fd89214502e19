package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface BookSettingsMapper {

    /**
     * One row.
     *
     * @param means one a line
     * @param aloneByRole likewise, a role's id and its sum
     */
    record Stored(
            long id,
            long merchantId,
            String means,
            long limitFen,
            long secondPersonAboveFen,
            String aloneByRole,
            long staffDailyCapFen,
            long proofAboveFen,
            TakeOrder taken,
            int version,
            Instant updatedAt,
            @Nullable Long updatedBy) {

        static Stored of(long id, long merchantId, BookSettings.Kept kept) {
            var rules = kept.rules();
            return new Stored(
                    id,
                    merchantId,
                    String.join("\n", rules.means()),
                    rules.limitFen(),
                    rules.secondPersonAboveFen(),
                    BookRules.RoleSum.written(rules.byRole()),
                    rules.staffDailyCapFen(),
                    rules.proofAboveFen(),
                    rules.taken(),
                    kept.version(),
                    kept.updatedAt() == null ? Instant.EPOCH : kept.updatedAt(),
                    kept.updatedBy());
        }

        BookSettings.Kept kept() {
            var rules = new BookRules(
                    means.lines().toList(),
                    limitFen,
                    secondPersonAboveFen,
                    BookRules.RoleSum.read(aloneByRole),
                    staffDailyCapFen,
                    proofAboveFen,
                    taken);
            return new BookSettings.Kept(rules, version, updatedAt, updatedBy);
        }
    }

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, means, limit_fen, second_person_above_fen, alone_by_role, staff_daily_cap_fen,
                   proof_above_fen, taken, version, updated_at, updated_by
            FROM book_settings
            WHERE merchant_id = #{merchantId}
            """)
    Optional<Stored> find(long merchantId);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO book_settings
              (id, merchant_id, means, limit_fen, second_person_above_fen, alone_by_role, staff_daily_cap_fen,
               proof_above_fen, taken, version, updated_at, updated_by)
            VALUES
              (#{id}, #{merchantId}, #{means}, #{limitFen}, #{secondPersonAboveFen}, #{aloneByRole}, #{staffDailyCapFen},
               #{proofAboveFen}, #{taken}, #{version}, #{updatedAt}, #{updatedBy})
            """)
    int insert(Stored settings);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE book_settings
            SET means = #{means}, limit_fen = #{limitFen}, second_person_above_fen = #{secondPersonAboveFen},
                alone_by_role = #{aloneByRole}, staff_daily_cap_fen = #{staffDailyCapFen},
                proof_above_fen = #{proofAboveFen}, taken = #{taken},
                version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND version = #{version} - 1
            """)
    int replace(Stored settings);
}
