package io.kabao.referral;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where merchants say what bringing friends earns. A rule is written as a draft and is in force from the moment that somebody else
 * approves it; the one before it is former then. What was in force stays as it was.
 */
@Service
public class ReferralRules {

    /** Drafts that a merchant may have at once. */
    public static final int DRAFTS_MOST = 100;

    private static final String THING = "REFERRAL_RULE";

    private final RuleMapper mapper;
    private final ReferralPermits permits;
    private final Merchants merchants;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    ReferralRules(
            RuleMapper mapper,
            ReferralPermits permits,
            Merchants merchants,
            Audit audit,
            Ids ids,
            Clock clock,
            JsonMapper json) {
        this.mapper = mapper;
        this.permits = permits;
        this.merchants = merchants;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** All of a merchant's rules, newest first. */
    public Page<KeptRule> list(long merchantId, PageRequest request) {
        return Page.of(mapper.list(merchantId, request.beforeId(), request.rowsToRead()), request, RuleRow::id)
                .map(this::kept);
    }

    /** One rule. Errors: {@link ReferralError#REFERRAL_RULE_NOT_FOUND}. */
    public KeptRule require(long merchantId, long id) {
        return kept(row(merchantId, id));
    }

    private RuleRow row(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(ReferralError.REFERRAL_RULE_NOT_FOUND));
    }

    private KeptRule kept(RuleRow row) {
        return KeptRule.of(row, json.readValue(row.content(), ReferralRule.class));
    }

    /**
     * Begins a draft. Errors: {@link ReferralError#REFERRAL_RULE_WRONG}, {@link ReferralError#REFERRAL_DRAFTS_FULL}.
     */
    @Transactional
    public KeptRule add(Actor actor, ReferralRule rule) {
        RuleForm.requireSensible(rule);
        return begun(actor, rule, null);
    }

    /**
     * Begins a draft that says what another rule says. Errors: {@link ReferralError#REFERRAL_RULE_NOT_FOUND},
     * {@link ReferralError#REFERRAL_DRAFTS_FULL}.
     */
    @Transactional
    public KeptRule copy(Actor actor, long id) {
        return begun(actor, require(actor.merchantId(), id).rule(), id);
    }

    private KeptRule begun(Actor actor, ReferralRule rule, @Nullable Long copiedFrom) {
        merchants.lock(actor.merchantId());
        var counts = mapper.counts(actor.merchantId());
        if (counts.drafts() >= DRAFTS_MOST) {
            throw new BusinessError(ReferralError.REFERRAL_DRAFTS_FULL);
        }
        var now = clock.instant();
        var row = new RuleRow(
                ids.next(),
                actor.merchantId(),
                counts.number() + 1,
                RuleStatus.DRAFT,
                json.writeValueAsString(rule),
                null,
                copiedFrom,
                1,
                now,
                actor.id(),
                now,
                actor.id(),
                null,
                null,
                null);
        mapper.insert(row);
        audit.record(actor, Change.created(THING, row.id(), rule));
        return KeptRule.of(row, rule);
    }

    /**
     * Changes what a draft says, if it still is the version the edit was made on. Errors:
     * {@link ReferralError#REFERRAL_RULE_NOT_FOUND},
     * {@link ReferralError#REFERRAL_RULE_WRONG}, {@link ReferralError#REFERRAL_RULE_NO_DRAFT}, a stale version.
     */
    @Transactional
    public KeptRule change(Actor actor, long id, int version, UnaryOperator<ReferralRule> edit) {
        var was = requireDraft(actor.merchantId(), id, version);
        var rule = edit.apply(kept(was).rule());
        RuleForm.requireSensible(rule);
        var isNow = new RuleRow(
                was.id(),
                was.merchantId(),
                was.number(),
                was.status(),
                json.writeValueAsString(rule),
                null,
                was.copiedFrom(),
                was.version() + 1,
                was.createdAt(),
                was.createdBy(),
                clock.instant(),
                actor.id(),
                null,
                null,
                null);
        if (mapper.rewrite(isNow) == 0) {
            throw refusedNow(actor.merchantId(), id);
        }
        audit.record(actor, Change.changed(THING, id, kept(was).rule(), rule));
        return KeptRule.of(isNow, rule);
    }

