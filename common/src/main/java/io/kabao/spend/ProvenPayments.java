package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.Command;
import io.kabao.proof.MemberProofs;
import io.kabao.proof.ProofRequired;
import io.kabao.proof.Proven;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Brings payments into the books together with what their members show for them. */
@Component
class ProvenPayments {

    private final Books books;
    private final MemberProofs proofs;

    ProvenPayments(Books books, MemberProofs proofs) {
        this.books = books;
        this.proofs = proofs;
    }

    /**
     * Judges what is shown first, and counts a wrong try whatever else the payment is; one that is refused uses up neither a
     * code of the till nor one by SMS.
     *
     * @param unproven the payment
     * @param proving the payment with its proof
     */
    <R> Booked<R> submit(Command<R> unproven, MemberProofs.Shown shown, Function<Proven, Command<R>> proving) {
        if (shown.isNothing()) {
            return submitted(unproven);
        }
        var before = books.given(unproven);
        if (before.isPresent()) {
            return before.get();
        }
        var proven = proofs.prove(unproven.booking(), shown);
        try {
            return submitted(proven.map(proving).orElse(unproven));
        } catch (BusinessError refusal) {
            if (refusal.code() != BooksError.OUTCOME_UNKNOWN) {
                proven.ifPresent(proofs::giveBack);
            }
            throw refusal;
        }
    }

    private <R> Booked<R> submitted(Command<R> payment) {
        try {
            return books.submit(payment);
        } catch (ProofRequired missing) {
            throw missing.with("ways", proofs.waysOpen(payment.booking().actor().merchantId(), missing.cardId()));
        }
    }
}
