package io.kabao.e2e.matrix;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.matrix.Line.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * One call of one operation by one caller, and what it left behind.
 *
 * @param mineChanged tables in which rows of the merchant in the path changed
 * @param otherChanged the same for the other merchant
 * @param members what the member in the path had before, when another of the same merchant called
 * @param membersChanged tables in which rows of that member changed
 * @param onRecord what came into the audit
 */
record Attempt(
        Line line,
        Kind kind,
        Answer answer,
        List<String> mineChanged,
        List<String> otherChanged,
        Holdings members,
        List<String> membersChanged,
        Trail onRecord) {

    private static final Rows ROWS = Rows.of(House.shared().sandbox());
    private static final long PLATFORM = 0;
    private static final Holdings NOTHING = new Holdings(Map.of());

    /** Calls, with {@code thing} in the place of the path's id. */
    static Attempt of(Cast cast, Line line, Kind kind, String thing) {
        var mine = cast.mine();
        var others = cast.other();
        var callers = cast.merchantOf(kind);
        var own = cast.ownOf(line, kind);
        var path = line.operation().pathFor(thing) + line.queryFor(callers, mine, own);
        var body = line.body().isEmpty() ? null : line.bodyFor(callers, mine, own);
        var caller = cast.at(line.operation().caller(), kind);
        var members = kind == Kind.FELLOW && !line.isSameForAll() ? Holdings.of(Regular.of(mine)) : NOTHING;
        var merchants = new ArrayList<>(List.of(PLATFORM, mine.id(), others.id()));
        var mark = Trail.Mark.at(merchants);
        var both = List.of(mine.id(), others.id());
        var before = ROWS.digestsOf(both);
        var membersBefore = members.digest();

        var answer = line.sendsPicture()
                ? Picture.fresh().uploadedBy(caller, path)
                : caller.call(line.operation().method(), path, body);

        var after = ROWS.digestsOf(both);
        var mineChanged = changed(before, after, mine.id());
        var othersChanged = changed(before, after, others.id());
        var membersChanged = changed(membersBefore, members.digest());
        if (line.opensMerchant() && answer.status() == 201) {
            merchants.add(Long.valueOf(answer.text("/id")));
        }
        return new Attempt(
                line, kind, answer, mineChanged, othersChanged, members, membersChanged, mark.followed(merchants));
    }

    private static List<String> changed(
            Map<Long, Map<String, String>> before, Map<Long, Map<String, String>> after, long merchantId) {
        return changed(before.getOrDefault(merchantId, Map.of()), after.getOrDefault(merchantId, Map.of()));
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        var tables = new TreeSet<>(before.keySet());
        tables.addAll(after.keySet());
        return tables.stream()
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
            case 404 ->
                writes()
                        || line.operation().path().contains("{id}")
                        || line.query().contains("Id=");
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
