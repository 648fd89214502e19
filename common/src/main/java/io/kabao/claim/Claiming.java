package io.kabao.claim;

import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.card.TemplateSettings;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.work.Patience;
import io.kabao.member.Consent;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.member.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Step one of the main job: the phone is authorised and the card is claimed, once however often it is asked for. */
@Service
public class Claiming {

    /** Times a claim is begun anew because another request of the same person or phone came first. */
    private static final int TRIES = 8;

    /** How long a claim waits for another one with the same phone code before it asks the customer to. */
    private static final Duration WAIT_MOST = Duration.ofSeconds(5);

    private final OpenCodes codes;
    private final CardTemplates templates;
    private final MemberCards cards;
    private final Identities identities;
    private final Following following;
    private final PhoneProofs phones;
    private final Issuing issuing;
    private final ClaimedCards claimed;

    Claiming(
            OpenCodes codes,
            CardTemplates templates,
            MemberCards cards,
            Identities identities,
            Following following,
            PhoneProofs phones,
            Issuing issuing,
            ClaimedCards claimed) {
        this.codes = codes;
        this.templates = templates;
        this.cards = cards;
        this.identities = identities;
        this.following = following;
        this.phones = phones;
        this.issuing = issuing;
        this.claimed = claimed;
    }

    /**
     * A card, and whether this very request made it.
     *
     * @param fresh false: the customer had it already
     */
    public record Result(ClaimedCard card, boolean fresh) {}

    /**
     * Claims the card of a scene. Whoever holds a card of the template gets it again, with its first attribution,
     * whichever code they scanned. Errors: all of {@link ClaimError} that speak of codes, following, phones and consents;
     * those of WeChat's phone codes and of SMS codes; {@link KernelError#NOT_SIGNED_IN} for who was erased meanwhile,
     * {@link KernelError#BUSY} when others were first all the time.
     */
    public Result claim(Visitor visitor, ClaimRequest request) {
        var open = codes.require(request.scene());
        if (open.merchantId() != visitor.merchantId()) {
            throw new BusinessError(ClaimError.UNKNOWN_CODE);
        }
        var held = held(visitor.identity(), open);
        if (held.isPresent()) {
            return again(held.get());
        }
        following.require(open, visitor.identity());
        var agreed = request.agreeing(agreed(templates.settingsOf(open.template()), request));
        try {
            return withPhone(visitor, open, agreed);
        } catch (BusinessError e) {
            // The same request at the same moment may have used the code up: then its card is the answer.
            return held(refreshed(visitor).identity(), open).map(this::again).orElseThrow(() -> e);
        }
    }

    private Result withPhone(Visitor visitor, OpenCode open, ClaimRequest request) {
        var patience = new Patience(WAIT_MOST);
        do {
            var proof = phones.of(visitor.identity(), open.template(), request);
            if (proof.isPresent()) {
                return keeping(visitor, open, new Issuing.Wish(request, proof.get()));
            }
            var held = held(refreshed(visitor).identity(), open);
            if (held.isPresent()) {
                return again(held.get());
            }
        } while (patience.waitABit());
        throw new BusinessError(ClaimError.CLAIM_RUNNING);
    }

    private Result keeping(Visitor visitor, OpenCode open, Issuing.Wish wish) {
        var done = false;
        try {
            var result = issueOrFind(visitor, open, wish);
            done = true;
            phones.forget(wish.proof());
            return result;
        } catch (BusinessError e) {
            // Whoever was erased meanwhile leaves no phone for a next try.
            done = e.code() == KernelError.NOT_SIGNED_IN;
            throw e;
        } finally {
            if (!done) {
                phones.keep(wish.proof());
            }
        }
    }

    private Result issueOrFind(Visitor visitor, OpenCode open, Issuing.Wish wish) {
        var person = visitor;
        for (var attempt = 0; attempt < TRIES; attempt++) {
            try {
                return issuing.issue(person, open, wish);
            } catch (DuplicateKeyException | OptimisticLockingFailureException | PessimisticLockingFailureException _) {
                // Somebody else was first: perhaps the same person with the same wish.
            }
            person = refreshed(person);
            var held = held(person.identity(), open);
            if (held.isPresent()) {
                return again(held.get());
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private Optional<MemberCard> held(Identity identity, OpenCode open) {
        return identity.memberId() == null
                ? Optional.empty()
                : cards.live(identity.merchantId(), open.template().id(), identity.memberId());
    }

    private Visitor refreshed(Visitor visitor) {
        return identities
                .ofSession(visitor.identity().id())
                .map(visitor::as)
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
    }

    private Result again(MemberCard card) {
        return new Result(claimed.show(card), false);
    }

    /** The template's documents in their present versions, each of which the customer ticked; nothing else is kept. */
    private static List<Consent.Ticked> agreed(TemplateSettings settings, ClaimRequest request) {
        var asked = settings.documents().stream()
                .map(document -> new Consent.Ticked(document.kind(), document.version()))
                .toList();
        if (!request.consents().containsAll(asked)) {
            throw new BusinessError(ClaimError.CONSENT_MISSING);
        }
        return asked;
    }
}
