package io.kabao.referral;

import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What members earned by bringing friends and by buying, as they may see it: of whom it is they are not told. */
@Service
public class EarnedCommissions {

    private static final int ROWS_AT_ONCE = 500;

    private final CommissionMapper mapper;
    private final ReferralRules rules;

    EarnedCommissions(CommissionMapper mapper, ReferralRules rules) {
        this.mapper = mapper;
        this.rules = rules;
    }

    /** What became of a commission. */
    public enum Status {
        /** Nobody's yet: its waiting days are not over, or the wallet can't be used at present. */
        PENDING,
        /** In the wallet, or among the points. */
        CREDITED,
        /** Nothing is left of it: the order was given back, or a bound was reached. */
        NONE
    }

    /**
     * A commission.
     *
     * @param level 0: for what the member bought; 1: for what a friend did, and so on
     * @param amount in fen or points, less what was taken back; while it waits what it would be by now
     * @param createdAt when the order was paid
     * @param maturesAt when its waiting days are over
     */
    public record Earned(
            @JsonId long id, int level, Way way, Status status, long amount, Instant createdAt, Instant maturesAt) {}

    /** Those of a member, newest first. */
    public Page<Earned> of(long merchantId, long memberId, PageRequest request) {
        var rows = mapper.ofBeneficiary(merchantId, memberId, request.beforeId(), request.rowsToRead());
        var page = Page.of(rows, request, CommissionMapper.Fact::id);
        return new Page<>(shown(merchantId, page.items()), page.nextCursor());
    }

    /** Money that a member would get by now for orders whose waiting days are not over, in fen. */
    public long pendingFen(long merchantId, long memberId) {
        return mapper.waitingBy(merchantId, memberId).stream()
                .mapToLong(ruleId -> {
                    var most = rules.require(merchantId, ruleId).rule().caps().perOrder();
                    return mapper.waiting(merchantId, memberId, ruleId, most == null ? Long.MAX_VALUE : most);
                })
                .sum();
    }

    /** All those of a member, newest first, read while they are walked through. */
    public Iterable<Earned> all(long merchantId, long memberId) {
        return () -> new Walk(merchantId, memberId);
    }

    private List<Earned> shown(long merchantId, List<CommissionMapper.Fact> facts) {
        var known = new HashMap<Long, ReferralRule>();
        return facts.stream()
                .map(fact -> shown(
                        fact,
                        known.computeIfAbsent(
                                fact.ruleId(),
                                id -> rules.require(merchantId, id).rule())))
                .toList();
    }

    private static Earned shown(CommissionMapper.Fact fact, ReferralRule rule) {
        var isPending = fact.revision() == 0 && fact.settleAt() != null;
        var amount = isPending ? rule.due(fact.level(), fact.baseLeft()) : fact.booked();
        var status = amount == 0 ? Status.NONE : isPending ? Status.PENDING : Status.CREDITED;
        return new Earned(fact.id(), fact.level(), fact.way(), status, amount, fact.createdAt(), fact.maturesAt());
    }

    /** Goes through all, some at a time. */
    private final class Walk implements Iterator<Earned> {

        private final long merchantId;
        private final long memberId;
        private @Nullable Iterator<Earned> ready;
        private long before = Long.MAX_VALUE;

        private Walk(long merchantId, long memberId) {
            this.merchantId = merchantId;
            this.memberId = memberId;
        }

        @Override
        public boolean hasNext() {
            if (ready == null || !ready.hasNext()) {
                var rows = mapper.ofBeneficiary(merchantId, memberId, before, ROWS_AT_ONCE);
                before = rows.isEmpty() ? 0 : rows.getLast().id();
                ready = shown(merchantId, rows).iterator();
            }
            return ready.hasNext();
        }

        @Override
        public Earned next() {
            if (!hasNext() || ready == null) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }
    }
}
