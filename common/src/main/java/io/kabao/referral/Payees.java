package io.kabao.referral;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where people of a batch may be credited, as it is under the holders' locks: money on the own holder, points where the points
 * of their card are.
 */
final class Payees {

    private static final String OWNERS =
            "SELECT id, holder_id FROM member WHERE id IN (:keys) AND status = 'LIVING' AND holder_id IS NOT NULL";
    private static final String CARDS = """
            SELECT member_id, holder_id
            FROM member_card
            WHERE (:keys) AND status IN ('OFFLINE', 'ACTIVE', 'FROZEN')
            ORDER BY id
            """;

    /** Nothing may be booked on a holder whose card was claimed and is not active. */
    private static final String CLAIMED =
            "SELECT holder_id FROM member_card WHERE holder_id IN (:keys) AND status = 'CLAIMED'";

    private final Map<Long, Long> wallets = new HashMap<>();
    private final Map<Long, Long> points = new HashMap<>();
    private final Set<Long> claimed = new HashSet<>();

    /** Somebody of a merchant. */
    record Payee(long merchantId, long memberId) {}

    private Payees() {}

    static Payees of(Reads reads, Collection<Payee> wanted) {
        var payees = new Payees();
        var members = wanted.stream().map(Payee::memberId).distinct().toList();
        reads.in(OWNERS, members, row -> payees.wallets.put(row.number("id"), row.number("holder_id")));
        var keys = wanted.stream()
                .distinct()
                .map(payee -> new Object[] {payee.merchantId(), payee.memberId()})
                .toList();
        reads.by(
                CARDS,
                List.of("merchant_id", "member_id"),
                keys,
                row -> payees.haveCard(row.number("member_id"), row.number("holder_id")));
        var holders = new HashSet<>(payees.wallets.values());
        holders.addAll(payees.points.values());
        reads.in(CLAIMED, holders, row -> payees.claimed.add(row.number("holder_id")));
        return payees;
    }

    private Long haveCard(long memberId, long holderId) {
        return points.merge(memberId, holderId, (first, next) -> next.equals(wallets.get(memberId)) ? next : first);
    }

    /** Errors: {@link ReferralError#WALLET_NOT_READY}. */
    void require(@Nullable Long payeeId, Way way, Purse purse) {
        var wallet = payeeId == null ? null : wallets.get(payeeId);
        var expected = way == Way.POINTS && wallet != null ? points.getOrDefault(payeeId, wallet) : wallet;
        if (expected == null || expected != purse.holderId() || claimed.contains(expected)) {
            throw new BusinessError(ReferralError.WALLET_NOT_READY);
        }
    }
}
