package io.kabao.group;

import io.kabao.card.CardError;
import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.idempotency.Answer;
import io.kabao.kernel.idempotency.Idempotency;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.kernel.json.JsonId;
import io.kabao.organization.OrganizationError;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a company's card: the company as a member, its main card with a balance of its own, and what it allows. */
@Service
public class GroupOpening {

    private static final int TRIES = 8;
    private static final int CREATED = 201;

    private final CardTemplates templates;
    private final GroupRules rules;
    private final GroupRows rows;
    private final GroupCards cards;
    private final Companies companies;
    private final Idempotency idempotency;
    private final TransactionTemplate inTransaction;
    private final Clock clock;

    GroupOpening(
            CardTemplates templates,
            GroupRules rules,
            GroupRows rows,
            GroupCards cards,
            Companies companies,
            Idempotency idempotency,
            TransactionTemplate inTransaction,
            Clock clock) {
        this.templates = templates;
        this.rules = rules;
        this.rows = rows;
        this.cards = cards;
        this.companies = companies;
        this.idempotency = idempotency;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    /** What was opened. */
    private record Opened(@JsonId long id) {}

    /**
     * Opens it, all or nothing; once for a request that is sent again. Its id. Errors: {@link CardError#TEMPLATE_NOT_FOUND},
     * {@link GroupError#TEMPLATE_NOT_GROUP}, {@link GroupError#TEMPLATE_NOT_IN_FORCE}, {@link CardError#VALIDITY_OVER},
     * {@link GroupError#HOURS_WRONG}, {@link OrganizationError#STORE_NOT_FOUND}, {@link KernelError#IDEMPOTENCY_KEY_REUSED},
     * {@link KernelError#BUSY} when others took the numbers all the time.
     *
     * @param request with the caller's key; null: there is none
     */
    public long open(Actor actor, long templateId, CardGroup.Draft draft, @Nullable IdempotentRequest request) {
        var given = request == null
                ? null
                : idempotency.given(request, Opened.class).orElse(null);
        if (given != null) {
            return given.body().id();
        }
        var template = requireOpen(actor.merchantId(), templateId);
        var sound = rules.sound(actor.merchantId(), draft);
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var number = cards.nextNumber(template);
            Supplier<Opened> work = () -> opened(actor, template, number, sound);
            try {
                return request == null
                        ? Objects.requireNonNull(inTransaction.execute(_ -> work.get()))
                                .id()
                        : idempotency
                                .run(request, Opened.class, () -> new Answer<>(CREATED, work.get(), false))
                                .body()
                                .id();
            } catch (DuplicateKeyException _) {
                // Somebody wrote down a card with this number: take the next.
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private CardTemplate requireOpen(long merchantId, long templateId) {
        var template = templates.require(merchantId, templateId);
        if (template.kind() != CardTemplate.Kind.GROUP) {
            throw new BusinessError(GroupError.TEMPLATE_NOT_GROUP).with("field", "templateId");
        }
        var now = clock.instant();
        if (!template.isPublished(now)) {
            throw new BusinessError(GroupError.TEMPLATE_NOT_IN_FORCE).with("field", "templateId");
        }
        var end = cards.endOf(template);
        if (end != null && !end.isAfter(now)) {
            throw new BusinessError(CardError.VALIDITY_OVER).with("field", "templateId");
        }
        return template;
    }

    private Opened opened(Actor actor, CardTemplate template, String number, CardGroup.Draft draft) {
        templates.hold(actor.merchantId(), template.id());
        var company = companies.welcome(actor.merchantId(), draft.name());
        var main = cards.open(template, number, company, CardStatus.ACTIVE);
        return new Opened(rows.add(actor, main, draft).id());
    }
}
