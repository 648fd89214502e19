package io.kabao.group;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.MemberCard;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.UseHours;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The rows of companies' cards, each change of which is on record. */
@Component
class GroupRows {

    private static final String THING = "CARD_GROUP";

    private final CardGroupMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    GroupRows(CardGroupMapper mapper, Audit audit, Ids ids, Clock clock, JsonMapper json) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** Adds a company whose main card was opened. */
    @Transactional(propagation = Propagation.MANDATORY)
    public CardGroup add(Actor actor, MemberCard mainCard, CardGroup.Draft draft) {
        var now = clock.instant();
        var group = new CardGroup(
                ids.next(),
                actor.merchantId(),
                mainCard.templateId(),
                mainCard.memberId(),
                mainCard.id(),
                draft.name(),
                json.writeValueAsString(draft.storeIds()),
                json.writeValueAsString(draft.hours()),
                draft.open(),
                1,
                now,
                now,
                actor.id());
        mapper.insert(group);
        audit.record(actor, Change.created(THING, group.id(), group));
        return group;
    }

    /** Writes what the merchant says by now. Errors: a stale version. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(Actor actor, CardGroup was, CardGroup.Draft draft) {
        var isNow = new CardGroup(
                was.id(),
                was.merchantId(),
                was.templateId(),
                was.memberId(),
                was.mainCardId(),
                draft.name(),
                json.writeValueAsString(draft.storeIds()),
                json.writeValueAsString(draft.hours()),
                draft.open(),
                was.version() + 1,
                was.createdAt(),
                clock.instant(),
                actor.id());
        if (mapper.replace(isNow) == 0) {
            throw stale(mapper.find(was.merchantId(), was.id()).orElse(was));
        }
        audit.record(actor, Change.changed(THING, was.id(), was, isNow));
    }

    /** Removes a company; false: somebody else was first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean delete(Actor actor, CardGroup was) {
        if (mapper.delete(was.merchantId(), was.id()) == 0) {
            return false;
        }
        audit.record(actor, Change.deleted(THING, was.id(), was));
        return true;
    }

    static StaleVersion stale(CardGroup isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }

    /** A row as the merchant wrote it. */
    CardGroup.Draft draftOf(CardGroup group) {
        return new CardGroup.Draft(
                group.name(),
                Arrays.stream(json.readValue(group.storeIds(), long[].class))
                        .boxed()
                        .toList(),
                List.of(json.readValue(group.hours(), UseHours[].class)),
                group.isOpen());
    }
}
