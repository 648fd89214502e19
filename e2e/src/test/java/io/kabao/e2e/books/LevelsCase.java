package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.level.GrowthBook;
import io.kabao.level.LevelTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A card with money at a merchant whose levels are looked at; the books are right after each test. */
abstract class LevelsCase extends PointsCase {

    static final Duration SOON = Duration.ofMinutes(3);

    /** A level of this name, with more said of it. */
    static Map<String, Object> level(String name, Object... said) {
        var level = new HashMap<String, Object>();
        level.put("name", name);
        for (var i = 0; i < said.length; i += 2) {
            level.put((String) said[i], said[i + 1]);
        }
        return level;
    }

    static final Map<String, Object> SPENT_AND_PAID_IN = Map.of("months", 12, "perSpendYuan", 1);

    final Map<String, Object> levels(List<Map<String, Object>> levels, Map<String, ?> more) {
        var whole = new HashMap<String, Object>(Map.of("levels", levels, "growth", SPENT_AND_PAID_IN));
        whole.put("version", counter.owner().get("/admin/levels").number("/version"));
        whole.putAll(more);
        return whole;
    }

    final Answer preview(List<Map<String, Object>> levels, Map<String, ?> more) {
        var answer = counter.owner().post("/admin/levels/preview", levels(levels, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    final Answer apply(Answer preview) {
        return counter.owner().post("/admin/levels/application", Map.of("previewId", preview.text("/id")));
    }

    final Answer put(List<Map<String, Object>> levels, Map<String, ?> more) {
        var applied = apply(preview(levels, more));
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
        return applied;
    }

    /** The levels in force as they were sent, with their ids. */
    final List<Map<String, Object>> inForce(List<Map<String, Object>> sent) {
        var shown = counter.owner().get("/admin/levels");
        var named = new ArrayList<Map<String, Object>>();
        for (var rank = 0; rank < sent.size(); rank++) {
            var level = new HashMap<>(sent.get(rank));
            level.put("id", shown.text("/levels/" + rank + "/id"));
            named.add(level);
        }
        return named;
    }

    /** What was done so far counts. */
    final void count() {
        counter.pass(SOON);
        house.adminBean(GrowthBook.class).bringUp();
    }

    final void endTerms() {
        house.adminBean(LevelTerms.class).end();
    }

    final Answer standing() {
        var answer = counter.owner().get("/admin/cards/" + card + "/level");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    final String name() {
        return standing().text("/standing/level/name");
    }

    final List<String> reasons() {
        return standing()
                .json()
                .get("changes")
                .valueStream()
                .map(change -> change.get("reason").asString())
                .toList();
    }

    final void awaitGifts() {
        Awaitility.await("gifts")
                .until(() -> counter.rows()
                                .number("SELECT COUNT(*) FROM level_gift WHERE status = 'OWED' AND merchant_id = "
                                        + counter.merchantId())
                        == 0);
    }
}
