package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.level.Ladder;
import io.kabao.level.Ladders;
import io.kabao.level.Level;
import io.kabao.level.LevelRunView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The merchant's levels. */
@RestController
class LevelController {

    private final Ladders ladders;

    LevelController(Ladders ladders) {
        this.ladders = ladders;
    }

    /** What is given on reaching a level for the first time. */
    record GiftForm(
            @PositiveOrZero @Nullable Long bonusFen,
            @PositiveOrZero @Nullable Long points) {

        Level.Gift gift() {
            return new Level.Gift(bonusFen == null ? 0 : bonusFen, points == null ? 0 : points);
        }
    }

    /** For how much a level is sold, and for how many days. */
    record FeeForm(
            @NotNull @Positive Long priceFen,
            @NotNull @Positive Integer days) {}

    /** A level: without an id it is new. The first one is where all begin, and no way leads there. */
    record LevelForm(
            @JsonId @Nullable Long id,
            @NotNull @OneLine @Size(max = 20) String name,
            @PositiveOrZero @Nullable Integer discountBp,
            @PositiveOrZero @Nullable Integer pointsBp,

            @Pattern(regexp = "Color0[1-9]0|Color08[12]|Color10[0-2]") @Nullable
            String color,

            @JsonId @Nullable Long backgroundId,
            @Valid @Nullable GiftForm gift,
            @Positive @Nullable Long growth,
            @Positive @Nullable Long topUpFen,
            @Valid @Nullable FeeForm fee) {

        Level level() {
            return new Level(
                    id == null ? 0 : id,
                    name,
                    discountBp == null ? 0 : discountBp,
                    pointsBp == null ? Level.WHOLE_BP : pointsBp,
                    color,
                    backgroundId,
                    gift == null ? null : gift.gift(),
                    new Level.Ways(growth, topUpFen, fee == null ? null : new Level.Fee(fee.priceFen(), fee.days())));
        }
    }

    /** What growth is reckoned from: how much for each full yuan paid in or spent, and for each point earned. */
    record GrowthForm(
            @Positive @Nullable Integer months,
            @PositiveOrZero @Nullable Integer perTopUpYuan,
            @PositiveOrZero @Nullable Integer perSpendYuan,
            @PositiveOrZero @Nullable Integer perPoint) {

        Ladder.Growth growth() {
            return new Ladder.Growth(months, orNone(perTopUpYuan), orNone(perSpendYuan), orNone(perPoint));
        }

        private static long orNone(@Nullable Integer number) {
            return number == null ? 0 : number;
        }
    }

    /** When a level has to be earned anew. */
    record KeepForm(
            @NotNull @Positive Integer months,
            @PositiveOrZero @Nullable Integer warningDays,
            @PositiveOrZero @Nullable Integer graceDays,
            Ladder.Keep.@NotNull Fall fall) {

        Ladder.Keep keep() {
            return new Ladder.Keep(
                    months, warningDays == null ? 0 : warningDays, graceDays == null ? 0 : graceDays, fall);
        }
    }

    /** Levels to be looked through with all cards; nobody goes down before their time is over unless it says so. */
    record NewLevels(
            @NotNull @PositiveOrZero Integer version,

            @NotEmpty @Size(max = Ladder.LEVELS_MOST) List<@NotNull @Valid LevelForm> levels,

            @NotNull @Valid GrowthForm growth,
            @Valid @Nullable KeepForm keep,
            @Nullable Boolean mayFall) {

        Ladders.Asked asked() {
            var ladder = new Ladder(
                    levels.stream().map(LevelForm::level).toList(), growth.growth(), keep == null ? null : keep.keep());
            return new Ladders.Asked(version, ladder, mayFall != null && mayFall);
        }
    }

    /** Which levels are to be put in force: those that were looked through so. */
    record NewApplication(@NotNull @JsonId Long previewId) {}

    /** A level as it stands. */
    record LevelView(
            @JsonId long id,
            String name,
            int discountBp,
            int pointsBp,
            @Nullable String color,
            @JsonId @Nullable Long backgroundId,
            Level.@Nullable Gift gift,
            @Nullable Long growth,
            @Nullable Long topUpFen,
            Level.@Nullable Fee fee) {

        static LevelView of(Level level) {
            var ways = level.ways();
            return new LevelView(
                    level.id(),
                    level.name(),
                    level.discountBp(),
                    level.pointsBp(),
                    level.color(),
                    level.backgroundId(),
                    level.gift(),
                    ways.growth(),
                    ways.topUpFen(),
                    ways.fee());
        }
    }

    /** The levels as they stand, the lowest first; version 0: there are none. */
    record LevelsView(int version, List<LevelView> levels, Ladder.@Nullable Growth growth, Ladder.@Nullable Keep keep) {

        static LevelsView of(Ladders.Kept kept) {
            var ladder = kept.ladder();
            return ladder == null
                    ? new LevelsView(kept.version(), List.of(), null, null)
                    : new LevelsView(
                            kept.version(),
                            ladder.levels().stream().map(LevelView::of).toList(),
                            ladder.growth(),
                            ladder.keep());
        }
    }

    @OperatorMay(Permission.LEVEL_READ)
    @GetMapping("/admin/levels")
    LevelsView show(SignedInOperator operator) {
        return LevelsView.of(ladders.of(operator.merchantId()));
    }

    /** Says who would go where; nothing is changed. With many cards it goes on after the answer. */
    @OperatorMay(Permission.LEVEL_WRITE)
    @PostMapping("/admin/levels/preview")
    @ResponseStatus(HttpStatus.CREATED)
    LevelRunView preview(Actor actor, @Valid @RequestBody NewLevels asked) {
        return ladders.preview(actor, asked.asked());
    }

    /** Puts levels in force that were previewed, and has all cards go where they belong. */
    @OperatorMay(Permission.LEVEL_WRITE)
    @StepUp
    @PostMapping("/admin/levels/application")
    @ResponseStatus(HttpStatus.CREATED)
    LevelRunView apply(Actor actor, @Valid @RequestBody NewApplication asked) {
        return ladders.apply(actor, asked.previewId());
    }

    /** How far a preview or an application has come. */
    @OperatorMay(Permission.LEVEL_READ)
    @GetMapping("/admin/levels/runs/{id}")
    LevelRunView run(SignedInOperator operator, @PathVariable long id) {
        return ladders.show(operator.merchantId(), id);
    }
}
