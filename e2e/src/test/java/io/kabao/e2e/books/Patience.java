package io.kabao.e2e.books;

import io.kabao.e2e.Answer;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.Command;
import java.util.function.Supplier;

/** Asks again for what the books had no time for: of that nothing was done, and the same key may be sent once more. */
final class Patience {

    private static final int AGAIN_MOST = 20;
    private static final int TOO_BUSY = 503;

    private Patience() {}

    /** What a command comes to once the books have time for it. */
    static <R> Booked<R> submitted(Books books, Command<R> command) {
        return done(() -> books.submit(command));
    }

    /** Likewise for work that submits one and the same command however often it is done. */
    static <T> T done(Supplier<T> work) {
        for (var again = 0; again < AGAIN_MOST; again++) {
            try {
                return work.get();
            } catch (BusinessError refusal) {
                if (refusal.code() != BooksError.NOT_EXECUTED) {
                    throw refusal;
                }
            }
        }
        return work.get();
    }

    /** What a door answers once it has time for a call, which sends one and the same key however often it is made. */
    static Answer served(Supplier<Answer> call) {
        var answer = call.get();
        for (var again = 0; again < AGAIN_MOST && answer.status() == TOO_BUSY; again++) {
            answer = call.get();
        }
        return answer;
    }
}
