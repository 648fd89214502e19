package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Levels by chance, at the console's door, and where cards stand among them. */
final class ChanceLevels {

    /** Of a merchant that has none: all stand where nothing is taken off and nothing added. */
    static final ModelLevels.Terms NONE =
            new ModelLevels.Terms(List.of(new ModelLevels.Level(0, 0, 10_000)), null, 0, 0, null);

    private ChanceLevels() {}

    /** Where a card stands that is not where all begin. */
    record Standing(int rank, @Nullable LocalDate due) {}

    static ModelLevels.Terms some(SplittableRandom chance) {
        var levels = new ArrayList<ModelLevels.Level>();
        var growth = 0L;
        for (var rank = chance.nextInt(2, 5); rank >= 0; rank--) {
            levels.add(new ModelLevels.Level(
                    growth, chance.nextInt(3) == 0 ? 0 : chance.nextInt(2_000), chance.nextInt(5_000, 30_000)));
            growth += chance.nextLong(50, 400);
        }
        var keep = new ModelLevels.Keep(1, chance.nextInt(3) == 0 ? 0 : chance.nextInt(1, 20), chance.nextBoolean());
        return new ModelLevels.Terms(
                List.copyOf(levels),
                chance.nextInt(4) == 0 ? null : chance.nextInt(1, 3),
                chance.nextLong(1, 3),
                chance.nextInt(3) == 0 ? 1 : 0,
                chance.nextInt(5) == 0 ? null : keep);
    }

    /** Likewise, where what was done in one month decides in the next who falls. */
    static ModelLevels.Terms strict(SplittableRandom chance) {
        var some = some(chance);
        return new ModelLevels.Terms(
                some.levels(), 1, some.perYuan(), some.perPoint(), new ModelLevels.Keep(1, 0, chance.nextBoolean()));
    }

    /** Puts levels in force; their ranks by their ids. */
    static Map<Long, Integer> tell(Counter counter, ModelLevels.Terms terms) {
        if (terms.levels().size() == 1) {
            return Map.of();
        }
        var said = new ArrayList<Map<String, Object>>();
        for (var level : terms.levels()) {
            var one = new HashMap<String, Object>(
                    Map.of("name", "L" + said.size(), "discountBp", level.discountBp(), "pointsBp", level.pointsBp()));
            if (!said.isEmpty()) {
                one.put("growth", level.growth());
            }
            said.add(one);
        }
        var growth = new HashMap<String, Object>(Map.of("perSpendYuan", terms.perYuan(), "perPoint", terms.perPoint()));
        growth.put("months", terms.months());
        var whole = new HashMap<String, Object>(Map.of("version", 0, "levels", said, "growth", growth));
        var keep = terms.keep();
        if (keep != null) {
            whole.put(
                    "keep",
                    Map.of(
                            "months",
                            keep.months(),
                            "graceDays",
                            keep.graceDays(),
                            "fall",
                            keep.oneDown() ? "ONE_DOWN" : "RECALCULATED"));
        }
        var preview = counter.owner().post("/admin/levels/preview", whole);
        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        var applied = counter.owner().post("/admin/levels/application", Map.of("previewId", preview.text("/id")));
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
        var shown = counter.owner().get("/admin/levels");
        var ranks = new HashMap<Long, Integer>();
        for (var rank = 0; rank < said.size(); rank++) {
            ranks.put(Long.valueOf(shown.text("/levels/" + rank + "/id")), rank);
        }
        return ranks;
    }

    /** The merchant's cards that are not where all begin, by their ids. */
    static Map<Long, Standing> standing(Counter counter, Map<Long, Integer> ranks) {
        var found = new HashMap<Long, Standing>();
        counter.rows()
                .column("SELECT CONCAT_WS(' ', id, level_id, DATE(due_at + INTERVAL 8 HOUR)) FROM card_level"
                        + " WHERE level_id IS NOT NULL AND merchant_id = " + counter.merchantId())
                .forEach(row -> {
                    var parts = row.split(" ", -1);
                    var rank = Objects.requireNonNull(ranks.get(Long.valueOf(parts[1])));
                    found.put(
                            Long.valueOf(parts[0]),
                            new Standing(rank, parts.length == 2 ? null : LocalDate.parse(parts[2])));
                });
        return found;
    }
}
