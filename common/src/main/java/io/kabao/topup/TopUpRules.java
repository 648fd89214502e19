package io.kabao.topup;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardError;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
    private final CardTemplates templates;
    private final Merchants merchants;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    TopUpRules(
            TopUpRuleMapper mapper, CardTemplates templates, Merchants merchants, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.templates = templates;
        this.merchants = merchants;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds a rule. Errors: {@link TopUpError#RULE_WRONG}, {@link TopUpError#LICENCE_OVER},
     * {@link CardError#TEMPLATE_NOT_FOUND}.
     */
    @Transactional
    public TopUpRule add(Actor actor, TopUpRule.Draft draft) {
        requireSensible(draft);
        requireGiftOpen(actor.merchantId(), draft.giftTemplateId());
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

    /** All of a merchant's rules as they stand, newest first. */
    public Page<Standing> list(long merchantId, PageRequest request) {
        var page = Page.of(mapper.list(merchantId, request.beforeId(), request.rowsToRead()), request, TopUpRule::id);
        var open = openOf(merchantId, page.items());
        return page.map(rule -> standing(rule, open));
    }

    /**
     * A rule and whether it can be had.
     *
     * @param offReason why it can't; null: it can
     */
    public record Standing(TopUpRule rule, TopUpRule.@Nullable OffReason offReason) {}

    /** A rule as it stands now. */
    public Standing standing(TopUpRule rule) {
        return standing(rule, openOf(rule.merchantId(), List.of(rule)));
    }

    private Standing standing(TopUpRule rule, Set<Long> open) {
        var gift = rule.giftTemplateId();
        return new Standing(rule, rule.offReason(clock.instant(), gift == null || open.contains(gift)));
    }

    /** The templates of which these rules give cards, as far as they can be had. */
    private Set<Long> openOf(long merchantId, List<TopUpRule> rules) {
        var gifts = rules.stream()
                .map(TopUpRule::giftTemplateId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return templates.all(merchantId, gifts).stream()
                .filter(this::isOpen)
                .map(CardTemplate::id)
                .collect(Collectors.toSet());
    }

    private boolean isOpen(CardTemplate template) {
        var zone = merchants.require(template.merchantId()).zoneId();
        return GiftTemplate.isOpen(
                template, templates.settingsOf(template), new GiftTemplate.Now(clock.instant(), zone));
    }

    private void requireGiftOpen(long merchantId, @Nullable Long templateId) {
        if (templateId != null && !isOpen(templates.require(merchantId, templateId))) {
            throw new BusinessError(TopUpError.RULE_WRONG).with("field", "giftTemplateId");
        }
    }

    /**
     * Changes a rule as {@code edit} says; top-ups that had it stay as they are. Errors: {@link TopUpError#RULE_NOT_FOUND},
     * {@link TopUpError#RULE_WRONG}, {@link TopUpError#RULE_STOCK_TOO_LOW},
     * {@link CardError#TEMPLATE_NOT_FOUND}, a stale version.
     */
    @Transactional
    public TopUpRule change(Actor actor, long id, int version, UnaryOperator<TopUpRule.Draft> edit) {
        var was = require(actor.merchantId(), id);
        if (was.version() != version) {
            throw stale(was);
        }
        var draft = edit.apply(was.asDraft());
        requireSensible(draft);
        if (!Objects.equals(was.giftTemplateId(), draft.giftTemplateId())) {
            requireGiftOpen(actor.merchantId(), draft.giftTemplateId());
        }
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
