package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.report.GroupStatement;
import io.kabao.report.GroupStatements;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.YearMonth;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What moved a company's balance in a month. */
@RestController
class GroupStatementController {

    private static final String CSV = "text/csv;charset=UTF-8";

    private final GroupStatements statements;

    GroupStatementController(GroupStatements statements) {
        this.statements = statements;
    }

    /** A month of the merchant's business days, as in {@code 2026-11}. */
    record Month(
            @NotNull @Pattern(regexp = "[0-9]{4}-(0[1-9]|1[0-2])")
            String month) {

        YearMonth value() {
            return YearMonth.parse(month);
        }
    }

    /** What came in and went out, altogether and by whom. */
    @OperatorMay(Permission.GROUP_READ)
    @GetMapping("/admin/groups/{id}/statement")
    GroupStatement statement(Reach reach, @PathVariable long id, @Valid @ParameterObject @ModelAttribute Month month) {
        return statements.of(reach, id, month.value());
    }

    /** Every movement, as a file. */
    @OperatorMay({Permission.GROUP_READ, Permission.BOOKS_EXPORT})
    @StepUp
    @GetMapping("/admin/groups/{id}/statement.csv")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "text/csv", schema = @Schema(types = "string", implementation = String.class)))
    void file(
            Actor actor,
            HttpServletResponse response,
            @PathVariable long id,
            @Valid @ParameterObject @ModelAttribute Month month)
            throws IOException {
        statements.write(actor, id, month.value(), () -> {
            response.setContentType(CSV);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("statement-" + month.month() + ".csv")
                            .build()
                            .toString());
            return response.getOutputStream();
        });
    }
}
