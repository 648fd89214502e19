package io.kabao.topup;

import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import org.springframework.stereotype.Service;

/** Money that members pay in at the counter. */
@Service
public class TopUps {

    private final Books books;

    TopUps(Books books) {
        this.books = books;
    }

    /** Books a top-up. Errors: {@link TopUpError}, {@link BooksError}, an unknown store or person of staff. */
    public Booked<TopUp.Done> topUp(TopUp money) {
        return books.submit(money);
    }
}
