package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.topup.TopUpRule;
import io.kabao.topup.TopUpRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is given for which top-up. */
@RestController
class TopUpRuleController {

    private final TopUpRules rules;

    TopUpRuleController(TopUpRules rules) {
        this.rules = rules;
    }

    /** A rule; on from the beginning unless it says otherwise. */
    record NewRule(
            @NotNull @OneLine @Size(max = 60) String name,
            @NotNull @Positive Long amountFen,
            @PositiveOrZero @Nullable Long bonusFen,
            @PositiveOrZero @Nullable Long points,
            @JsonId @Nullable Long giftTemplateId,
            @Positive @Nullable Integer perMember,
            @Nullable Instant from,
            @Nullable Instant until,
            @PositiveOrZero @Nullable Integer stock,
            @Nullable Boolean active) {

        TopUpRule.Draft draft() {
            return new TopUpRule.Draft(
                    name,
                    amountFen,
                    bonusFen == null ? 0 : bonusFen,
                    points == null ? 0 : points,
                    giftTemplateId,
                    perMember,
                    from,
                    until,
                    stock,
                    active == null || active);
        }
    }

    record RuleEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 60) Edit<String> name,
            @Positive Edit<Long> amountFen,
            @PositiveOrZero Edit<Long> bonusFen,
            @PositiveOrZero Edit<Long> points,
            @JsonId Edit<Long> giftTemplateId,
            @Positive Edit<Integer> perMember,
            Edit<Instant> from,
            Edit<Instant> until,
            @PositiveOrZero Edit<Integer> stock,
            Edit<Boolean> active) {

        TopUpRule.Draft applyTo(TopUpRule.Draft before) {
            return new TopUpRule.Draft(
                    name.applyToRequired(before.name()),
                    amountFen.applyToRequired(before.amountFen()),
                    bonusFen.applyToRequired(before.bonusFen()),
                    points.applyToRequired(before.points()),
                    giftTemplateId.applyTo(before.giftTemplateId()),
                    perMember.applyTo(before.memberMost()),
                    from.applyTo(before.startsAt()),
                    until.applyTo(before.endsAt()),
                    stock.applyTo(before.stock()),
                    active.applyToRequired(before.isActive()));
        }
    }

    /** Whether it can be had. */
    enum RuleStatus {
        ON,
        OFF
    }

    /**
     * A rule as it stands.
     *
     * @param giftTemplateId of the card that is given besides, to whoever holds none of it
     * @param used times that it was had
     * @param offReason why it is off
     */
    record RuleView(
            @JsonId long id,
            String name,
            long amountFen,
            long bonusFen,
            long points,
            @JsonId @Nullable Long giftTemplateId,
            @Nullable Integer perMember,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Integer stock,
            int used,
            boolean active,
            RuleStatus status,
            TopUpRule.@Nullable OffReason offReason,
            int version,
            Instant createdAt,
            Instant updatedAt) {}

    private RuleView viewOf(TopUpRule rule) {
        return viewOf(rules.standing(rule));
    }

    private static RuleView viewOf(TopUpRules.Standing standing) {
        var rule = standing.rule();
        var offReason = standing.offReason();
        return new RuleView(
                rule.id(),
                rule.name(),
                rule.amountFen(),
                rule.bonusFen(),
                rule.points(),
                rule.giftTemplateId(),
                rule.memberMost(),
                rule.startsAt(),
                rule.endsAt(),
                rule.stock(),
                rule.used(),
                rule.isActive(),
                offReason == null ? RuleStatus.ON : RuleStatus.OFF,
                offReason,
                rule.version(),
                rule.createdAt(),
                rule.updatedAt());
    }

    @OperatorMay(Permission.TOPUP_RULE_READ)
    @GetMapping("/admin/topup-rules")
    Page<RuleView> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return rules.list(operator.merchantId(), PageRequest.of(limit, cursor)).map(TopUpRuleController::viewOf);
    }

    @OperatorMay(Permission.TOPUP_RULE_WRITE)
    @PostMapping("/admin/topup-rules")
    @ResponseStatus(HttpStatus.CREATED)
    RuleView add(Actor actor, @Valid @RequestBody NewRule rule) {
        return viewOf(rules.add(actor, rule.draft()));
    }

    @OperatorMay(Permission.TOPUP_RULE_READ)
    @GetMapping("/admin/topup-rules/{id}")
    RuleView show(SignedInOperator operator, @PathVariable long id) {
        return viewOf(rules.require(operator.merchantId(), id));
    }

    @OperatorMay(Permission.TOPUP_RULE_WRITE)
    @PatchMapping("/admin/topup-rules/{id}")
    RuleView change(Actor actor, @PathVariable long id, @Valid @RequestBody RuleEdit edit) {
        return viewOf(rules.change(actor, id, edit.version(), edit::applyTo));
    }

    /** Removes a rule that nobody has had; one that was had can be switched off. */
    @OperatorMay(Permission.TOPUP_RULE_WRITE)
    @DeleteMapping("/admin/topup-rules/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        rules.delete(actor, id);
    }
}
