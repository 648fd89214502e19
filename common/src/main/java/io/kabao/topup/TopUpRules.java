package io.kabao.topup;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.ledger.BookSettings;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What merchants give for which top-up. */
@Service
public class TopUpRules {

    /** The most that a rule takes or gives, in fen and in points. */
    public static final long AMOUNT_MOST = BookSettings.LIMIT_MOST_FEN;

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String THING = "TOPUP_RULE";

    private final TopUpRuleMapper mapper;
    private final Merchants merchants;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    TopUpRules(TopUpRuleMapper mapper, Merchants merchants, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.merchants = merchants;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds a rule. Errors: {@link TopUpError#RULE_WRONG}, {@link TopUpError#LICENCE_OVER}. */
    @Transactional
    public TopUpRule add(Actor actor, TopUpRule.Draft draft) {
        requireSensible(draft);
        var merchant = merchants.require(actor.merchantId());
        if (merchant.isLicenceOver(clock.instant())) {
            throw TopUpError.licenceOver(Objects.requireNonNull(merchant.licenceExpiresOn()));
        }
        var rule = TopUpRule.made(ids.next(), actor.merchantId(), draft, stamp(actor));
        mapper.insert(rule);
        audit.record(actor, Change.created(THING, rule.id(), rule));
        return rule;
    }

    private TopUpRule.Stamp stamp(Actor actor) {
        return new TopUpRule.Stamp(clock.instant(), actor.id());
    }

    /** One rule. Errors: {@link TopUpError#RULE_NOT_FOUND}. */
    public TopUpRule require(long merchantId, long id) {
        return find(merchantId, id).orElseThrow(() -> new BusinessError(TopUpError.RULE_NOT_FOUND));
    }

    /** One rule, if it is the merchant's. */
    public Optional<TopUpRule> find(long merchantId, long id) {
        return mapper.find(merchantId, id);
    }

    /** All of a merchant's rules, newest first. */
    public Page<TopUpRule> list(long merchantId, PageRequest request) {
        return Page.of(mapper.list(merchantId, request.beforeId(), request.rowsToRead()), request, TopUpRule::id);
    }

    /**
     * Changes a rule as {@code edit} says; top-ups that had it stay as they are. Errors: {@link TopUpError#RULE_NOT_FOUND},
     * {@link TopUpError#RULE_WRONG}, {@link TopUpError#RULE_STOCK_TOO_LOW}, a stale version.
     */
    @Transactional
    public TopUpRule change(Actor actor, long id, int version, UnaryOperator<TopUpRule.Draft> edit) {
        var was = require(actor.merchantId(), id);
        if (was.version() != version) {
            throw stale(was);
        }
        var draft = edit.apply(was.asDraft());
        requireSensible(draft);
        var isNow = was.with(draft, stamp(actor));
        if (mapper.replace(isNow) == 0) {
            throw refusal(require(actor.merchantId(), id), version);
        }
        audit.record(actor, Change.changed(THING, id, was, isNow));
        return isNow;
    }

    private static BusinessError refusal(TopUpRule isNow, int version) {
        return isNow.version() == version
                ? new BusinessError(TopUpError.RULE_STOCK_TOO_LOW).with("used", isNow.used())
                : stale(isNow);
    }

    private static StaleVersion stale(TopUpRule isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }

    /** Removes a rule that nobody has had. Errors: {@link TopUpError#RULE_NOT_FOUND}, {@link TopUpError#RULE_IN_USE}. */
    @Transactional
    public void delete(Actor actor, long id) {
        var was = require(actor.merchantId(), id);
        if (mapper.delete(actor.merchantId(), id) == 0) {
            throw new BusinessError(TopUpError.RULE_IN_USE);
        }
        audit.record(actor, Change.deleted(THING, id, was));
    }

    private static void requireSensible(TopUpRule.Draft draft) {
        requireWithin("amountFen", 1, draft.amountFen());
        requireWithin("bonusFen", 0, draft.bonusFen());
        requireWithin("points", 0, draft.points());
        requireWithin("perMember", 1, draft.memberMost() == null ? 1 : draft.memberMost());
        requireWithin("stock", 0, draft.stock() == null ? 0 : draft.stock());
        requireCalendar("from", draft.startsAt());
        requireCalendar("until", draft.endsAt());
        if (draft.startsAt() != null
                && draft.endsAt() != null
                && !draft.startsAt().isBefore(draft.endsAt())) {
            throw new BusinessError(TopUpError.RULE_WRONG).with("field", "until");
        }
    }

    private static void requireCalendar(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(FIRST) || !time.isBefore(LAST))) {
            throw new BusinessError(TopUpError.RULE_WRONG).with("field", field);
        }
    }

    private static void requireWithin(String field, long least, long value) {
        if (value < least || value > AMOUNT_MOST) {
            throw new BusinessError(TopUpError.RULE_WRONG).with("field", field);
        }
    }
}
