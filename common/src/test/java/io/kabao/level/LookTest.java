package io.kabao.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Level START = level(1, null, null);
    private static final Level SILVER = level(2, 100L, null);
    private static final Level GOLD = level(3, 500L, 50_000L);
    private static final Level BLACK = level(4, 2_000L, null);
    private static final Ladder.Growth GROWTH = new Ladder.Growth(12, 0, 1, 0);
    private static final Ladder.Keep ONE_DOWN = new Ladder.Keep(12, 30, 7, Ladder.Keep.Fall.ONE_DOWN);
    private static final Ladder.Keep RECALCULATED = new Ladder.Keep(12, 30, 7, Ladder.Keep.Fall.RECALCULATED);
    private static final Ladder LADDER = ladder(ONE_DOWN);
    private static final Instant NOON = Instant.parse("2026-03-10T04:00:00Z");

    private static Level level(long id, @Nullable Long growth, @Nullable Long topUpFen) {
        return new Level(id, "L" + id, 0, 10_000, null, null, null, new Level.Ways(growth, topUpFen, null));
    }

    private static Ladder ladder(Ladder.@Nullable Keep keep) {
        return new Ladder(List.of(START, SILVER, GOLD, BLACK), GROWTH, keep);
    }

    private static Merits spent(long yuan) {
        return new Merits(0, yuan * 100, 0, 0);
    }

    private static CardLevel card(@Nullable Long level, @Nullable Instant keepUntil) {
        return new CardLevel(9, 7, level, NOON, keepUntil, null, null, null);
    }

    private static Look look(Ladder ladder, Instant now, Look.Occasion occasion) {
        return new Look(ladder, now, ZONE, occasion);
    }

    private static Look.Outcome done(CardLevel card, Merits merits) {
        return look(LADDER, NOON, Look.Occasion.DONE).at(card, merits, Look.Since.NOTHING);
    }

    private static Instant startOf(String day) {
        return LocalDate.parse(day).atStartOfDay(ZONE).toInstant();
    }

    @Test
    void whoever_has_done_enough_rises_to_the_highest_level_of_those() {
        assertThat(done(card(null, null), spent(99)).reason()).isNull();
        assertThat(done(card(null, null), spent(100)).isNow().levelId()).isEqualTo(2);
        var outcome = done(card(null, null), spent(600));
        assertThat(outcome.isNow().levelId()).isEqualTo(3);
        assertThat(outcome.reason()).isEqualTo(LevelChange.Reason.REACHED);
        assertThat(outcome.isNow().keepUntil()).isEqualTo(startOf("2027-03-11"));
    }

    @Test
    void one_large_top_up_is_a_way_of_its_own() {
        assertThat(done(card(null, null), new Merits(50_000, 0, 0, 49_999)).reason())
                .isNull();
        assertThat(done(card(null, null), new Merits(50_000, 0, 0, 50_000))
                        .isNow()
                        .levelId())
                .isEqualTo(3);
    }

    @Test
    void nobody_falls_because_of_what_they_do() {
        assertThat(done(card(3L, startOf("2027-03-11")), spent(1)))
                .isEqualTo(new Look.Outcome(card(3L, startOf("2027-03-11")), null));
    }

    @Test
    void a_term_that_is_over_is_kept_or_followed_by_grace_and_then_by_a_fall() {
        var due = startOf("2027-03-11");
        var after = due.plusSeconds(60);
        var kept = look(LADDER, after, Look.Occasion.TERM).at(card(3L, due), spent(500), Look.Since.NOTHING);
        assertThat(kept.reason()).isNull();
        assertThat(kept.isNow().keepUntil()).isEqualTo(startOf("2028-03-12"));

        var grace = look(LADDER, after, Look.Occasion.TERM).at(card(3L, due), spent(10), Look.Since.NOTHING);
        assertThat(grace.reason()).isNull();
        assertThat(grace.isNow().graceUntil()).isEqualTo(startOf("2027-03-18"));

        var early = look(LADDER, after, Look.Occasion.TERM).at(grace.isNow(), spent(10), Look.Since.NOTHING);
        assertThat(early.isNow()).isEqualTo(grace.isNow());

        var saved = look(LADDER, after, Look.Occasion.DONE).at(grace.isNow(), spent(500), Look.Since.NOTHING);
        assertThat(saved.isNow().graceUntil()).isNull();
        assertThat(saved.isNow().keepUntil()).isEqualTo(startOf("2028-03-12"));

        var end = startOf("2027-03-18");
        var fallen = look(LADDER, end, Look.Occasion.TERM).at(grace.isNow(), spent(10), Look.Since.NOTHING);
        assertThat(fallen.reason()).isEqualTo(LevelChange.Reason.MISSED);
        assertThat(fallen.isNow().levelId()).as("one down").isEqualTo(2);
        assertThat(fallen.isNow().reachedAt()).as("by nothing that was done").isNull();
        var far = look(ladder(RECALCULATED), end, Look.Occasion.TERM).at(grace.isNow(), spent(10), Look.Since.NOTHING);
        assertThat(far.isNow().levelId()).as("to where all begin").isNull();
        assertThat(far.isNow().keepUntil()).isNull();
    }

    @Test
    void whoever_falls_one_down_falls_no_lower_than_what_they_earned() {
        var due = startOf("2027-03-11");
        var noGrace = ladder(new Ladder.Keep(12, 0, 0, Ladder.Keep.Fall.ONE_DOWN));
        var fallen = look(noGrace, due, Look.Occasion.TERM).at(card(4L, due), spent(150), Look.Since.NOTHING);
        assertThat(fallen.isNow().levelId()).isEqualTo(3);
        var earned = look(ladder(new Ladder.Keep(12, 0, 0, Ladder.Keep.Fall.RECALCULATED)), due, Look.Occasion.TERM)
                .at(card(4L, due), spent(150), Look.Since.NOTHING);
        assertThat(earned.isNow().levelId()).isEqualTo(2);
    }

    private static Look.Since since(long left, long back) {
        return new Look.Since(spent(left), spent(back));
    }

    @Test
    void what_is_given_back_takes_the_level_only_from_who_came_to_it_by_that() {
        var look = look(LADDER, NOON, Look.Occasion.GIVEN_BACK);
        var card = card(3L, startOf("2027-03-11"));
        assertThat(look.at(card, spent(0), since(500, 100)).reason())
                .as("enough is left")
                .isNull();
        assertThat(look.at(card, spent(0), since(120, 300)).reason())
                .as("that was not what it came by")
                .isNull();
        var lost = look.at(card, spent(0), since(120, 380));
        assertThat(lost.reason()).isEqualTo(LevelChange.Reason.REFUNDED);
        assertThat(lost.isNow().levelId()).isEqualTo(2);
        assertThat(look.at(card, spent(500), since(0, 500)).isNow())
                .as("it was earned again since")
                .isEqualTo(card);
        var elsewhere = look.at(card, spent(150), since(0, 500));
        assertThat(elsewhere.isNow().levelId()).as("what it has earned since").isEqualTo(2);
    }

    @Test
    void other_levels_lift_at_once_and_lower_at_once_only_where_they_may() {
        var card = card(4L, startOf("2027-03-11"));
        assertThat(look(LADDER, NOON, Look.Occasion.RULES)
                        .at(card, spent(150), Look.Since.NOTHING)
                        .reason())
                .isNull();
        var fallen = look(LADDER, NOON, Look.Occasion.RULES_AT_ONCE).at(card, spent(150), Look.Since.NOTHING);
        assertThat(fallen.isNow().levelId()).isEqualTo(2);
        assertThat(fallen.reason()).isEqualTo(LevelChange.Reason.RULES);
        var risen = look(LADDER, NOON, Look.Occasion.RULES).at(card(null, null), spent(600), Look.Since.NOTHING);
        assertThat(risen.isNow().levelId()).isEqualTo(3);
        assertThat(risen.reason()).isEqualTo(LevelChange.Reason.RULES);
    }

    @Test
    void whose_level_is_gone_goes_to_what_they_earned_whoever_looks_first() {
        var gone = card(77L, startOf("2027-03-11"));
        for (var occasion : Look.Occasion.values()) {
            var placed = look(LADDER, NOON, occasion).at(gone, spent(120), Look.Since.NOTHING);
            assertThat(placed.isNow().levelId()).as(occasion.name()).isEqualTo(2);
            assertThat(placed.reason()).isEqualTo(LevelChange.Reason.RULES);
        }
    }

    @Test
    void rules_that_begin_to_ask_or_ask_no_more_set_the_time() {
        var asked = look(LADDER, NOON, Look.Occasion.RULES).at(card(2L, null), spent(100), Look.Since.NOTHING);
        assertThat(asked.isNow().keepUntil()).isEqualTo(startOf("2027-03-11"));
        var unasked = look(ladder(null), NOON, Look.Occasion.RULES)
                .at(card(2L, startOf("2027-03-11")), spent(0), Look.Since.NOTHING);
        assertThat(unasked.isNow().keepUntil()).isNull();
        assertThat(unasked.reason()).isNull();
    }

    @Test
    void a_term_ends_with_a_day_also_on_the_29th_of_february() {
        var leap = Instant.parse("2028-02-29T04:00:00Z");
        assertThat(ONE_DOWN.endOf(leap, ZONE)).isEqualTo(startOf("2029-03-01"));
    }

    @Test
    void growth_counts_full_yuan_and_never_falls_below_nothing() {
        var mixed = new Ladder(List.of(START), new Ladder.Growth(null, 2, 1, 3), null);
        assertThat(mixed.growth(new Merits(199, 250, 4, 0))).isEqualTo(2 + 2 + 12);
        assertThat(mixed.growth(new Merits(-500, 100, 0, 0)))
                .as("what went out takes nothing from what was spent")
                .isEqualTo(1);
        assertThat(GROWTH.from(LocalDate.parse("2026-03-01"))).isEqualTo("2025-04-01");
    }
}
