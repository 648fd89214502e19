package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.report.Book;
import io.kabao.report.Records;
import io.kabao.report.RecordsExport;
import io.kabao.report.Statements;
import io.kabao.report.Txn;
import io.kabao.report.TxnSearch;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What moved members' balances. */
@RestController
class EntryController {

    private static final String CSV = "text/csv;charset=UTF-8";

    private final Statements statements;
    private final Records records;
    private final RecordsExport export;

    EntryController(Statements statements, Records records, RecordsExport export) {
        this.statements = statements;
        this.records = records;
        this.export = export;
    }

    /**
     * What is looked for; what is left out is not asked about.
     *
     * @param orderNo of an order, which its refunds come with
     * @param bizNo any number of a business; one of the two
     * @param ruleId of a rule, for top-ups that were made by it
     * @param from not before
     * @param to before
     */
    record Search(
            @Pattern(regexp = "[A-Z_]{1,20}") @Nullable String type,
            @Nullable Long cardId,
            @Nullable Long memberId,
            @Nullable Long storeId,
            @Nullable Long staffId,
            @Pattern(regexp = "[!-~]{1,64}") @Nullable String orderNo,
            @Pattern(regexp = "[!-~]{1,64}") @Nullable String bizNo,
            @Pattern(regexp = "[A-Z_]{1,20}") @Nullable String means,
            @Nullable Long ruleId,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            Instant from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            Instant to) {

        TxnSearch search() {
            var number = orderNo == null ? bizNo : orderNo;
            return new TxnSearch(type, cardId, memberId, storeId, staffId, number, means, ruleId, from, to);
        }
    }

    /** Which page. */
    record Paged(@Nullable Integer limit, @Nullable String cursor) {

        Statements.Asked in(Locale locale) {
            return new Statements.Asked(PageRequest.of(limit, cursor), locale);
        }
    }

    /** Which book of a card, stored value where none is named, and which page. */
    record Opened(
            @Nullable Book book,
            @Nullable Integer limit,
            @Nullable String cursor) {

        Book bookOrUsual() {
            return book == null ? Book.STORED_VALUE : book;
        }
    }

    /** A card's statement, newest first. */
    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/cards/{id}/entries")
    Page<Txn> entries(
            Reach reach, Locale locale, @PathVariable long id, @ParameterObject @ModelAttribute Opened opened) {
        var asked = new Paged(opened.limit(), opened.cursor()).in(locale);
        return statements.ofCard(reach, id, opened.bookOrUsual(), asked);
    }

    /** Txns of stores within reach, newest first. */
    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/txns")
    Page<Txn> list(
            Reach reach,
            Locale locale,
            @Valid @ParameterObject @ModelAttribute Search search,
            @ParameterObject @ModelAttribute Paged paged) {
        return records.list(reach, search.search(), paged.in(locale));
    }

    /** The same txns as a file. */
    @OperatorMay(Permission.BOOKS_EXPORT)
    @StepUp
    @GetMapping("/admin/txns.csv")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "text/csv", schema = @Schema(types = "string", implementation = String.class)))
    void file(Actor actor, HttpServletResponse response, @Valid @ParameterObject @ModelAttribute Search search)
            throws IOException {
        export.write(actor, search.search(), () -> {
            response.setContentType(CSV);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename("txns.csv").build().toString());
            return response.getOutputStream();
        });
    }
}
