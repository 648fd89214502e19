package io.kabao.admin;

import io.kabao.access.BuiltInRole;
import io.kabao.access.OperatorDesk;
import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.Role;
import io.kabao.access.RoleDesk;
import io.kabao.access.Roles;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Roles: those that come with the product and the merchant's own; and what they are made of. */
@RestController
class RoleController {

    private final Roles roles;
    private final RoleDesk desk;

    RoleController(Roles roles, RoleDesk desk) {
        this.roles = roles;
        this.desk = desk;
    }

    record NewRole(
            @NotNull @OneLine @Size(max = 40) String name,
            @NotNull @Size(min = 1, max = 100) Set<@NotNull Permission> permissions,
            @OneLine @Size(max = 200) @Nullable String reason) {}

    record RoleEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 40) Edit<String> name,
            @Size(min = 1, max = 100) @Nullable Set<@NotNull Permission> permissions,
            @OneLine @Size(max = 200) @Nullable String reason) {

        Role.Draft applyTo(Role.Draft before) {
            return new Role.Draft(
                    name.applyToRequired(before.name()), permissions == null ? before.permissions() : permissions);
        }
    }

    /**
     * A role.
     *
     * @param builtIn comes with the product and can't be changed; its version is 0
     */
    record RoleView(@JsonId long id, String name, boolean builtIn, List<Permission> permissions, int version) {

        static RoleView of(Role role) {
            return new RoleView(role.id(), role.name(), false, sorted(role.allows()), role.version());
        }

        static RoleView of(BuiltInRole role, Locale locale) {
            return new RoleView(role.id(), role.sentence().in(locale), true, sorted(role.permissions()), 0);
        }

        private static List<Permission> sorted(Set<Permission> permissions) {
            return permissions.stream().sorted().toList();
        }
    }

    /**
     * What an operator may be allowed to do.
     *
     * @param ofWholeMerchant only of use with the scope ALL
     * @param ofOwner no own role can have it
     */
    record PermissionView(Permission name, String text, boolean ofWholeMerchant, boolean ofOwner) {}

    @OperatorMay(Permission.OPERATOR_READ)
    @GetMapping("/admin/permissions")
    List<PermissionView> permissions(Locale locale) {
        return Arrays.stream(Permission.values())
                .map(permission -> new PermissionView(
                        permission,
                        permission.sentence().in(locale),
                        permission.isOfWholeMerchant(),
                        permission.isOfOwner()))
                .toList();
    }

    /** All of them on one page: those that come with the product, then the merchant's own. */
    @OperatorMay(Permission.OPERATOR_READ)
    @GetMapping("/admin/roles")
    Page<RoleView> list(SignedInOperator operator, Locale locale) {
        var builtIn = Arrays.stream(BuiltInRole.values()).map(role -> RoleView.of(role, locale));
        var own = roles.own(operator.merchantId()).stream().map(RoleView::of);
        return new Page<>(Stream.concat(builtIn, own).toList(), null);
    }

    @OperatorMay(Permission.OPERATOR_READ)
    @GetMapping("/admin/roles/{id}")
    RoleView show(SignedInOperator operator, @PathVariable long id, Locale locale) {
        return BuiltInRole.of(id)
                .map(role -> RoleView.of(role, locale))
                .orElseGet(() -> RoleView.of(roles.require(operator.merchantId(), id)));
    }

    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @PostMapping("/admin/roles")
    @ResponseStatus(HttpStatus.CREATED)
    RoleView add(Actor actor, @Valid @RequestBody NewRole added) {
        return RoleView.of(desk.add(actor, new Role.Draft(added.name(), added.permissions()), added.reason()));
    }

    /** Narrows at once; where a second person has to agree to more, 202 with what waits. */
    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RoleView.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PatchMapping("/admin/roles/{id}")
    ResponseEntity<Object> change(Actor actor, @PathVariable long id, @Valid @RequestBody RoleEdit edit) {
        var edited = new OperatorDesk.Edited(edit.version(), edit.reason());
        return Waiting.orDone(desk.change(actor, id, edited, edit::applyTo), HttpStatus.OK, RoleView::of, null);
    }

    @OperatorMay(Permission.OPERATOR_WRITE)
    @StepUp
    @DeleteMapping("/admin/roles/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        desk.delete(actor, id);
    }
}
