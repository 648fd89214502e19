package io.kabao.ledger;

import io.kabao.kernel.json.JsonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a merchant allows at its counters.
 *
 * @param means codes by which money comes in and goes out
 * @param limitFen most that a card may hold after a top-up: principal, bonus and held together
 * @param secondPersonAboveFen top-ups and cash-outs above this need a second person
 * @param byRole for whom another sum than that holds; a role that is not named keeps to it
 * @param staffDailyCapFen most that one operator takes in on a business day
 * @param proofAboveFen spends above this need the member's code, PIN or an SMS
 * @param taken order in which lots of new top-ups are spent
 */
public record BookRules(
        List<String> means,
        long limitFen,
        long secondPersonAboveFen,
        List<RoleSum> byRole,
        long staffDailyCapFen,
        long proofAboveFen,
        TakeOrder taken) {

    /**
     * What holds until the merchant says otherwise. A named prepaid card holds at most 5,000 yuan (单用途商业预付卡管理办法,
     * Art. 18).
     */
    public static final BookRules USUAL = new BookRules(
            List.of("CASH", "BANK_CARD", "TRANSFER", "WECHAT", "ALIPAY", "OTHER"),
            500_000,
            200_000,
            List.of(),
            2_000_000,
            500_000,
            TakeOrder.PROPORTIONAL);

    private static final String SELECT = """
            SELECT merchant_id, means, limit_fen, second_person_above_fen, alone_by_role,
                   staff_daily_cap_fen, proof_above_fen, taken
            FROM book_settings
            WHERE merchant_id IN (:keys)
            """;

    /** Takes copies of the lists. */
    public BookRules {
        means = List.copyOf(means);
        byRole = List.copyOf(byRole);
    }

    /**
     * Above which sum whoever has a role needs a second person.
     *
     * @param aboveFen at least 0: 0 is always
     */
    public record RoleSum(@JsonId long roleId, long aboveFen) {

        private static final char BETWEEN = ':';

        static List<RoleSum> read(String lines) {
            return lines.lines()
                    .map(line -> {
                        var between = line.indexOf(BETWEEN);
                        return new RoleSum(
                                Long.parseLong(line, 0, between, 10),
                                Long.parseLong(line, between + 1, line.length(), 10));
                    })
                    .toList();
        }

        static String written(List<RoleSum> sums) {
            return sums.stream()
                    .map(sum -> sum.roleId() + String.valueOf(BETWEEN) + sum.aboveFen())
                    .collect(Collectors.joining("\n"));
        }
    }

    /** What whoever has these roles moves alone, in fen: the most of those that are named, whatever other roles there are. */
    public long aloneFen(Set<Long> roles) {
        return byRole.stream()
                .filter(sum -> roles.contains(sum.roleId()))
                .mapToLong(RoleSum::aboveFen)
                .max()
                .orElse(secondPersonAboveFen);
    }

    /** Whether somebody could move more alone than by other rules: by one role, or by two of which one was not named before. */
    boolean allowMoreAloneThan(BookRules others) {
        var named = Stream.concat(byRole.stream(), others.byRole.stream())
                .map(RoleSum::roleId)
                .distinct()
                .toList();
        return secondPersonAboveFen > others.secondPersonAboveFen
                || named.stream()
                        .flatMap(one -> named.stream().map(two -> one.equals(two) ? Set.of(one) : Set.of(one, two)))
                        .anyMatch(roles -> aloneFen(roles) > others.aloneFen(roles));
    }

    /** Those of the merchants of a batch; who has none keeps to {@link #USUAL}. */
    public static Map<Long, BookRules> of(Reads reads, Collection<? extends Command<?>> commands) {
        var rules = new HashMap<Long, BookRules>();
        var merchants = commands.stream()
                .map(command -> command.booking().actor().merchantId())
                .distinct()
                .toList();
        merchants.forEach(merchant -> rules.put(merchant, USUAL));
        reads.in(SELECT, merchants, row -> rules.put(row.number("merchant_id"), of(row)));
        return rules;
    }

    static BookRules of(Row row) {
        return new BookRules(
                row.text("means").lines().toList(),
                row.number("limit_fen"),
                row.number("second_person_above_fen"),
                RoleSum.read(row.text("alone_by_role")),
                row.number("staff_daily_cap_fen"),
                row.number("proof_above_fen"),
                row.named("taken", TakeOrder.class));
    }
}
