package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import org.springframework.stereotype.Service;

/** Money that members pay in at the counter. */
@Service
public class TopUps {

    private final Books books;
    private final TopUpMapper mapper;
    private final CardGifts gifts;

    TopUps(Books books, TopUpMapper mapper, CardGifts gifts) {
        this.books = books;
        this.mapper = mapper;
        this.gifts = gifts;
    }

    /** Books a top-up, and gives the card that its rule may give besides. Errors: {@link TopUpError}, {@link BooksError}, an unknown store or person of staff. */
    public Booked<TopUp.Done> topUp(TopUp money) {
        var booked = books.submit(money);
        if (booked.answer().giftTemplateId() != null) {
            gifts.give(money.booking().actor().merchantId(), booked.answer().id());
        }
        return booked;
    }

    /** A top-up at a store within reach. Errors: {@link TopUpError#TOPUP_NOT_FOUND}. */
    public TopUpRow require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(topUp -> reach.covers(null, topUp.storeId(), topUp.staffId()))
                .orElseThrow(() -> new BusinessError(TopUpError.TOPUP_NOT_FOUND));
    }
}
