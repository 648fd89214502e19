package io.kabao.level;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface CardLevelMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, level_id, reached_at, keep_until, grace_until, paid_level_id, paid_until
            FROM card_level
            WHERE merchant_id = #{merchantId} AND id = #{cardId}
            """)
    Optional<CardLevel> find(long merchantId, long cardId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, level_id, reached_at, keep_until, grace_until, paid_level_id, paid_until
            FROM card_level
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<CardLevel> all(@Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    /** In the order of their ids. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, level_id, reached_at, keep_until, grace_until, paid_level_id, paid_until
            FROM card_level
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id
            FOR UPDATE
            </script>
            """)
    List<CardLevel> lock(@Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    /** Makes rows to be locked; one that is there stays as it is. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO card_level (id, merchant_id)
            VALUES <foreach collection="cards" item="id" separator=",">(#{id}, #{merchantId})</foreach>
            ON DUPLICATE KEY UPDATE merchant_id = VALUES(merchant_id)
            </script>
            """)
    int make(@Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    /** What was earned; what was bought stays. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO card_level (id, merchant_id, level_id, reached_at, keep_until, grace_until, due_at)
            VALUES <foreach collection="rows" item="r" separator=",">
              (#{r.id}, #{r.merchantId}, #{r.levelId}, #{r.reachedAt}, #{r.keepUntil}, #{r.graceUntil}, #{r.dueAt})</foreach>
            ON DUPLICATE KEY UPDATE
              level_id = VALUES(level_id), reached_at = VALUES(reached_at), keep_until = VALUES(keep_until),
              grace_until = VALUES(grace_until), due_at = VALUES(due_at)
            </script>
            """)
    int put(@Param("rows") List<Put> rows);

    /** A row to be written. */
    record Put(
            long id,
            long merchantId,
            @Nullable Long levelId,
            @Nullable Instant reachedAt,
            @Nullable Instant keepUntil,
            @Nullable Instant graceUntil,
            @Nullable Instant dueAt) {

        static Put of(CardLevel card) {
            return new Put(
                    card.id(),
                    card.merchantId(),
                    card.levelId(),
                    card.reachedAt(),
                    card.keepUntil(),
                    card.graceUntil(),
                    card.dueAt());
        }
    }

    /** The levels for which cards have terms that are not over. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT DISTINCT paid_level_id
            FROM card_level
            WHERE merchant_id = #{merchantId} AND paid_until > #{now}
            """)
    List<Long> paidLevels(@Param("merchantId") long merchantId, @Param("now") Instant now);

    /** The next cards that are asked by then, for the first time or after days of grace. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, due_at, grace_until IS NOT NULL AS in_grace
            FROM card_level FORCE INDEX (by_due)
            WHERE (due_at = #{after.dueAt} AND due_at <= #{by} AND id > #{after.id})
               OR (due_at > #{after.dueAt} AND due_at <= #{by})
            ORDER BY due_at, id
            LIMIT #{most}
            """)
    List<EndingLevels.Ending> ending(
            @Param("by") Instant by, @Param("after") EndingLevels.Place after, @Param("most") int most);

    /** A change to be kept. */
    record Changed(long id, long merchantId, LevelChange change, long ladderId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO level_change (id, merchant_id, card_id, from_level_id, to_level_id, reason, ladder_id, created_at)
            VALUES <foreach collection="rows" item="r" separator=",">
              (#{r.id}, #{r.merchantId}, #{r.change.cardId}, #{r.change.fromLevelId}, #{r.change.toLevelId},
               #{r.change.reason}, #{r.ladderId}, #{r.change.createdAt})</foreach>
            </script>
            """)
    int note(@Param("rows") List<Changed> rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, card_id, from_level_id, to_level_id, reason, created_at
            FROM level_change
            WHERE merchant_id = #{merchantId} AND card_id = #{cardId}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<LevelChange> changes(
            @Param("merchantId") long merchantId, @Param("cardId") long cardId, @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE level_change SET card_id = #{into} WHERE merchant_id = #{merchantId} AND card_id = #{old}")
    int moveChanges(@Param("merchantId") long merchantId, @Param("old") long old, @Param("into") long into);

    /** The row of an old card becomes that of the card it went over to. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE card_level SET id = #{into} WHERE merchant_id = #{merchantId} AND id = #{old}")
    int move(@Param("merchantId") long merchantId, @Param("old") long old, @Param("into") long into);
}
