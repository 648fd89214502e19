package io.kabao.level;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A look at all cards with other levels, as far as it has come.
 *
 * @param applied whether cards go there; a preview only says who would
 * @param seen cards that were looked at: those with which anything was done and that have not ended
 * @param moves from where to where how many go
 */
public record LevelRunView(
        @JsonId long id,
        boolean applied,
        boolean done,
        long seen,
        List<Way> moves,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /**
     * From where to where how many cards go.
     *
     * @param fromLevelId null: where all begin
     * @param toLevelId likewise
     * @param samples ids of some of the cards
     */
    public record Way(
            @JsonId @Nullable Long fromLevelId,
            @JsonId @Nullable Long toLevelId,
            long cards,
            List<String> samples) {}

    static LevelRunView of(LevelRun run, JsonMapper json) {
        var moves = json.readValue(run.moves(), Moves.class).moves().stream()
                .map(move -> new Way(move.fromLevelId(), move.toLevelId(), move.cards(), move.samples()))
                .toList();
        return new LevelRunView(
                run.id(),
                run.kind() == LevelRun.Kind.APPLICATION,
                run.isDone(),
                run.seen(),
                moves,
                run.createdAt(),
                run.finishedAt());
    }
}
