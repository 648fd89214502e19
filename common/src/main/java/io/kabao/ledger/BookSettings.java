package io.kabao.ledger;

import io.kabao.access.AccessError;
import io.kabao.access.Roles;
import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
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

    /** Roles that may have a sum of their own: all that a merchant can have. */
    public static final int ROLES_MOST = 120;

    private static final String THING = "BOOK_SETTINGS";

    private final BookSettingsMapper mapper;
    private final Roles roles;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    BookSettings(BookSettingsMapper mapper, Roles roles, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.roles = roles;
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
     * Replaces all of a merchant's rules. Errors: {@link BooksError#SETTING_TOO_HIGH}, {@link BooksError#MEANS_WRONG},
     * {@link BooksError#ROLE_TWICE}, {@link AccessError#ROLE_NOT_FOUND}, a stale version.
     *
     * @param reason why; null: none was given
     */
    @Transactional
    public Kept change(Actor actor, int version, BookRules rules, @Nullable String reason) {
        var was = require(actor.merchantId(), version);
        requireSensible(actor, was, rules);
        var isNow = new Kept(rules, version + 1, clock.instant(), actor.id());
        if (!written(actor.merchantId(), isNow)) {
            throw of(actor.merchantId()).stale();
        }
        audit.record(actor, new Change("BOOK_SETTINGS_CHANGED", THING, null, was.rules(), rules, reason));
        return isNow;
    }

    /** A merchant's rules while they are of this version. Errors: a stale version. */
    Kept require(long merchantId, int version) {
        var kept = of(merchantId);
        if (kept.version() != version) {
            throw kept.stale();
        }
        return kept;
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

    /** Refuses rules that can't come after others; errors as {@link #change}. */
    void requireSensible(Actor actor, Kept was, BookRules rules) {
        if (rules.means().isEmpty()
                || rules.means().size() > MEANS_MOST
                || new HashSet<>(rules.means()).size() != rules.means().size()) {
            throw new BusinessError(BooksError.MEANS_WRONG, MEANS_MOST).with("field", "means");
        }
        requireAtMost("limitFen", rules.limitFen(), LIMIT_MOST_FEN);
        requireAtMost("secondPersonAboveFen", rules.secondPersonAboveFen(), AMOUNT_MOST_FEN);
        requireAtMost("staffDailyCapFen", rules.staffDailyCapFen(), AMOUNT_MOST_FEN);
        requireAtMost("proofAboveFen", rules.proofAboveFen(), AMOUNT_MOST_FEN);
        requireRoles(actor, was, rules.byRole());
    }

    /** One that was named before may be gone by now. */
    private void requireRoles(Actor actor, Kept was, List<BookRules.RoleSum> sums) {
        var named = sums.stream().map(BookRules.RoleSum::roleId).collect(Collectors.toSet());
        if (named.size() != sums.size()) {
            throw new BusinessError(BooksError.ROLE_TWICE).with("field", "secondPersonByRole");
        }
        sums.forEach(sum -> requireAtMost("secondPersonByRole", sum.aboveFen(), AMOUNT_MOST_FEN));
        was.rules().byRole().forEach(sum -> named.remove(sum.roleId()));
        roles.requireAll(actor.merchantId(), named);
    }

    private static void requireAtMost(String field, long fen, long most) {
        if (fen < 0 || fen > most) {
            throw new BusinessError(BooksError.SETTING_TOO_HIGH)
                    .with("field", field)
                    .with("most", most);
        }
    }
}
