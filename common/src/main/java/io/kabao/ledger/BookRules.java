package io.kabao.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a merchant allows at its counters.
 *
 * @param means codes by which money comes in and goes out
 * @param limitFen most that a card may hold after a top-up: principal, bonus and held together
 * @param secondPersonAboveFen top-ups and cash-outs above this need a second person
 * @param staffDailyCapFen most that one operator takes in on a business day
 * @param proofAboveFen spends above this need the member's code, PIN or an SMS
 * @param taken order in which lots of new top-ups are spent
 */
public record BookRules(
        List<String> means,
        long limitFen,
        long secondPersonAboveFen,
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
            2_000_000,
            500_000,
            TakeOrder.PROPORTIONAL);

    private static final String SELECT = """
            SELECT merchant_id, means, limit_fen, second_person_above_fen, staff_daily_cap_fen, proof_above_fen, taken
            FROM book_settings
            WHERE merchant_id IN (:keys)
            """;

    /** Takes a copy of the list. */
    public BookRules {
        means = List.copyOf(means);
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
                row.number("staff_daily_cap_fen"),
                row.number("proof_above_fen"),
                row.named("taken", TakeOrder.class));
    }
}
