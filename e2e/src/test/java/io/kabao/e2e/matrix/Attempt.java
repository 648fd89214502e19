package io.kabao.e2e.matrix;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.matrix.Line.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One call of one operation by one caller, and what it left behind.
 *
 * @param mineChanged tables in which rows of the merchant in the path changed
 * @param otherChanged the same for the other merchant
 * @param onRecord what came into the audit
 */
record Attempt(
        Line line, Kind kind, Answer answer, List<String> mineChanged, List<String> otherChanged, Trail onRecord) {

    private static final Rows ROWS = Rows.of(House.shared().sandbox());
    private static final long PLATFORM = 0;

    /** Calls, with {@code thing} in the place of the path's id. */
    static Attempt of(Cast cast, Line line, Kind kind, String thing) {
        var mine = cast.mine();
        var others = cast.other();
        var callers = cast.merchantOf(kind);
        var path = line.operation().pathFor(thing) + line.queryFor(callers, mine);
        var body = line.body().isEmpty() ? null : line.bodyFor(callers, mine);
        var caller = cast.at(line.operation().caller(), kind);
        var merchants = new ArrayList<>(List.of(PLATFORM, mine.id(), others.id()));
        var trail = Trail.at(merchants);
        var mineBefore = ROWS.digestOf(mine.id());
        var othersBefore = ROWS.digestOf(others.id());

        var answer = caller.call(line.operation().method(), path, body);

        var mineChanged = changed(mineBefore, ROWS.digestOf(mine.id()));
        var othersChanged = changed(othersBefore, ROWS.digestOf(others.id()));
        if (line.opensMerchant() && answer.status() == 201) {
            merchants.add(Long.valueOf(answer.text("/id")));
        }
        return new Attempt(
                line,
                kind,
                answer,
                mineChanged,
                othersChanged,
                Trail.at(merchants).since(trail));
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return before.keySet().stream()
                .filter(table -> !Objects.equals(before.get(table), after.get(table)))
                .toList();
    }

    boolean isRefused() {
        return answer.status() >= 400;
    }

    boolean writes() {
        return line.operation().writes();
    }

    /** Whether it is a refusal that the audit keeps: of a write, of a read that the caller may not do, of a look at another's thing. */
    boolean isRefusalOnRecord() {
        return switch (answer.status()) {
            case 403 -> !line.isSameForAll();
            case 404 -> writes() || line.operation().path().contains("{id}");
            case 409, 422 -> writes();
            default -> false;
        };
    }

    /** Whether somebody of the admin door was let in as who they are. */
    boolean isByStaff() {
        return kind.isStaff() && !line.isSameForAll();
    }

    @Override
    public String toString() {
        return line + " by " + kind;
    }
}
