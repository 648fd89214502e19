package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What tills have asked for and what they were told in the end: kept by those who asked, and held against the books
 * afterwards.
 */
final class TillLog {

    private final String run = "till-" + Shop.unique(12) + "-";
    private final AtomicLong keys = new AtomicLong();
    private final Collection<Told> told = new ConcurrentLinkedQueue<>();
    private final Collection<Duration> waits = new ConcurrentLinkedQueue<>();
    private final AtomicLong unknown = new AtomicLong();

    /**
     * What a call came to.
     *
     * @param fen by which the card's balance has changed
     */
    private record Told(long card, int status, String id, long fen) {}

    /** A key that nobody else has. */
    String key() {
        return run + keys.incrementAndGet();
    }

    /** A call was answered for good; {@code sign} says whether it puts money on the card or takes it off. */
    void told(long card, int sign, Answer answer) {
        if (answer.status() == 201) {
            var done = answer.json();
            var fen = done.get("principalFen").asLong() + done.get("bonusFen").asLong();
            told.add(new Told(card, 201, answer.text("/txnId"), sign * fen));
        } else {
            told.add(new Told(card, answer.status(), "", 0));
        }
    }

    /** A call took so long until it was answered, or until the line broke. */
    void waited(Duration time) {
        waits.add(time);
    }

    /** A call ended without anybody knowing how. */
    void notKnown() {
        unknown.incrementAndGet();
    }

    long unknowns() {
        return unknown.get();
    }

    /** How many calls are in the books for good. */
    long booked() {
        return told.stream().filter(each -> each.status() == 201).count();
    }

    Duration longestWait() {
        return waits.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** All that was told yes is in the books, once; all that was refused is not; the balances are what was told. */
    void assertBooksSayTheSame(Rows rows, Map<Long, Long> balancesBefore) {
        var yes = told.stream().filter(each -> each.status() == 201).toList();
        assertThat(yes.stream().map(Told::id)).doesNotHaveDuplicates();
        assertThat(inBooks(rows, yes)).as("acknowledged and there").isEqualTo(yes.size());
        assertThat(rows.number("SELECT COUNT(*) FROM idempotency WHERE idem_key LIKE '" + run + "%'"))
                .as("keys that have an answer: those acknowledged and no other")
                .isEqualTo(yes.size());
        var expected = new HashMap<>(balancesBefore);
        yes.forEach(each -> expected.merge(each.card(), each.fen(), Long::sum));
        assertThat(balances(rows, balancesBefore.keySet())).isEqualTo(expected);
        assertThat(told.stream().map(Told::status))
                .as("yes or a reason why not")
                .isSubsetOf(201, 409, 422);
    }

    private static long inBooks(Rows rows, List<Told> yes) {
        var found = 0L;
        for (var from = 0; from < yes.size(); from += 1_000) {
            var ids = yes.subList(from, Math.min(yes.size(), from + 1_000)).stream()
                    .map(Told::id)
                    .collect(Collectors.joining(","));
            found += rows.number("SELECT COUNT(*) FROM txn WHERE id IN (" + ids + ")");
        }
        return found;
    }

    /** The balances of cards by their ids, in fen. */
    static Map<Long, Long> balances(Rows rows, Collection<Long> cards) {
        var balances = new HashMap<Long, Long>();
        for (var card : new ArrayList<>(cards)) {
            balances.put(
                    card,
                    rows.number("SELECT h.principal_fen + h.bonus_fen FROM member_card c JOIN holder h ON h.id ="
                            + " c.holder_id WHERE c.id = " + card));
        }
        return balances;
    }
}
