package io.kabao.ledger;

import io.kabao.access.Agreement;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approval;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.access.Roles;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.idempotency.Answer;
import io.kabao.kernel.idempotency.Idempotency;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Stores;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is large waits for a second person. The caller's key is answered with what waits, and once somebody has agreed with what
 * was booked.
 */
@Component
public class SecondPerson {

    /** Status of an answer that names what waits. */
    private static final int ACCEPTED = 202;

    private final Approvals approvals;
    private final Idempotency idempotency;
    private final MemberCards cards;
    private final Stores stores;
    private final Roles roles;
    private final JsonMapper json;

    SecondPerson(
            Approvals approvals,
            Idempotency idempotency,
            MemberCards cards,
            Stores stores,
            Roles roles,
            JsonMapper json) {
        this.approvals = approvals;
        this.idempotency = idempotency;
        this.cards = cards;
        this.stores = stores;
        this.roles = roles;
        this.json = json;
    }

    /** What is stored under the key of a caller who has to wait. */
    private record Told(@JsonId long approvalId) {}

    /**
     * The caller's key, to be kept with what waits.
     *
     * @param hash of the request, as hexadecimal digits
     */
    public record Key(String key, String hash) {

        /** Of a booking that somebody asks for with a key. */
        public static Key of(Booking booking) {
            var request = Objects.requireNonNull(booking.request());
            return new Key(request.key(), HexFormat.of().formatHex(request.requestHash()));
        }

        /** What was asked for, as whoever asked books it now that somebody else has agreed. */
        public Booking agreed(Agreement agreement, CardRef card, String type, Booking.Place place) {
            var asker = agreement.asker();
            var request = new IdempotentRequest(asker, key, HexFormat.of().parseHex(hash));
            return new Booking(asker, card, type, "A" + agreement.approvalId(), place, request);
        }

        @Override
        public String toString() {
            return "Key";
        }
    }

    /** A card's number as whoever agrees sees it. */
    public String numberOf(long merchantId, long cardId) {
        return cards.find(merchantId, cardId).map(card -> card.numberMasked()).orElse("");
    }

    /** Where a booking happens; within the actor's reach. Errors: {@link OrganizationError#STORE_NOT_FOUND}. */
    public Approvals.Place placeOf(Booking booking) {
        var store = booking.place().storeId();
        var reach = booking.actor().reach();
        if (store == null) {
            if (!reach.everything()) {
                throw new BusinessError(OrganizationError.STORE_NOT_FOUND);
            }
            return Approvals.Place.WHOLE;
        }
        return new Approvals.Place(null, stores.require(reach, store).id());
    }

    /** What the actor moves alone, in fen, where somebody else could agree to more. */
    public long aloneFen(Actor actor, BookRules rules) {
        return rules.byRole().isEmpty()
                ? rules.secondPersonAboveFen()
                : rules.aloneFen(roles.of(actor.merchantId(), actor.requireId()));
    }

    /** Whether somebody else has to agree to what is large. */
    public boolean isNeeded(Booking booking, ApprovableAction.Kind kind) {
        return approvals.mustWait(booking.actor(), kind, placeOf(booking));
    }

    /**
     * Where somebody else has to agree before money goes back: where it is paid out, or where it came in, so that nobody gets
     * out of it by naming a store where nobody else could agree; null: nobody has to.
     *
     * @param cameInAt the store where it came in, which the actor reaches; null: none
     */
    public Approvals.@Nullable Place whereNeeded(Booking booking, ApprovableAction.Kind kind, @Nullable Long cameInAt) {
        return Stream.of(placeOf(booking), new Approvals.Place(null, cameInAt))
                .filter(place -> approvals.mustWait(booking.actor(), kind, place))
                .findFirst()
                .orElse(null);
    }

    /**
     * Books it, or lets it wait; asked again with the same key it is answered with what waits, or with what was booked.
     *
     * @param asked what waits; null: nobody has to agree
     */
    public <R> Outcome<R> runOrWait(Booking booking, Supplier<Approvals.@Nullable Request> asked, Supplier<R> work) {
        var request = Objects.requireNonNull(booking.request());
        var given = idempotency.given(request, JsonNode.class);
        if (given.isPresent()) {
            return outcome(booking, given.get(), work);
        }
        Approvals.@Nullable Request waiting;
        try {
            waiting = asked.get();
        } catch (BusinessError refusal) {
            // The same request may have been done at this moment, which leaves nothing to be asked for.
            var done = idempotency.given(request, JsonNode.class);
            if (done.isEmpty()) {
                throw refusal;
            }
            return outcome(booking, done.get(), work);
        }
        if (waiting == null) {
            return new Outcome.Done<>(work.get());
        }
        var answer = idempotency.run(request, JsonNode.class, () -> {
            var told = new Told(approvals.ask(booking.actor(), waiting).id());
            return new Answer<>(ACCEPTED, json.valueToTree(told), false);
        });
        return outcome(booking, answer, work);
    }

    private <R> Outcome<R> outcome(Booking booking, Answer<JsonNode> given, Supplier<R> work) {
        if (given.status() != ACCEPTED) {
            return new Outcome.Done<>(work.get());
        }
        var told = json.treeToValue(given.body(), Told.class);
        return new Outcome.Waits<>(approval(booking.actor(), told.approvalId()));
    }

    /** Whoever asked is told of it wherever they work. */
    private Approval approval(Actor asker, long id) {
        return approvals.require(Reach.all(asker.merchantId()), id);
    }
}
