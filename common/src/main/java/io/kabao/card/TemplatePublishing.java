package io.kabao.card;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.merchant.Merchants;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts versions of templates in force and takes them back. Of several the one whose time came last is in force, by the
 * clock alone: cards and offers, also those of long ago, show it from that moment on.
 */
@Service
public class TemplatePublishing {

    /** How far ahead a publication may be planned, in days. */
    public static final int DAYS_AHEAD_MOST = 366;

    private final TemplateShelf shelf;
    private final CardTemplates templates;
    private final TemplateRules rules;
    private final Merchants merchants;
    private final Audit audit;

    TemplatePublishing(
            TemplateShelf shelf, CardTemplates templates, TemplateRules rules, Merchants merchants, Audit audit) {
        this.shelf = shelf;
        this.templates = templates;
        this.rules = rules;
        this.merchants = merchants;
        this.audit = audit;
    }

    /**
     * When to publish.
     *
     * @param publishAt null, or a time gone by: at once
     * @param version of the template as it was looked at; null: whatever it is by now
     */
    public record Asked(
            @Nullable Instant publishAt, @Nullable Integer version) {

        /** Whatever is drafted, at once. */
        public static final Asked AT_ONCE = new Asked(null, null);
    }

    /**
     * Puts the draft in force, at once or from a time on, and lets customers claim the card from then on. It takes the place
     * of the plan that it was made from, unless that comes before. Without a draft the next plan is moved to that time; without
     * either a template that was taken back can be claimed again, and one that can be claimed stays as it is. Errors:
     * {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#ALREADY_PUBLISHED}, {@link CardError#PUBLISH_AT_TOO_FAR},
     * {@link CardError#VALIDITY_OVER}, a stale version, the rules about the contents.
     */
    @Transactional
    public TemplateState publish(Actor actor, long id, Asked asked) {
        rules.holdStores(actor.merchantId());
        var was = shelf.hold(actor.merchantId(), id);
        if (asked.version() != null) {
            was.requireVersion(asked.version());
        }
        var now = was.now();
        var publishAt = asked.publishAt();
        var from = publishAt == null || publishAt.isBefore(now) ? now : publishAt.truncatedTo(ChronoUnit.MILLIS);
        var next = was.draft().or(() -> was.planned().stream().findFirst());
        if (next.isEmpty() && was.isOpen()) {
            if (from.isAfter(now)) {
                throw new BusinessError(CardError.ALREADY_PUBLISHED);
            }
            return was.state();
        }
        if (from.isAfter(now.plus(Duration.ofDays(DAYS_AHEAD_MOST)))) {
            throw new BusinessError(CardError.PUBLISH_AT_TOO_FAR, DAYS_AHEAD_MOST).with("field", "publishAt");
        }
        requireSound(was.row(), next.orElseGet(was::working), from);
        next.ifPresent(version -> shelf.publish(actor, was, version, from));
        was.draft().ifPresent(draft -> giveUpPlans(actor, was, draft, from));
        return recorded(actor, was, opened(was, from), "PUBLISHED");
    }

    /** The plans that a draft was made from, one after another, unless they come before it. */
    private void giveUpPlans(Actor actor, Living was, TemplateVersion draft, Instant from) {
        var number = draft.beganWith();
        while (number != null) {
            var plan = was.planned(number)
                    .filter(planned ->
                            planned.publishAt() != null && !planned.publishAt().isBefore(from));
            plan.ifPresent(planned -> shelf.takeBack(actor, was, planned));
            number = plan.map(TemplateVersion::beganWith).orElse(null);
        }
    }

    private TemplateRow opened(Living was, Instant from) {
        var row = was.row();
        if (was.isOpen()) {
            return row;
        }
        if (was.inForce().isEmpty()) {
            return row.opening(shelf.again(row).begins(), row.wasPublished());
        }
        var stays = was.draft().isPresent()
                && row.publishAt() != null
                && row.publishAt().isBefore(from);
        return stays ? row : row.opening(from, row.wasPublished());
    }

    /**
     * Gives up what is planned and not yet in force; what was planned last goes on as the draft, unless there is one. Where
     * nothing is planned nobody can claim the card any more, and cards stay as they are and show what they showed. Errors:
     * {@link CardError#TEMPLATE_NOT_FOUND}.
     */
    @Transactional
    public void takeBack(Actor actor, long id) {
        var was = shelf.hold(actor.merchantId(), id);
        var row = was.row();
        var planned = was.planned();
        if (!planned.isEmpty()) {
            planned.forEach(version -> shelf.takeBack(actor, was, version));
            if (was.draft().isEmpty()) {
                shelf.fallBack(was, planned.getLast());
            }
            recorded(actor, was, was.isOpen() ? row : row.opening(null, row.wasPublished()), "TAKEN_BACK");
        } else if (row.publishAt() != null) {
            recorded(actor, was, row.opening(null, row.wasPublished() || was.isOpen()), "TAKEN_BACK");
        }
    }

    /** Stores may have gone since it was written, and its days may be over by then. */
    private void requireSound(TemplateRow row, TemplateVersion version, Instant from) {
        var draft = templates.draftOf(version.of(row));
        rules.require(row.merchantId(), draft);
        var end = draft.validity()
                .endsAt(from, merchants.require(row.merchantId()).zoneId());
        if (end != null && !end.isAfter(from)) {
            throw new BusinessError(CardError.VALIDITY_OVER).with("field", "validity.to");
        }
    }

    private TemplateState recorded(Actor actor, Living was, TemplateRow row, String what) {
        var isNow = shelf.replace(actor, was, row).state();
        audit.record(
                actor,
                new Change(
                        TemplateDesk.THING + "_" + what,
                        TemplateDesk.THING,
                        row.id(),
                        was.state().working(),
                        isNow.working(),
                        null));
        return isNow;
    }
}
