package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.level.Ladder;
import io.kabao.level.Ladders;
import io.kabao.points.EarnRule;
import io.kabao.points.Rulebook;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What earns points. */
@RestController
class PointsRuleController {

    private static final int STORES_MOST = 500;
    private static final int CATEGORIES_MOST = 50;
    private static final int DAYS = 7;
    private static final int RANK_MOST = 1_000;

    private final Rulebook rulebook;

    private final Ladders ladders;

    PointsRuleController(Rulebook rulebook, Ladders ladders) {
        this.rulebook = rulebook;
        this.ladders = ladders;
    }

    /** A rule; on from the beginning, for everything, and not on top of others unless it says otherwise. */
    record NewRule(
            @NotNull @OneLine @Size(max = 60) String name,
            @PositiveOrZero @Max(RANK_MOST) @Nullable Integer rank,
            @Nullable Boolean onTop,
            @NotNull @Positive Long points,
            @NotNull @Positive Long perFen,
            @Positive @Nullable Long perOrderMost,
            @Size(max = STORES_MOST) @Nullable List<@NotNull ThingId> storeIds,
            EarnRule.@Nullable Channel channel,
            @Size(max = CATEGORIES_MOST) @Nullable List<@NotNull @OneLine @Size(max = 40) String> categories,
            @Size(max = DAYS) @Nullable List<@NotNull DayOfWeek> weekdays,
            @Size(max = Ladder.LEVELS_MOST) @Nullable List<@NotNull ThingId> levelIds,
            EarnRule.@Nullable Birthday birthday,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Boolean active) {

        EarnRule.Draft draft() {
            return new EarnRule.Draft(
                    name,
                    rank == null ? 0 : rank,
                    onTop != null && onTop,
                    new EarnRule.Reward(points, perFen, perOrderMost),
                    new EarnRule.Terms(
                            new HashSet<>(ThingId.values(storeIds)),
                            channel,
                            setOf(categories),
                            setOf(weekdays),
                            new HashSet<>(ThingId.values(levelIds)),
                            birthday),
                    from,
                    until,
                    active == null || active);
        }
    }

    private static <T> Set<T> setOf(@Nullable List<T> list) {
        return list == null ? Set.of() : new HashSet<>(list);
    }

    record RuleEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 60) Edit<String> name,
            @PositiveOrZero @Max(RANK_MOST) Edit<Integer> rank,
            Edit<Boolean> onTop,
            @Positive Edit<Long> points,
            @Positive Edit<Long> perFen,
            @Positive Edit<Long> perOrderMost,
            @Size(max = STORES_MOST) Edit<List<@NotNull ThingId>> storeIds,
            Edit<EarnRule.Channel> channel,
            @Size(max = CATEGORIES_MOST) Edit<List<@NotNull @OneLine @Size(max = 40) String>> categories,
            @Size(max = DAYS) Edit<List<@NotNull DayOfWeek>> weekdays,
            @Size(max = Ladder.LEVELS_MOST) Edit<List<@NotNull ThingId>> levelIds,
            Edit<EarnRule.Birthday> birthday,
            Edit<Instant> from,
            Edit<Instant> until,
            Edit<Boolean> active) {

        EarnRule.Draft applyTo(EarnRule.Draft before) {
            return new EarnRule.Draft(
                    name.applyToRequired(before.name()),
                    rank.applyToRequired(before.rank()),
                    onTop.applyToRequired(before.onTop()),
                    applyTo(before.reward()),
                    applyTo(before.terms()),
                    from.applyTo(before.startsAt()),
                    until.applyTo(before.endsAt()),
                    active.applyToRequired(before.isActive()));
        }

        private EarnRule.Reward applyTo(EarnRule.Reward before) {
            return new EarnRule.Reward(
                    points.applyToRequired(before.points()),
                    perFen.applyToRequired(before.perFen()),
                    perOrderMost.applyTo(before.perOrderMost()));
        }

        List<Long> namedLevels() {
            return levelIds.named() ? ThingId.values(levelIds.value()) : List.of();
        }

        private EarnRule.Terms applyTo(EarnRule.Terms before) {
            return new EarnRule.Terms(
                    storeIds.named() ? new HashSet<>(ThingId.values(storeIds.value())) : before.storeIds(),
                    channel.applyTo(before.channel()),
                    categories.named() ? setOf(categories.value()) : before.categories(),
                    weekdays.named() ? setOf(weekdays.value()) : before.weekdays(),
                    levelIds.named() ? new HashSet<>(ThingId.values(levelIds.value())) : before.levels(),
                    birthday.applyTo(before.birthday()));
        }
    }

    /**
     * A rule as it stands.
     *
     * @param rank lower ones come first
     * @param onTop whether it adds to what other rules give
     */
    record RuleView(
            @JsonId long id,
            String name,
            int rank,
            boolean onTop,
            long points,
            long perFen,
            @Nullable Long perOrderMost,
            List<ThingId> storeIds,
            EarnRule.@Nullable Channel channel,
            List<String> categories,
            List<DayOfWeek> weekdays,
            List<ThingId> levelIds,
            EarnRule.@Nullable Birthday birthday,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean active,
            int version,
            Instant createdAt,
            Instant updatedAt) {

        static RuleView of(EarnRule rule) {
            var terms = rule.terms();
            return new RuleView(
                    rule.id(),
                    rule.name(),
                    rule.rank(),
                    rule.onTop(),
                    rule.reward().points(),
                    rule.reward().perFen(),
                    rule.reward().perOrderMost(),
                    terms.storeIds().stream().sorted().map(ThingId::new).toList(),
                    terms.channel(),
                    terms.categories().stream().sorted().toList(),
                    terms.weekdays().stream().sorted().toList(),
                    terms.levels().stream().sorted().map(ThingId::new).toList(),
                    terms.birthday(),
                    rule.startsAt(),
                    rule.endsAt(),
                    rule.isActive(),
                    rule.version(),
                    rule.createdAt(),
                    rule.updatedAt());
        }
    }

    /** All of them, in the order that they count in. */
    @OperatorMay(Permission.POINTS_RULE_READ)
    @GetMapping("/admin/points-rules")
    Page<RuleView> list(SignedInOperator operator) {
        return new Page<>(
                rulebook.of(operator.merchantId()).earning().stream()
                        .map(RuleView::of)
                        .toList(),
                null);
    }

    @OperatorMay(Permission.POINTS_RULE_WRITE)
    @PostMapping("/admin/points-rules")
    @ResponseStatus(HttpStatus.CREATED)
    RuleView add(Actor actor, @Valid @RequestBody NewRule rule) {
        ladders.requireAll(actor.merchantId(), ThingId.values(rule.levelIds()));
        return RuleView.of(rulebook.add(actor, rule.draft()));
    }

    @OperatorMay(Permission.POINTS_RULE_READ)
    @GetMapping("/admin/points-rules/{id}")
    RuleView show(SignedInOperator operator, @PathVariable long id) {
        return RuleView.of(rulebook.require(operator.merchantId(), id));
    }

    @OperatorMay(Permission.POINTS_RULE_WRITE)
    @PatchMapping("/admin/points-rules/{id}")
    RuleView change(Actor actor, @PathVariable long id, @Valid @RequestBody RuleEdit edit) {
        ladders.requireAll(actor.merchantId(), edit.namedLevels());
        return RuleView.of(rulebook.change(actor, id, edit.version(), edit::applyTo));
    }

    /** Removes a rule; what orders earned by it stays. */
    @OperatorMay(Permission.POINTS_RULE_WRITE)
    @DeleteMapping("/admin/points-rules/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        rulebook.delete(actor, id);
    }
}
