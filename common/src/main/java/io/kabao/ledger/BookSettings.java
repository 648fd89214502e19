package io.kabao.ledger;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What merchants allow at their counters, as they say it themselves; who says nothing keeps to {@link BookRules#USUAL}. */
@Service
public class BookSettings {

    /** Means of payment that a merchant may have. */
    public static final int MEANS_MOST = 15;

    /** The most that a card may be allowed to hold, in fen: shares of a lot are worked out without overflow up to here. */
    public static final long LIMIT_MOST_FEN = 1_000_000_000;

    /** The most that any other amount may be set to, in fen. */
    public static final long AMOUNT_MOST_FEN = 100_000_000_000L;

    private static final String THING = "BOOK_SETTINGS";

    private final BookSettingsMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    BookSettings(BookSettingsMapper mapper, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A merchant's rules as they stand.
     *
     * @param version to base the next change on; 0: nothing was ever set
     * @param updatedAt null: nothing was ever set
     * @param updatedBy operator
     */
    public record Kept(
            BookRules rules,
            int version,
            @Nullable Instant updatedAt,
            @Nullable Long updatedBy) {

        static final Kept NOTHING = new Kept(BookRules.USUAL, 0, null, null);

        StaleVersion stale() {
            return new StaleVersion(version, updatedAt == null ? Instant.EPOCH : updatedAt, updatedBy);
        }
    }

    /** A merchant's rules, as they are now. */
    public Kept of(long merchantId) {
        return mapper.find(merchantId).map(BookSettingsMapper.Stored::kept).orElse(Kept.NOTHING);
    }

    /**
     * Replaces all of a merchant's rules. Errors: {@link BooksError#SETTING_TOO_HIGH}, {@link BooksError#MEANS_WRONG}, a stale
     * version.
     */
    @Transactional
    public Kept change(Actor actor, int version, BookRules rules) {
        requireSensible(rules);
        var was = of(actor.merchantId());
        if (was.version() != version) {
            throw was.stale();
        }
        var isNow = new Kept(rules, version + 1, clock.instant(), actor.id());
        if (!written(actor.merchantId(), isNow)) {
            throw of(actor.merchantId()).stale();
        }
        audit.record(actor, new Change("BOOK_SETTINGS_CHANGED", THING, null, was.rules(), rules, null));
        return isNow;
    }

    private boolean written(long merchantId, Kept isNow) {
        if (isNow.version() > 1) {
            return mapper.replace(BookSettingsMapper.Stored.of(0, merchantId, isNow)) == 1;
        }
        try {
            return mapper.insert(BookSettingsMapper.Stored.of(ids.next(), merchantId, isNow)) == 1;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    private static void requireSensible(BookRules rules) {
        if (rules.means().isEmpty()
                || rules.means().size() > MEANS_MOST
                || new HashSet<>(rules.means()).size() != rules.means().size()) {
            throw new BusinessError(BooksError.MEANS_WRONG, MEANS_MOST).with("field", "means");
        }
        requireAtMost("limitFen", rules.limitFen(), LIMIT_MOST_FEN);
        requireAtMost("secondPersonAboveFen", rules.secondPersonAboveFen(), AMOUNT_MOST_FEN);
        requireAtMost("staffDailyCapFen", rules.staffDailyCapFen(), AMOUNT_MOST_FEN);
        requireAtMost("proofAboveFen", rules.proofAboveFen(), AMOUNT_MOST_FEN);
    }

    private static void requireAtMost(String field, long fen, long most) {
        if (fen < 0 || fen > most) {
            throw new BusinessError(BooksError.SETTING_TOO_HIGH)
                    .with("field", field)
                    .with("most", most);
        }
    }
}
