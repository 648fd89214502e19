package io.kabao.topup;

import io.kabao.ledger.Lot;
import io.kabao.ledger.Reads;
import io.kabao.spend.SpentFromLot;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the refunds of a batch have to know of their top-ups, as they leave them one after another. */
final class RefundFacts {

    private static final String WITHDRAWN = """
            SELECT lot_id, SUM(principal_fen) AS fen
            FROM withdrawal_part
            WHERE :keys
            GROUP BY lot_id
            """;
    private static final String REFUNDED = """
            SELECT topup_id, SUM(principal_fen + bonus_fen) AS fen
            FROM topup_refund
            WHERE :keys
            GROUP BY topup_id
            """;
    private static final String MERCHANTS = "SELECT id, zone, licence_expires_on FROM merchant WHERE id IN (:keys)";

    private final Map<Long, TopUpRow> topUps = new HashMap<>();
    private final Map<Long, PaidBack.Taken> taken = new HashMap<>();
    private final Map<Long, MerchantFacts> merchants = new HashMap<>();
    private final Map<Long, Payout> payouts;
    private final Map<Long, SpentFromLot> spent;

    private RefundFacts(Reads reads, Collection<Long> ids) {
        reads.in(TopUpRow.SELECT, ids, TopUpRow::of).forEach(topUp -> topUps.put(topUp.id(), topUp));
        var found = topUps.values();
        var lots = found.stream().collect(Collectors.toMap(TopUpRow::lotId, TopUpRow::merchantId));
        var merchantOf = found.stream().collect(Collectors.toMap(TopUpRow::id, TopUpRow::merchantId));
        spent = SpentFromLot.of(reads, lots);
        payouts = Payout.of(reads, found.stream().map(TopUpRow::cardId).toList());
        var withdrawn = sums(reads, WITHDRAWN, "lot_id", lots);
        var refunded = sums(reads, REFUNDED, "topup_id", merchantOf);
        found.forEach(topUp -> taken.put(
                topUp.id(),
                new PaidBack.Taken(withdrawn.getOrDefault(topUp.lotId(), 0L), refunded.getOrDefault(topUp.id(), 0L))));
        reads.in(
                MERCHANTS,
                found.stream().map(TopUpRow::merchantId).toList(),
                row -> merchants.put(row.number("id"), MerchantFacts.of(row)));
    }

    /** Of these top-ups. */
    static RefundFacts of(Reads reads, Collection<Long> ids) {
        return new RefundFacts(reads, ids);
    }

    /** Sums by a key, each of which comes with its merchant. */
    private static Map<Long, Long> sums(Reads reads, String sql, String key, Map<Long, Long> merchants) {
        var sums = new HashMap<Long, Long>();
        var keys = merchants.entrySet().stream()
                .map(one -> new Object[] {one.getValue(), one.getKey()})
                .toList();
        reads.by(sql, List.of("merchant_id", key), keys, row -> sums.put(row.number(key), row.number("fen")));
        return sums;
    }

    /** A top-up, if there is such. */
    Optional<TopUpRow> find(long id) {
        return Optional.ofNullable(topUps.get(id));
    }

    /** Refuses to pay out to a frozen card or soon after a rebinding. Errors: as {@link Payout#require}. */
    void requirePayout(TopUpRow topUp, Instant now) {
        Objects.requireNonNull(payouts.get(topUp.cardId())).require(now);
    }

    /** What a refund comes to. Errors: as {@link PaidBack#of}. */
    PaidBack paidBack(TopUpRow topUp, PaidBack.Cause cause, At at) {
        var facts = new PaidBack.Facts(
                topUp,
                at.lot(topUp.lotId()),
                Lot.pointsThere(at.lots(), topUp.pointsLotId(), at.now()),
                spent.getOrDefault(topUp.lotId(), SpentFromLot.NOTHING),
                Objects.requireNonNull(taken.get(topUp.id())));
        var merchant = Objects.requireNonNull(merchants.get(topUp.merchantId()));
        var days = new PaidBack.Days(merchant.dayOf(topUp.createdAt()), merchant.dayOf(at.now()));
        return PaidBack.of(facts, cause, days);
    }

    /** When, and how the holder's lots stand then: those that are open, and those that the top-up made. */
    record At(Instant now, Collection<Lot> lots) {

        private Lot lot(long id) {
            return lots.stream().filter(lot -> lot.id() == id).findFirst().orElseThrow();
        }
    }

    /** The top-up after it was paid back so. */
    TopUpRow paid(TopUpRow was, PaidBack back) {
        var isNow = was.less(back);
        topUps.put(was.id(), isNow);
        taken.computeIfPresent(
                was.id(),
                (_, before) -> new PaidBack.Taken(
                        before.withdrawnFen(), before.refundedFen() + back.principalFen() + back.bonusFen()));
        return isNow;
    }
}
