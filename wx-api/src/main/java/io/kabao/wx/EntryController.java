package io.kabao.wx;

import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import io.kabao.report.Book;
import io.kabao.report.Statements;
import io.kabao.report.Txn;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The customer's own statement. */
@RestController
class EntryController {

    private final Statements statements;

    EntryController(Statements statements) {
        this.statements = statements;
    }

    /**
     * One txn in plain words. Amounts are fen, above zero where the balance grew.
     *
     * @param type as in {@code SPEND}; others may come
     * @param title what it is called
     * @param amountFen principal and bonus together
     * @param paidFen money by other means; below zero: went back
     * @param balanceFen principal and bonus together after it, points likewise
     * @param lots which top-ups the money came from or went back to
     */
    record EntryView(
            @JsonId long id,
            String type,
            String title,
            Instant at,
            long amountFen,
            long principalFen,
            long bonusFen,
            long heldFen,
            long points,
            long paidFen,
            long balanceFen,
            long pointsAfter,
            @Nullable String orderNo,
            Txn.@Nullable Reversed reverses,
            @Nullable String storeName,
            @Nullable String staffName,
            List<Txn.OfLot> lots,
            List<Txn.Paid> means) {

        static EntryView of(Txn txn) {
            return new EntryView(
                    txn.id(),
                    txn.type(),
                    txn.title(),
                    txn.at(),
                    txn.amountFen(),
                    txn.principalFen(),
                    txn.bonusFen(),
                    txn.heldFen(),
                    txn.points(),
                    txn.paidFen(),
                    txn.balanceAfterFen(),
                    txn.pointsAfter(),
                    txn.orderNo(),
                    txn.reverses(),
                    txn.place().storeName(),
                    txn.place().staffName(),
                    txn.lots(),
                    txn.means());
        }
    }

    /** Which book, stored value where none is named, and which page. */
    record Opened(
            @Nullable Book book,
            @Nullable Integer limit,
            @Nullable String cursor) {

        Book bookOrUsual() {
            return book == null ? Book.STORED_VALUE : book;
        }

        Statements.Asked in(Locale locale) {
            return new Statements.Asked(PageRequest.of(limit, cursor), locale);
        }
    }

    /** What moved the card's balance, newest first. */
    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/cards/{id}/entries")
    Page<EntryView> entries(
            Visitor visitor, Locale locale, @PathVariable long id, @ParameterObject @ModelAttribute Opened opened) {
        return statements
                .ofOwn(visitor, id, opened.bookOrUsual(), opened.in(locale))
                .map(EntryView::of);
    }
}
