package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.Organization;
import io.kabao.organization.Organizations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
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

/** The merchant's tree. */
@RestController
class OrganizationController {

    private final Organizations organizations;

    OrganizationController(Organizations organizations) {
        this.organizations = organizations;
    }

    record NewOrganization(
            @NotNull @OneLine @Size(max = 60) String name,
            @JsonId @Nullable Long parentId) {}

    record OrganizationEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 60) Edit<String> name,
            @JsonId Edit<Long> parentId) {

        Organization.Draft applyTo(Organization.Draft before) {
            return new Organization.Draft(name.applyToRequired(before.name()), parentId.applyTo(before.parentId()));
        }
    }

    record OrganizationView(
            @JsonId long id, @JsonId @Nullable Long parentId, String name, int version) {

        static OrganizationView of(Organization organization) {
            return new OrganizationView(
                    organization.id(), organization.parentId(), organization.name(), organization.version());
        }
    }

    @OperatorMay(Permission.ORGANIZATION_READ)
    @GetMapping("/admin/organizations")
    Page<OrganizationView> list(
            Reach reach,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return organizations.list(reach, PageRequest.of(limit, cursor)).map(OrganizationView::of);
    }

    @OperatorMay(Permission.ORGANIZATION_WRITE)
    @PostMapping("/admin/organizations")
    @ResponseStatus(HttpStatus.CREATED)
    OrganizationView add(Actor actor, @Valid @RequestBody NewOrganization added) {
        return OrganizationView.of(organizations.add(actor, new Organization.Draft(added.name(), added.parentId())));
    }

    @OperatorMay(Permission.ORGANIZATION_READ)
    @GetMapping("/admin/organizations/{id}")
    OrganizationView show(Reach reach, @PathVariable long id) {
        return OrganizationView.of(organizations.require(reach, id));
    }

    @OperatorMay(Permission.ORGANIZATION_WRITE)
    @PatchMapping("/admin/organizations/{id}")
    OrganizationView change(Actor actor, @PathVariable long id, @Valid @RequestBody OrganizationEdit edit) {
        return OrganizationView.of(organizations.change(actor, id, edit.version(), edit::applyTo));
    }

    @OperatorMay(Permission.ORGANIZATION_WRITE)
    @DeleteMapping("/admin/organizations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        organizations.delete(actor, id);
    }
}
