package io.kabao.points;

import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of the merchants of a batch that are in force while it is decided. */
public final class RulesInForce {

    private final Map<Long, MerchantTerms> terms;
    private final Map<Long, PointsRules> rules;

    private RulesInForce(Map<Long, MerchantTerms> terms, Map<Long, PointsRules> rules) {
        this.terms = terms;
        this.rules = rules;
    }

    /** Of these merchants; only snapshots that the process has not seen yet are read. */
    public static RulesInForce of(Reads reads, Map<Long, MerchantTerms> terms, RulesOfBatch known) {
        var inForce = terms.values().stream()
                .map(MerchantTerms::pointsRulesetId)
                .filter(Objects::nonNull)
                .toList();
        return new RulesInForce(terms, known.of(reads, inForce));
    }

    /** What else the books know of a merchant. */
    public MerchantTerms terms(long merchantId) {
        return Objects.requireNonNull(terms.get(merchantId));
    }

    /** A merchant's rules. */
    public PointsRules of(long merchantId) {
        var id = terms(merchantId).pointsRulesetId();
        return id == null ? PointsRules.NONE : Objects.requireNonNull(rules.get(id));
    }

    /** At which merchant, and when. */
    public record At(long merchantId, Instant now) {}

    /** Points that an order or a top-up brings, with when they may be used and when they end. */
    public Purse.Earned lot(long id, long points, At at) {
        var settings = of(at.merchantId()).settings();
        var zone = terms(at.merchantId()).zone();
        var usableAt = settings.usableAt(at.now(), zone);
        var endsAt = settings.expiry().endOf(usableAt == null ? at.now() : usableAt, zone);
        return new Purse.Earned(id, points, usableAt, endsAt);
    }

    /** When points that come in at a time end; null: never. */
    public @Nullable Instant endOf(long merchantId, Instant now) {
        return of(merchantId).settings().expiry().endOf(now, terms(merchantId).zone());
    }
}