    /** Throws a draft away. Errors: {@link ReferralError#REFERRAL_RULE_NOT_FOUND}, {@link ReferralError#REFERRAL_RULE_NO_DRAFT}. */
    @Transactional
    public void delete(Actor actor, long id) {
        var was = require(actor.merchantId(), id);
        if (mapper.delete(actor.merchantId(), id) == 0) {
            throw new BusinessError(ReferralError.REFERRAL_RULE_NO_DRAFT);
        }
        audit.record(actor, Change.deleted(THING, id, was.rule()));
    }

    /**
     * What somebody agrees to.
     *
     * @param version of the draft that was looked at
     * @param confirmedBp what it may pay out, where that is more than the order; null: not confirmed
     * @param mayConfirm whether the person is one whose word on that counts
     */
    public record Approval(int version, @Nullable Integer confirmedBp, boolean mayConfirm) {}

    /**
     * Puts a draft in force; the rule before it ends at the same moment. Errors:
     * {@link ReferralError#REFERRAL_RULE_NOT_FOUND}, {@link ReferralError#REFERRAL_RULE_NO_DRAFT},
     * {@link ReferralError#REFERRAL_SAME_PERSON}, {@link ReferralError#REFERRAL_LEVELS_OFF},
     * {@link ReferralError#REFERRAL_PAYS_TOO_MUCH}, a stale version.
     */
    @Transactional
    public KeptRule approve(Actor actor, long id, Approval approval) {
        merchants.lock(actor.merchantId());
        var draft = requireDraft(actor.merchantId(), id, approval.version());
        if (Objects.equals(draft.createdBy(), actor.id()) || Objects.equals(draft.updatedBy(), actor.id())) {
            throw new BusinessError(ReferralError.REFERRAL_SAME_PERSON);
        }
        var rule = kept(draft).rule();
        var open = permits.open(actor.merchantId());
        if (rule.levels() > open) {
            throw new BusinessError(ReferralError.REFERRAL_LEVELS_OFF).with("levels", open);
        }
        var confirmed = confirmed(rule, approval);
        var now = clock.instant();
        mapper.end(actor.merchantId(), now);
        var agreed = new RuleMapper.Approval(id, actor.merchantId(), approval.version(), now, actor.id(), confirmed);
        if (mapper.approve(agreed) == 0) {
            throw refusedNow(actor.merchantId(), id);
        }
        audit.record(actor, new Change(THING + "_APPROVED", THING, id, null, rule, null));
        return require(actor.merchantId(), id);
    }

    private static @Nullable Integer confirmed(ReferralRule rule, Approval approval) {
        var payout = rule.payoutBp();
        if (payout <= ReferralRule.WHOLE_BP) {
            return null;
        }
        if (!approval.mayConfirm() || !Objects.equals(approval.confirmedBp(), payout)) {
            throw new BusinessError(ReferralError.REFERRAL_PAYS_TOO_MUCH).with("payoutBp", payout);
        }
        return payout;
    }

    private RuleRow requireDraft(long merchantId, long id, int version) {
        var row = row(merchantId, id);
        if (row.status() != RuleStatus.DRAFT) {
            throw new BusinessError(ReferralError.REFERRAL_RULE_NO_DRAFT);
        }
        if (row.version() != version) {
            throw new StaleVersion(row.version(), row.updatedAt(), row.updatedBy());
        }
        return row;
    }

    /** Why a draft that was there a moment ago can't be written now. */
    private BusinessError refusedNow(long merchantId, long id) {
        var isNow = row(merchantId, id);
        return isNow.status() == RuleStatus.DRAFT
                ? new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy())
                : new BusinessError(ReferralError.REFERRAL_RULE_NO_DRAFT);
    }
}
