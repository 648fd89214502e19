package io.kabao.report;

import io.kabao.kernel.tenancy.Reach;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * All that moved the balances of a member, for the member to take along: read a page at a time while it is written, so that
 * a long history takes no more memory than a short one.
 */
@Service
public class OwnMovements {

    private static final int ROWS_AT_ONCE = 500;
    private static final List<String> ANY_BOOK = List.of("MONEY", "POINTS", "BOTH", "NONE");
    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;

    private final TxnMapper mapper;
    private final OwnMovementMapper papers;
    private final Txns txns;

    OwnMovements(TxnMapper mapper, OwnMovementMapper papers, Txns txns) {
        this.mapper = mapper;
        this.papers = papers;
        this.txns = txns;
    }

    /**
     * What moved these balances, and what these cards moved of others', each newest first.
     *
     * @param holders the member's own
     * @param cards all of the member's
     */
    public Iterable<OwnMovement> of(long merchantId, Set<Long> holders, Collection<Long> cards) {
        return () -> new Walk(merchantId, holders, cards);
    }

    private List<OwnMovement> shown(long merchantId, List<Txn> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        var ids = page.stream().map(Txn::id).toList();
        var lines = papers.lines(merchantId, ids).stream().collect(Collectors.groupingBy(OwnMovement.Line::spendId));
        var orders = papers.orders(merchantId, ids).stream()
                .map(head -> order(head, lines.getOrDefault(head.id(), List.of())))
                .collect(Collectors.toMap(OwnMovement.Order::id, Function.identity()));
        var holds = papers.holds(merchantId, ids).stream()
                .map(OwnMovements::hold)
                .collect(Collectors.toMap(OwnMovement.Hold::id, Function.identity()));
        Map<Long, Long> rules = papers.rules(merchantId, ids).stream()
                .collect(Collectors.toMap(OwnMovementMapper.ByRule::id, OwnMovementMapper.ByRule::ruleId));
        return page.stream()
                .map(txn -> OwnMovement.of(txn, rules.get(txn.id()), orders.get(txn.id()), holds.get(txn.id())))
                .toList();
    }

    private static OwnMovement.Order order(OwnMovementMapper.Head head, List<OwnMovement.Line> lines) {
        return new OwnMovement.Order(
                head.id(),
                head.channel(),
                head.listFen(),
                head.discountFen(),
                head.otherFen(),
                head.pointsFen(),
                head.pointsUsed(),
                head.refundedFen(),
                head.pointsEarned(),
                head.pointsReasons(),
                lines);
    }

    private static OwnMovement.Hold hold(OwnMovementMapper.Held held) {
        return new OwnMovement.Hold(
                held.id(), held.channel(), held.status(), held.capturedFen(), held.expiresAt(), held.endedAt());
    }

    /** One way of looking, page after page. */
    private record Look(boolean isOfCard, Function<TxnWanted, List<Long>> reading) {}

    /** Goes through one balance after another, then through one card after another. */
    private final class Walk implements Iterator<OwnMovement> {

        private final long merchantId;
        private final Set<Long> holders;
        private final Queue<Look> looks = new ArrayDeque<>();
        private final Queue<OwnMovement> ready = new ArrayDeque<>();
        private long before = Long.MAX_VALUE;

        private Walk(long merchantId, Set<Long> holders, Collection<Long> cards) {
            this.merchantId = merchantId;
            this.holders = holders;
            holders.stream()
                    .sorted()
                    .map(holder -> new Look(false, wanted -> mapper.newestOfHolders(wanted, List.of(holder), ANY_BOOK)))
                    .forEach(looks::add);
            cards.stream()
                    .map(card -> new Look(true, wanted -> mapper.newestOfCard(wanted, card, ANY_BOOK)))
                    .forEach(looks::add);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !looks.isEmpty()) {
                readOn(looks.element());
            }
            return !ready.isEmpty();
        }

        @Override
        public OwnMovement next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void readOn(Look look) {
            var stretch = new TxnWanted.Stretch(0, before, ROWS_AT_ONCE);
            var ids = look.reading().apply(TxnWanted.of(Reach.all(merchantId), stretch, TxnSearch.ALL, null));
            // What a card moved of an own balance has been told with that balance.
            var page =
                    txns.of(merchantId, ids, LANGUAGE, row -> !(look.isOfCard() && holders.contains(row.holderId())));
            ready.addAll(shown(merchantId, page));
            if (ids.size() < ROWS_AT_ONCE) {
                looks.remove();
                before = Long.MAX_VALUE;
            } else {
                before = ids.getLast();
            }
        }
    }
}
