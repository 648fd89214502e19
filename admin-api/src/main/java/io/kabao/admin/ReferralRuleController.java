package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.referral.KeptRule;
import io.kabao.referral.ReferralPermits;
import io.kabao.referral.ReferralRule;
import io.kabao.referral.ReferralRules;
import io.kabao.referral.RuleStatus;
import io.kabao.referral.Sale;
import io.kabao.referral.Way;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What bringing friends earns. */
@RestController
class ReferralRuleController {

    private final ReferralRules rules;
    private final ReferralPermits permits;

    ReferralRuleController(ReferralRules rules, ReferralPermits permits) {
        this.rules = rules;
        this.permits = permits;
    }

    /** Bounds in fen or points, as the way has it. */
    record CapsForm(
            @Positive @Nullable Long perOrder,
            @Positive @Nullable Long perDay,
            @Positive @Nullable Long perMember) {

        ReferralRule.Caps caps() {
            return new ReferralRule.Caps(perOrder, perDay, perMember);
        }
    }

    /** What a draft says: rates in basis points, what is left out is 0 or no bound. */
    record RuleForm(
            @NotNull @Min(0) @Max(ReferralRule.LEVELS_MOST) Integer levels,
            @NotNull Way way,
            @PositiveOrZero @Nullable Integer selfBp,
            @PositiveOrZero @Nullable Integer level1Bp,
            @PositiveOrZero @Nullable Integer level2Bp,
            @PositiveOrZero @Nullable Integer level3Bp,
            @Positive @Nullable Long minLinePoints,
            @Nullable Boolean onlineOnly,
            @PositiveOrZero @Nullable Integer waitingDays,
            @Valid @Nullable CapsForm caps) {

        ReferralRule rule() {
            return new ReferralRule(
                    levels,
                    way,
                    new ReferralRule.Rates(orNone(selfBp), orNone(level1Bp), orNone(level2Bp), orNone(level3Bp)),
                    minLinePoints,
                    onlineOnly != null && onlineOnly,
                    orNone(waitingDays),
                    caps == null ? ReferralRule.Caps.NONE : caps.caps());
        }

        private static int orNone(@Nullable Integer number) {
            return number == null ? 0 : number;
        }
    }

    /** What of a draft is to be another; {@code caps} are replaced in whole. */
    record RuleEdit(
            @NotNull @Positive Integer version,
            @Min(0) @Max(ReferralRule.LEVELS_MOST) Edit<Integer> levels,
            Edit<Way> way,
            @PositiveOrZero Edit<Integer> selfBp,
            @PositiveOrZero Edit<Integer> level1Bp,
            @PositiveOrZero Edit<Integer> level2Bp,
            @PositiveOrZero Edit<Integer> level3Bp,
            @Positive Edit<Long> minLinePoints,
            Edit<Boolean> onlineOnly,
            @PositiveOrZero Edit<Integer> waitingDays,
            Edit<@Valid CapsForm> caps) {

        ReferralRule applyTo(ReferralRule before) {
            var rates = before.rates();
            return new ReferralRule(
                    levels.applyToRequired(before.levels()),
                    way.applyToRequired(before.way()),
                    new ReferralRule.Rates(
                            selfBp.applyToRequired(rates.selfBp()),
                            level1Bp.applyToRequired(rates.level1Bp()),
                            level2Bp.applyToRequired(rates.level2Bp()),
                            level3Bp.applyToRequired(rates.level3Bp())),
                    minLinePoints.applyTo(before.minLinePoints()),
                    onlineOnly.applyToRequired(before.onlineOnly()),
                    waitingDays.applyToRequired(before.waitingDays()),
                    capsAfter(before.caps()));
        }

        private ReferralRule.Caps capsAfter(ReferralRule.Caps before) {
            if (!caps.named()) {
                return before;
            }
            return caps.value() == null ? ReferralRule.Caps.NONE : caps.value().caps();
        }
    }

    /** The draft that is agreed to; {@code confirmedBp}: what it may pay out, where that is more than the order. */
    record NewApproval(
            @NotNull Integer version, @Positive @Nullable Integer confirmedBp) {}

