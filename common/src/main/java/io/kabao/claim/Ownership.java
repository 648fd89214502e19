package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.MemberCard;
import io.kabao.card.TemplateSettings;
import io.kabao.kernel.Actor;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identity;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.message.Notice;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Proves that an old card is the customer's: the customer's verified phone is the one on the old card, or a code sent to
 * that phone comes back. Knowing number and name alone proves nothing.
 */
@Component
class Ownership {

    /** The binding field that is compared as a phone. */
    private static final String PHONE = "phone";

    private final Members members;
    private final BindingGuesses guesses;
    private final SmsCodes smsCodes;
    private final Audit audit;
    private final Times times;

    Ownership(Members members, BindingGuesses guesses, SmsCodes smsCodes, Audit audit, Times times) {
        this.members = members;
        this.guesses = guesses;
        this.smsCodes = smsCodes;
        this.audit = audit;
        this.times = times;
    }

    /**
     * What the customer asks for.
     *
     * @param old the card as far as one was found
     */
    record Wanted(@Nullable MemberCard old, TemplateSettings settings, Binding.Request request) {}

    /**
     * A card that was proved.
     *
     * @param toldPhone whom to tell that the card went to another WeChat
     */
    record Proved(
            MemberCard old,
            SmsCodes.@Nullable Proof sms,
            @Nullable Phone toldPhone) {}

    /**
     * Proves it or refuses; each refusal that a guesser could learn from is counted and reads alike. Errors: as
     * {@link Binding#bind}.
     *
     * @param beforeMiss what refuses before a card that was not found is counted as a guess
     */
    Proved prove(Identity identity, Member customer, Wanted wanted, Runnable beforeMiss) {
        var request = wanted.request();
        var guessedAt =
                request.oldCardId() == null ? String.valueOf(request.cardNumber()) : "id " + request.oldCardId();
        var found = guesses.judge(identity, guessedAt, () -> found(wanted, beforeMiss))
                .orElseThrow(() -> new BusinessError(ClaimError.OLD_CARD_NOT_FOUND));
        return provedByPhone(identity, customer, found);
    }

    /** The phone is shown to who has named it, and to nobody who knows the rest alone. */
    private static BusinessError needsProof(Found found, Phone phone) {
        var refusal = new BusinessError(ClaimError.OLD_CARD_NEEDS_PROOF);
        return found.phoneNamed() ? refusal.with("phoneMasked", phone.masked()) : refusal;
    }

    private Optional<Found> found(Wanted wanted, Runnable beforeMiss) {
        var old = wanted.old();
        var owner = old == null ? null : members.require(old.merchantId(), old.memberId());
        var offered = wanted.request().oldCardId() != null;
        if (old == null || owner == null || !(offered || fits(owner, wanted))) {
            beforeMiss.run();
            return Optional.empty();
        }
        var phoneNamed = offered || wanted.settings().bindingFields().contains(PHONE);
        return Optional.of(new Found(old, owner, phoneNamed, wanted.request().smsCode()));
    }

    /**
     * The old card, and whose it is.
     *
     * @param phoneNamed whether the customer named its phone, or it was offered for the customer's own
     */
    private record Found(
            MemberCard old,
            Member owner,
            boolean phoneNamed,
            @Nullable String smsCode) {}

    private Proved provedByPhone(Identity identity, Member customer, Found found) {
        var phone = members.phoneOf(found.owner());
        if (phone == null) {
            throw new BusinessError(ClaimError.OLD_CARD_ASK_STORE);
        }
        if (customer.verifiedPhoneHash() != null && members.hasPhone(customer, phone)) {
            return new Proved(found.old(), null, null);
        }
        if (found.smsCode() == null) {
            throw needsProof(found, phone);
        }
        var proof = smsCodes.check(
                new SmsCodes.Check(identity.merchantId(), SmsPurpose.BIND, phone, identity.id(), found.smsCode()));
        return new Proved(found.old(), proof, phone);
    }

    private boolean fits(Member owner, Wanted wanted) {
        return wanted.settings().bindingFields().stream().allMatch(key -> fits(owner, key, wanted.request()));
    }

    private boolean fits(Member owner, String key, Binding.Request request) {
        var answer = request.fields().get(key);
        if (answer == null) {
            return false;
        }
        return switch (key) {
            case PHONE ->
                Phone.parse(answer).map(phone -> members.hasPhone(owner, phone)).orElse(false);
            case ProfileForm.NAME -> answer.strip().equals(members.nameOf(owner));
            default -> answer.strip().equals(members.profileOf(owner).get(key));
        };
    }

    /** Runs the join in one transaction with using the code up, telling the old phone and the audit. */
    MemberCard whileHeld(Actor actor, Proved proved, Supplier<MemberCard> join) {
        return Objects.requireNonNull(times.inTransaction().execute(_ -> {
            if (proved.sms() != null) {
                smsCodes.consume(proved.sms());
            }
            if (proved.toldPhone() != null) {
                smsCodes.tell(proved.old().merchantId(), proved.toldPhone(), Notice.CARD_BOUND_ELSEWHERE);
            }
            var card = join.get();
            audit.record(
                    actor,
                    new Change(
                            "CARD_BOUND",
                            AuditedCard.THING,
                            card.id(),
                            null,
                            AuditedCard.joined(card, proved.old()),
                            null));
            return card;
        }));
    }
}
