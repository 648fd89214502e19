package io.kabao.referral;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What merchants let become of their members' commission wallets; who says nothing lets them do none of it. */
@Service
public class WalletSettings {

    /** The most bonus that may be given for what goes out of a wallet, in basis points. */
    public static final int BALANCE_MOST_BP = 20_000;

    /** The most points for a yuan. */
    public static final int POINTS_MOST = 10_000;

    /** The most that a bound of payouts may be, in fen. */
    public static final long PAYOUT_MOST_FEN = 1_000_000_000;

    static final long YUAN_FEN = 100;

    private static final String THING = "REFERRAL_SETTINGS";

    private final WalletSettingsMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    WalletSettings(WalletSettingsMapper mapper, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a wallet becomes.
     *
     * @param balanceBp bonus for what goes out of it, in basis points; null: not offered
     * @param pointsPerYuan null: not offered
     * @param payoutLeastFen the least that is paid at the counter at once; null: nothing is
     * @param payoutDailyFen the most that one member is paid on a business day; null: no bound
     */
    public record Rates(
            @Nullable Long balanceBp,
            @Nullable Long pointsPerYuan,
            @Nullable Long payoutLeastFen,
            @Nullable Long payoutDailyFen) {

        static final Rates NONE = new Rates(null, null, null, null);
    }

    /**
     * A merchant's settings as they stand.
     *
     * @param version to base the next change on; 0: nothing was ever set
     */
    public record Kept(Rates rates, int version) {}

    /** As they are now. */
    public Kept of(long merchantId) {
        return mapper.find(merchantId)
                .map(row -> new Kept(row.rates(), row.version()))
                .orElse(new Kept(Rates.NONE, 0));
    }

    /**
     * Replaces all of them. Errors: a stale version, {@link ReferralError#REFERRAL_RULE_WRONG} where nobody could be paid the least
     * in a day.
     */
    @Transactional
    public Kept change(Actor actor, int version, Rates rates) {
        if (rates.payoutDailyFen() != null
                && (rates.payoutLeastFen() == null || rates.payoutDailyFen() < rates.payoutLeastFen())) {
            throw new BusinessError(ReferralError.REFERRAL_RULE_WRONG).with("field", "payoutDailyFen");
        }
        var was = of(actor.merchantId());
        var isNow = new WalletSettingsMapper.Stored(
                ids.next(),
                actor.merchantId(),
                rates.balanceBp(),
                rates.pointsPerYuan(),
                rates.payoutLeastFen(),
                rates.payoutDailyFen(),
                version + 1,
                clock.instant(),
                actor.id());
        if (was.version() != version || !written(isNow)) {
            throw stale(actor.merchantId());
        }
        audit.record(actor, new Change(THING + "_CHANGED", THING, null, was.rates(), rates, null));
        return new Kept(rates, isNow.version());
    }

    private boolean written(WalletSettingsMapper.Stored isNow) {
        if (isNow.version() > 1) {
            return mapper.replace(isNow) == 1;
        }
        try {
            return mapper.insert(isNow) == 1;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    private StaleVersion stale(long merchantId) {
        return mapper.find(merchantId)
                .map(row -> new StaleVersion(row.version(), row.updatedAt(), row.updatedBy()))
                .orElse(new StaleVersion(0, Instant.EPOCH, null));
    }
}
