package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.BookSettings;
import io.kabao.ledger.TakeOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the merchant allows at its counters. */
@RestController
class BookSettingsController {

    private final BookSettings settings;

    BookSettingsController(BookSettings settings) {
        this.settings = settings;
    }

    /** All settings at once: what is left out or null is as usual again. */
    record NewSettings(
            @NotNull @PositiveOrZero Integer version,

            @Size(min = 1, max = BookSettings.MEANS_MOST) @Nullable
            List<@NotNull @Pattern(regexp = "[A-Z_]{1,20}") String> means,

            @PositiveOrZero @Nullable Long proofAboveFen,
            @PositiveOrZero @Nullable Long secondPersonAboveFen,
            @PositiveOrZero @Nullable Long staffDailyCapFen,
            @Positive @Nullable Long limitFen,
            @Nullable TakeOrder taken) {

        BookRules rules() {
            var usual = BookRules.USUAL;
            return new BookRules(
                    Objects.requireNonNullElse(means, usual.means()),
                    Objects.requireNonNullElse(limitFen, usual.limitFen()),
                    Objects.requireNonNullElse(secondPersonAboveFen, usual.secondPersonAboveFen()),
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

    @OperatorMay(Permission.BOOK_SETTINGS)
    @StepUp
    @PutMapping("/admin/book-settings")
    SettingsView change(Actor actor, @Valid @RequestBody NewSettings asked) {
        return SettingsView.of(settings.change(actor, asked.version(), asked.rules()));
    }
}
