package io.kabao.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A holder under its lock: as the commands of a batch leave it one after another. */
final class HolderBook {

    static final Writes.Table TABLE = new Writes.Table(
            "holder",
            List.of(
                    "id",
                    "merchant_id",
                    "principal_fen",
                    "bonus_fen",
                    "held_fen",
                    "commission_fen",
                    "debt_fen",
                    "points",
                    "points_debt",
                    "last_entry_no",
                    "last_entry_hmac",
                    "earned_on",
                    "earned_points",
                    "created_at"),
            List.of(
                    "principal_fen",
                    "bonus_fen",
                    "held_fen",
                    "commission_fen",
                    "debt_fen",
                    "points",
                    "points_debt",
                    "last_entry_no",
                    "last_entry_hmac",
                    "earned_on",
                    "earned_points"));

    static final Writes.Table LOTS = new Writes.Table(
            "lot",
            List.of(
                    "id",
                    "merchant_id",
                    "holder_id",
                    "txn_id",
                    "principal_total",
                    "principal_left",
                    "bonus_total",
                    "bonus_left",
                    "points_total",
                    "points_left",
                    "points_ended",
                    "taken",
                    "is_open",
                    "usable_at",
                    "expires_at",
                    "created_at"),
            List.of("principal_left", "bonus_left", "points_total", "points_left", "points_ended", "is_open"));

    private final long id;
    private final long merchantId;
    private final Instant createdAt;
    private Map<Account, Long> balances;
    private EarnedOn earned;
    private Map<Long, Lot> lots = new TreeMap<>();
    private final Map<Long, Lot> asRead = new TreeMap<>();
    private long lastEntryNo;
    private byte @Nullable [] lastLink;
    private boolean moved;

    HolderBook(Row row) {
        id = row.number("id");
        merchantId = row.number("merchant_id");
        createdAt = row.time("created_at");
        balances = new EnumMap<>(Map.of(
                Account.PRINCIPAL, row.number("principal_fen"),
                Account.BONUS, row.number("bonus_fen"),
                Account.HOLD, row.number("held_fen"),
                Account.COMMISSION, row.number("commission_fen"),
                Account.DEBT, row.number("debt_fen"),
                Account.POINTS, row.number("points"),
                Account.POINTS_DEBT, row.number("points_debt")));
        var earnedOn = row.dayOrNull("earned_on");
        earned = earnedOn == null ? EarnedOn.NEVER : new EarnedOn(earnedOn, row.number("earned_points"));
        lastEntryNo = row.number("last_entry_no");
        lastLink = row.bytesOrNull("last_entry_hmac");
    }

    static Lot lot(Row row) {
        return new Lot(
                row.number("id"),
                row.number("holder_id"),
                row.number("txn_id"),
                row.number("principal_total"),
                row.number("principal_left"),
                row.number("bonus_total"),
                row.number("bonus_left"),
                row.number("points_total"),
                row.number("points_left"),
                row.number("points_ended"),
                row.named("taken", TakeOrder.class),
                row.timeOrNull("usable_at"),
                row.timeOrNull("expires_at"),
                row.time("created_at"));
    }

    long id() {
        return id;
    }

    long merchantId() {
        return merchantId;
    }

    /** Lots come oldest first. */
    void have(Lot lot) {
        lots.put(lot.id(), lot);
        asRead.put(lot.id(), lot);
    }

    /** For the next command. */
    Purse purse() {
        return new Purse(id, balances, lots, earned);
    }

    /** What a command moved is so from here on. */
    void keep(Purse purse) {
        balances = purse.balances();
        lots = purse.lots();
        earned = purse.earned();
        moved = true;
    }

    /** The next entry's number and link. */
    long chain(EntryChain chain, long txnId, Leg leg) {
        lastEntryNo++;
        lastLink = chain.link(lastLink, new EntryChain.Said(merchantId, id, lastEntryNo, txnId, leg));
        return lastEntryNo;
    }

    byte @Nullable [] lastLink() {
        return lastLink;
    }

    void addTo(Writes.Rows holders, Writes.Rows ofLots) {
        if (!moved) {
            return;
        }
        holders.add(
                id,
                merchantId,
                balances.get(Account.PRINCIPAL),
                balances.get(Account.BONUS),
                balances.get(Account.HOLD),
                balances.get(Account.COMMISSION),
                balances.get(Account.DEBT),
                balances.get(Account.POINTS),
                balances.get(Account.POINTS_DEBT),
                lastEntryNo,
                lastLink,
                earned.day(),
                earned.points(),
                createdAt);
        for (var lot : lots.values()) {
            if (!lot.equals(asRead.get(lot.id()))) {
                ofLots.add(
                        lot.id(),
                        merchantId,
                        id,
                        lot.txnId(),
                        lot.principalTotal(),
                        lot.principalLeft(),
                        lot.bonusTotal(),
                        lot.bonusLeft(),
                        lot.pointsTotal(),
                        lot.pointsLeft(),
                        lot.pointsEnded(),
                        lot.taken(),
                        lot.isOpen(),
                        lot.usableAt(),
                        lot.expiresAt(),
                        lot.createdAt());
            }
        }
    }
}
