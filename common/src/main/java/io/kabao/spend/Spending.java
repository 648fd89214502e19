package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booked;
import io.kabao.ledger.BooksError;
import io.kabao.proof.MemberProofs;
import io.kabao.proof.ProofError;
import java.util.List;
import org.springframework.stereotype.Service;

/** Orders paid from stored value. */
@Service
public class Spending {

    private final SpendMapper mapper;
    private final ProvenPayments payments;

    Spending(SpendMapper mapper, ProvenPayments payments) {
        this.mapper = mapper;
        this.payments = payments;
    }

    /**
     * Books an order. What the member shows is judged first, and a wrong try is counted whatever else the order is; an order that
     * is refused uses up neither a code of the till nor one by SMS. Errors: {@link SpendError}, {@link BooksError},
     * {@link ProofError}, those of SMS codes, an unknown store or person of staff.
     */
    public Booked<Spend.Done> spend(Spend order, MemberProofs.Shown shown) {
        return payments.submit(order, shown, order::provenBy);
    }

    /** An order of a store within reach. Errors: {@link SpendError#SPEND_NOT_FOUND}. */
    public SpendRow require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(spend -> reach.covers(null, spend.storeId(), spend.staffId()))
                .orElseThrow(() -> new BusinessError(SpendError.SPEND_NOT_FOUND));
    }

    /** The lines of an order. */
    public List<SpendRow.Line> lines(SpendRow spend) {
        return mapper.lines(spend.merchantId(), spend.id());
    }

    List<Long> lots(SpendRow spend) {
        return mapper.lots(spend.merchantId(), spend.id());
    }
}
