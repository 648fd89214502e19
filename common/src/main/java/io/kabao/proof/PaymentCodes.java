package io.kabao.proof;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.BooksError;
import io.kabao.member.Members;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Stores;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The shop has a code sent to a member who is about to pay; the member tells it at the counter. */
@Service
public class PaymentCodes {

    private final MemberCards cards;
    private final Members members;
    private final Stores stores;
    private final SmsCodes smsCodes;
    private final Audit audit;
    private final TransactionTemplate inTransaction;

    PaymentCodes(
            MemberCards cards,
            Members members,
            Stores stores,
            SmsCodes smsCodes,
            Audit audit,
            TransactionTemplate inTransaction) {
        this.cards = cards;
        this.members = members;
        this.stores = stores;
        this.smsCodes = smsCodes;
        this.audit = audit;
        this.inTransaction = inTransaction;
    }

    /** A code is on its way to the phone; another may be asked for after so many seconds. */
    public record Sent(int retryAfterSeconds, String phoneMasked) {}

    /**
     * Sends a code to the phone that the card's member has on file. Whoever does not work on the whole merchant says at which
     * store it is. Errors: {@link OrganizationError#STORE_NOT_FOUND}, {@link BooksError#CARD_NOT_FOUND},
     * {@link ProofError#PAYER_HAS_NO_PHONE}, those of {@link SmsCodes#send}.
     */
    public Sent send(Actor actor, long cardId, @Nullable Long storeId) {
        requirePlace(actor, storeId);
        var card =
                cards.find(actor.merchantId(), cardId).orElseThrow(() -> new BusinessError(BooksError.CARD_NOT_FOUND));
        var payer = members.require(card.merchantId(), card.memberId());
        var phone = members.phoneOf(payer);
        if (phone == null) {
            throw new BusinessError(ProofError.PAYER_HAS_NO_PHONE);
        }
        // A shop asks for many members from one address; the budgets are those of the member.
        var sent = smsCodes.send(new SmsCodes.Ask(actor.merchantId(), SmsPurpose.PAY, phone, payer.id(), null));
        inTransaction.executeWithoutResult(_ -> audit.record(actor, asked(card, storeId)));
        return new Sent(sent.retryAfterSeconds(), phone.masked());
    }

    private void requirePlace(Actor actor, @Nullable Long storeId) {
        if (storeId != null) {
            stores.require(actor.reach(), storeId);
        } else if (!actor.reach().everything()) {
            throw new BusinessError(OrganizationError.STORE_NOT_FOUND);
        }
    }

    /** What the audit keeps: at which store. */
    private record Asked(@Nullable Long storeId) {}

    private static Change asked(MemberCard card, @Nullable Long storeId) {
        return new Change("PAYMENT_CODE_SENT", "CARD", card.id(), null, new Asked(storeId), null);
    }
}
