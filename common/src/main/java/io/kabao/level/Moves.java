package io.kabao.level;

import io.kabao.kernel.json.JsonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many cards go from where to where, with some of them. */
record Moves(List<Move> moves) {

    /** Cards that are named of each way. */
    private static final int SAMPLES = 10;

    static final Moves NONE = new Moves(List.of());

    /** Takes a copy of the list. */
    Moves {
        moves = List.copyOf(moves);
    }

    /**
     * One way.
     *
     * @param fromLevelId null: where all begin
     * @param toLevelId likewise
     * @param samples some of the cards
     */
    record Move(
            @JsonId @Nullable Long fromLevelId,
            @JsonId @Nullable Long toLevelId,
            long cards,
            List<String> samples) {

        private boolean isWayOf(CardLevel was, CardLevel isNow) {
            return Objects.equals(fromLevelId, was.levelId()) && Objects.equals(toLevelId, isNow.levelId());
        }

        private Move with(long cardId) {
            var more = new ArrayList<>(samples);
            if (more.size() < SAMPLES) {
                more.add(Long.toString(cardId));
            }
            return new Move(fromLevelId, toLevelId, cards + 1, more);
        }
    }

    /** With those that go elsewhere. */
    Moves plus(List<Climbing.Moved> moved) {
        var all = new ArrayList<>(moves);
        for (var each : moved) {
            if (each.isElsewhere()) {
                add(all, each.was(), each.outcome().isNow());
            }
        }
        return new Moves(all);
    }

    private static void add(List<Move> all, CardLevel was, CardLevel isNow) {
        for (var place = 0; place < all.size(); place++) {
            if (all.get(place).isWayOf(was, isNow)) {
                all.set(place, all.get(place).with(was.id()));
                return;
            }
        }
        all.add(new Move(was.levelId(), isNow.levelId(), 0, List.of()).with(was.id()));
    }
}
