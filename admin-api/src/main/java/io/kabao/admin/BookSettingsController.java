package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.LimitChanges;
import io.kabao.ledger.TakeOrder;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the merchant allows at its counters. */
@RestController
class BookSettingsController {

    private final BookSettings settings;
    private final LimitChanges changes;

    BookSettingsController(BookSettings settings, LimitChanges changes) {
        this.settings = settings;
        this.changes = changes;
    }

    /** Above which sum whoever has a role needs a second person. */
    record RoleSumForm(
            @NotNull @JsonId Long roleId,
            @NotNull @PositiveOrZero Long aboveFen) {

        BookRules.RoleSum sum() {
            return new BookRules.RoleSum(roleId, aboveFen);
        }
    }

    /** All settings at once: what is left out or null is as usual again. */
    record NewSettings(
            @NotNull @PositiveOrZero Integer version,

            @Size(min = 1, max = BookSettings.MEANS_MOST) @Nullable
            List<@NotNull @Pattern(regexp = "[A-Z_]{1,20}") String> means,

            @PositiveOrZero @Nullable Long proofAboveFen,
            @PositiveOrZero @Nullable Long secondPersonAboveFen,

            @Size(max = BookSettings.ROLES_MOST) @Nullable List<@NotNull @Valid RoleSumForm> secondPersonByRole,

            @PositiveOrZero @Nullable Long staffDailyCapFen,
            @Positive @Nullable Long limitFen,
            @Nullable TakeOrder taken,
            @OneLine @Size(max = 200) @Nullable String reason) {

        BookRules rules() {
            var usual = BookRules.USUAL;
            return new BookRules(
                    Objects.requireNonNullElse(means, usual.means()),
                    Objects.requireNonNullElse(limitFen, usual.limitFen()),
                    Objects.requireNonNullElse(secondPersonAboveFen, usual.secondPersonAboveFen()),
                    Objects.requireNonNullElse(secondPersonByRole, List.<RoleSumForm>of()).stream()
                            .map(RoleSumForm::sum)
                            .toList(),
                    Objects.requireNonNullElse(staffDailyCapFen, usual.staffDailyCapFen()),
                    Objects.requireNonNullElse(proofAboveFen, usual.proofAboveFen()),
                    Objects.requireNonNullElse(taken, usual.taken()));
        }
    }

    /** The settings as they stand; version 0: as usual, nothing was ever set. */
    record SettingsView(
            int version,
            List<String> means,
            long proofAboveFen,
            long secondPersonAboveFen,
            List<BookRules.RoleSum> secondPersonByRole,
            long staffDailyCapFen,
            long limitFen,
            TakeOrder taken) {

        static SettingsView of(BookSettings.Kept kept) {
            var rules = kept.rules();
            return new SettingsView(
                    kept.version(),
                    rules.means(),
                    rules.proofAboveFen(),
                    rules.secondPersonAboveFen(),
                    rules.byRole(),
                    rules.staffDailyCapFen(),
                    rules.limitFen(),
                    rules.taken());
        }
    }

    /** For whoever works at a counter: which means there are, what needs a second person or a proof. */
    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/book-settings")
    SettingsView show(SignedInOperator operator) {
        return SettingsView.of(settings.of(operator.merchantId()));
    }

    /** That more may be moved without a second person needs one itself. */
    @OperatorMay(Permission.BOOK_SETTINGS)
    @StepUp
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsView.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PutMapping("/admin/book-settings")
    ResponseEntity<Object> change(Actor actor, @Valid @RequestBody NewSettings asked) {
        var outcome = changes.change(actor, asked.version(), asked.rules(), asked.reason());
        return Waiting.orDone(outcome, HttpStatus.OK, SettingsView::of, null);
    }
}