    /**
     * A rule as it stands.
     *
     * @param payoutBp what all together may get of what counts
     * @param confirmedBp that the owner confirmed; null: it pays no more than the order
     * @param endedAt when another one took its place
     */
    record RuleView(
            @JsonId long id,
            int number,
            RuleStatus status,
            int levels,
            Way way,
            int selfBp,
            int level1Bp,
            int level2Bp,
            int level3Bp,
            @Nullable Long minLinePoints,
            boolean onlineOnly,
            int waitingDays,
            ReferralRule.Caps caps,
            int payoutBp,
            @Nullable Integer confirmedBp,
            @JsonId @Nullable Long copiedFrom,
            int version,
            Instant createdAt,
            @JsonId @Nullable Long createdBy,
            Instant updatedAt,
            @JsonId @Nullable Long updatedBy,
            @Nullable Instant approvedAt,
            @JsonId @Nullable Long approvedBy,
            @Nullable Instant endedAt) {

        static RuleView of(KeptRule kept) {
            var rule = kept.rule();
            return new RuleView(
                    kept.id(),
                    kept.number(),
                    kept.status(),
                    rule.levels(),
                    rule.way(),
                    rule.rates().selfBp(),
                    rule.rates().level1Bp(),
                    rule.rates().level2Bp(),
                    rule.rates().level3Bp(),
                    rule.minLinePoints(),
                    rule.onlineOnly(),
                    rule.waitingDays(),
                    rule.caps(),
                    rule.payoutBp(),
                    kept.confirmedBp(),
                    kept.copiedFrom(),
                    kept.version(),
                    kept.createdAt(),
                    kept.createdBy(),
                    kept.updatedAt(),
                    kept.updatedBy(),
                    kept.approvedAt(),
                    kept.approvedBy(),
                    kept.endedAt());
        }
    }

    /** An order that nobody placed: what it costs, what points it earns the buyer; online unless it says otherwise. */
    record Sample(
            @NotNull @Min(1) @Max(ReferralRule.MOST) Long amountFen,
            @Min(0) @Max(ReferralRule.MOST) @Nullable Long points,
            @Nullable Boolean online) {

        Sale sale() {
            return Sale.of(online == null || online, amountFen, points == null ? 0 : points);
        }
    }

    /**
     * What a sample order would earn.
     *
     * @param open levels that the merchant may pay at present
     * @param total of all dues, in fen or points as the way has it
     */
    record PreviewView(Way way, int open, long base, List<ReferralRule.Due> dues, long total) {}

    @OperatorMay(Permission.REFERRAL_RULE_READ)
    @GetMapping("/admin/referral-rules")
    Page<RuleView> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return rules.list(operator.merchantId(), PageRequest.of(limit, cursor)).map(RuleView::of);
    }

    @OperatorMay(Permission.REFERRAL_RULE_READ)
    @GetMapping("/admin/referral-rules/{id}")
    RuleView show(SignedInOperator operator, @PathVariable long id) {
        return RuleView.of(rules.require(operator.merchantId(), id));
    }

    /** What an order of {@code amountFen} that earns {@code points} would earn by the rule, were it in force. */
    @OperatorMay(Permission.REFERRAL_RULE_READ)
    @GetMapping("/admin/referral-rules/{id}/preview")
    PreviewView preview(
            SignedInOperator operator, @PathVariable long id, @Valid @ParameterObject @ModelAttribute Sample sample) {
        var rule = rules.require(operator.merchantId(), id).rule();
        var open = permits.of(operator.merchantId()).open();
        var sale = sample.sale();
        var dues = rule.dues(sale, open);
        return new PreviewView(
                rule.way(),
                open,
                rule.base(sale),
                dues,
                dues.stream().mapToLong(ReferralRule.Due::amount).sum());
    }

    /** Begins a draft. */
    @OperatorMay(Permission.REFERRAL_RULE_WRITE)
    @PostMapping("/admin/referral-rules")
    @ResponseStatus(HttpStatus.CREATED)
    RuleView add(Actor actor, @Valid @RequestBody RuleForm form) {
        return RuleView.of(rules.add(actor, form.rule()));
    }

    /** Begins a draft that says what this rule says. */
    @OperatorMay(Permission.REFERRAL_RULE_WRITE)
    @PostMapping("/admin/referral-rules/{id}/copy")
    @ResponseStatus(HttpStatus.CREATED)
    RuleView copy(Actor actor, @PathVariable long id) {
        return RuleView.of(rules.copy(actor, id));
    }

    @OperatorMay(Permission.REFERRAL_RULE_WRITE)
    @PatchMapping("/admin/referral-rules/{id}")
    RuleView change(Actor actor, @PathVariable long id, @Valid @RequestBody RuleEdit edit) {
        return RuleView.of(rules.change(actor, id, edit.version(), edit::applyTo));
    }

    /** Throws a draft away. */
    @OperatorMay(Permission.REFERRAL_RULE_WRITE)
    @DeleteMapping("/admin/referral-rules/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        rules.delete(actor, id);
    }

    /** Puts a draft in force that somebody else wrote. */
    @OperatorMay(Permission.REFERRAL_RULE_APPROVE)
    @StepUp
    @PostMapping("/admin/referral-rules/{id}/approval")
    RuleView approve(
            SignedInOperator operator, Actor actor, @PathVariable long id, @Valid @RequestBody NewApproval agreed) {
        var mayConfirm = operator.may(Permission.REFERRAL_OVERPAY);
        return RuleView.of(rules.approve(
                actor, id, new ReferralRules.Approval(agreed.version(), agreed.confirmedBp(), mayConfirm)));
    }
}
