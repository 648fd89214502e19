package io.kabao.admin;

import io.kabao.access.LoginDesk;
import io.kabao.access.OperatorDesk;
import io.kabao.access.OperatorDraft;
import io.kabao.access.OperatorMay;
import io.kabao.access.Operators;
import io.kabao.access.Permission;
import io.kabao.access.Scope;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people who may sign in at the merchant. */
@RestController
class OperatorController {

    static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._@-]{2,39}";

    private static final String ID = "[1-9][0-9]{0,18}";

    private final Operators operators;
    private final OperatorDesk desk;
    private final LoginDesk logins;

    OperatorController(Operators operators, OperatorDesk desk, LoginDesk logins) {
        this.operators = operators;
        this.desk = desk;
        this.logins = logins;
    }

    /** Which part of the merchant; ids of organizations or stores. */
    record ScopeInput(
            @NotNull Scope.Kind kind,

            @Size(max = Scope.IDS_MOST) @Nullable List<@NotNull @Pattern(regexp = ID) String> ids) {

        Scope scope() {
            return new Scope(kind, ids == null ? Set.of() : idsOf(ids));
        }
    }

    record NewOperator(
            @NotNull @Pattern(regexp = ACCOUNT) String account,
            @NotNull @OneLine @Size(max = 40) String name,
            @Size(max = 200) @Nullable String password,

            @NotNull @Size(max = 20) List<@NotNull @Pattern(regexp = ID) String> roleIds,

            @NotNull @Valid ScopeInput scope,
            @JsonId @Nullable Long staffId,
            @OneLine @Size(max = 200) @Nullable String reason) {

        OperatorDesk.NewOperator asked() {
            return new OperatorDesk.NewOperator(
                    account, password, new OperatorDraft(name, idsOf(roleIds), scope.scope(), staffId, true), reason);
        }

        @Override
        public String toString() {
            return "NewOperator";
        }
    }

    record OperatorEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 40) Edit<String> name,

            @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = ID) String> roleIds,

            @Valid @Nullable ScopeInput scope,
            @JsonId Edit<Long> staffId,
            Edit<Boolean> active,
            @OneLine @Size(max = 200) @Nullable String reason) {

        OperatorDraft applyTo(OperatorDraft before) {
            return new OperatorDraft(
                    name.applyToRequired(before.name()),
                    roleIds == null ? before.roleIds() : idsOf(roleIds),
                    scope == null ? before.scope() : scope.scope(),
                    staffId.applyTo(before.staffId()),
                    active.applyToRequired(before.active()));
        }
    }

    /**
     * An operator as lists show them.
     *
     * @param initialPassword one that was just made, shown this once; else null
     */
    record OperatorEntry(
            @JsonId long id,
            String account,
            String name,
            List<String> roleIds,
            List<String> roles,
            OperatorView.ScopeView scope,
            @JsonId @Nullable Long staffId,
            boolean active,
            boolean passwordInitial,
            boolean secondFactor,
            int version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String initialPassword) {

        static OperatorEntry of(Operators.Profile profile) {
            return of(profile, null);
        }

        static OperatorEntry of(Operators.Profile profile, @Nullable String initialPassword) {
            return new OperatorEntry(
                    profile.id(),
                    profile.account(),
                    profile.name(),
                    profile.roleIds().stream().sorted().map(String::valueOf).toList(),
                    profile.roles(),
                    OperatorView.ScopeView.of(profile.scope()),
                    profile.staffId(),
                    profile.active(),
                    profile.passwordInitial(),
                    profile.secondFactor(),
                    profile.version(),
                    profile.createdAt(),
                    profile.updatedAt(),
                    initialPassword);
        }

        @Override
        public String toString() {
            return "OperatorEntry[" + id + "]";
        }
    }

    record FreshPassword(String initialPassword) {

        @Override
        public String toString() {
            return "FreshPassword";
        }
    }

    @OperatorMay(Permission.OPERATOR_READ)
    @GetMapping("/admin/operators")
    Page<OperatorEntry> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return operators
                .list(operator.merchantId(), PageRequest.of(limit, cursor))
                .map(OperatorEntry::of);
    }

    @OperatorMay(Permission.OPERATOR_READ)
    @GetMapping("/admin/operators/{id}")
    OperatorEntry show(SignedInOperator operator, @PathVariable long id) {
        return OperatorEntry.of(operators.show(operator.merchantId(), id));
    }

    /** Somebody who may sign in; where a second person has to agree, 202 with what waits. */
    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OperatorEntry.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PostMapping("/admin/operators")
    ResponseEntity<Object> add(Actor actor, @Valid @RequestBody NewOperator added) {
        var result = desk.add(actor, added.asked());
        return Waiting.orDone(
                result.outcome(),
                HttpStatus.CREATED,
                profile -> OperatorEntry.of(profile, result.initialPassword()),
                result.initialPassword());
    }

    /** Narrows at once; where a second person has to agree to more rights, 202 with what waits. */
    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OperatorEntry.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PatchMapping("/admin/operators/{id}")
    ResponseEntity<Object> change(Actor actor, @PathVariable long id, @Valid @RequestBody OperatorEdit edit) {
        var edited = new OperatorDesk.Edited(edit.version(), edit.reason());
        return Waiting.orDone(desk.change(actor, id, edited, edit::applyTo), HttpStatus.OK, OperatorEntry::of, null);
    }

    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @DeleteMapping("/admin/operators/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        logins.remove(actor, id);
    }

    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @PostMapping("/admin/operators/{id}/password-reset")
    FreshPassword resetPassword(Actor actor, @PathVariable long id) {
        return new FreshPassword(logins.resetPassword(actor, id));
    }

    /** For somebody who has lost both the device and the recovery codes. */
    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @DeleteMapping("/admin/operators/{id}/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetSecondFactor(Actor actor, @PathVariable long id) {
        logins.forgetSecondFactor(actor, id);
    }

    private static Set<Long> idsOf(List<String> texts) {
        try {
            return texts.stream().map(Long::valueOf).collect(Collectors.toSet());
        } catch (NumberFormatException _) {
            // Nineteen digits may be too many for an id.
            throw new BusinessError(KernelError.INVALID_REQUEST);
        }
    }
}
