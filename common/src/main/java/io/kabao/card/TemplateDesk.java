package io.kabao.card;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.merchant.Merchants;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Merchants write their card templates. Kind and name belong to the template and change at once; everything else — look,
 * texts, fields, perks, links, validity, number rule, claim settings, gift — belongs to a version and waits as a draft,
 * which nobody but the merchant sees, until it is published. Numbers already given and the running number stay.
 */
@Service
public class TemplateDesk {

    static final String THING = "CARD_TEMPLATE";

    private final TemplateShelf shelf;
    private final TemplateVersionMapper versions;
    private final CardTemplates templates;
    private final TemplateRules rules;
    private final Merchants merchants;
    private final Audit audit;
    private final List<TemplateUse> uses;

    TemplateDesk(
            TemplateShelf shelf,
            TemplateVersionMapper versions,
            CardTemplates templates,
            TemplateRules rules,
            Merchants merchants,
            Audit audit,
            List<TemplateUse> uses) {
        this.shelf = shelf;
        this.versions = versions;
        this.templates = templates;
        this.rules = rules;
        this.merchants = merchants;
        this.audit = audit;
        this.uses = uses;
    }

    /**
     * Adds a template as a draft, which nobody can claim yet. Errors: an invalid request that names the fields, each
     * rule of {@link CardError} about the contents, a store that is not the merchant's.
     */
    @Transactional
    public TemplateState add(Actor actor, TemplateDraft draft) {
        rules.holdStores(actor.merchantId());
        rules.require(actor.merchantId(), draft);
        var template = shelf.begin(actor, draft).state();
        audit.record(actor, Change.created(THING, template.id(), template.working()));
        return template;
    }

    /**
     * Changes a template as {@code edit} says: kind and name at once, the rest in its draft; without one a new draft
     * begins with what is planned last, else with what is in force. Errors: {@link CardError#TEMPLATE_NOT_FOUND},
     * {@link CardError#TEMPLATE_KIND_STAYS}, a stale version, those of {@link #add}.
     */
    @Transactional
    public TemplateState change(Actor actor, long id, int version, UnaryOperator<TemplateDraft> edit) {
        rules.holdStores(actor.merchantId());
        var was = shelf.hold(actor.merchantId(), id);
        was.requireVersion(version);
        var before = templates.draftOf(was.working().of(was.row()));
        var draft = edit.apply(before);
        rules.require(actor.merchantId(), draft);
        if (draft.kind() != before.kind() && (isInUse(was.row()) || isDefault(was.row()))) {
            throw new BusinessError(CardError.TEMPLATE_KIND_STAYS).with("field", "kind");
        }
        if (!draft.called(before).equals(before)) {
            shelf.draft(actor, was, draft, was.working().number());
        }
        return recorded(actor, was, was.row().called(draft.kind(), draft.name()), "CHANGED");
    }

    /** Throws the draft away; without one nothing happens. Errors: {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#DRAFT_ALONE}. */
    @Transactional
    public void discard(Actor actor, long id) {
        var was = shelf.hold(actor.merchantId(), id);
        var draft = was.draft();
        if (draft.isEmpty()) {
            return;
        }
        if (was.versions().size() == 1) {
            throw new BusinessError(CardError.DRAFT_ALONE);
        }
        shelf.discard(draft.get());
        recorded(actor, was, was.row(), "DRAFT_DISCARDED");
    }

    /**
     * Makes an earlier version's contents the draft, in place of whatever is drafted; customers see nothing of it. Errors:
     * {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#VERSION_NOT_FOUND}.
     */
    @Transactional
    public TemplateState restore(Actor actor, long id, int number) {
        var was = shelf.hold(actor.merchantId(), id);
        var version = versions.find(actor.merchantId(), id, number)
                .orElseThrow(() -> new BusinessError(CardError.VERSION_NOT_FOUND, number));
        if (version.state() == TemplateVersion.State.DRAFT) {
            return was.state();
        }
        shelf.restore(actor, was, version);
        return recorded(actor, was, was.row(), "RESTORED");
    }

    /** Removes a template that nothing hangs on. Errors: {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#TEMPLATE_IN_USE}. */
    @Transactional
    public void delete(Actor actor, long id) {
        var was = shelf.hold(actor.merchantId(), id);
        if (isDefault(was.row()) || isInUse(was.row())) {
            throw new BusinessError(CardError.TEMPLATE_IN_USE);
        }
        shelf.remove(was.row());
        audit.record(actor, Change.deleted(THING, id, was.state().working()));
    }

    private TemplateState recorded(Actor actor, Living was, TemplateRow row, String what) {
        var isNow = shelf.replace(actor, was, row).state();
        audit.record(
                actor,
                new Change(THING + "_" + what, THING, row.id(), was.state().working(), isNow.working(), null));
        return isNow;
    }

    private boolean isDefault(TemplateRow row) {
        return Long.valueOf(row.id()).equals(merchants.require(row.merchantId()).defaultTemplateId());
    }

    private boolean isInUse(TemplateRow row) {
        return row.wasEverPublished() || uses.stream().anyMatch(use -> use.usesTemplate(row.merchantId(), row.id()));
    }
}
