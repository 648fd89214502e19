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
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
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

/** The merchant's stores. */
@RestController
class StoreController {

    private static final String PHONE = "[+()0-9 -]{3,24}";

    private final Stores stores;

    StoreController(Stores stores) {
        this.stores = stores;
    }

    record NewStore(
            @NotNull @OneLine @Size(max = 60) String name,
            @JsonId @Nullable Long organizationId,
            @OneLine @Size(max = 200) @Nullable String address,

            @Pattern(regexp = PHONE, message = "{io.kabao.organization.Store.phone}") @Nullable
            String phone,

            @Nullable Boolean open) {

        Store.Draft draft() {
            return new Store.Draft(name, organizationId, address, phone, open == null || open);
        }
    }

    record StoreEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 60) Edit<String> name,
            @JsonId Edit<Long> organizationId,
            @OneLine @Size(max = 200) Edit<String> address,

            @Pattern(regexp = PHONE, message = "{io.kabao.organization.Store.phone}")
            Edit<String> phone,

            Edit<Boolean> open) {

        Store.Draft applyTo(Store.Draft before) {
            return new Store.Draft(
                    name.applyToRequired(before.name()),
                    organizationId.applyTo(before.organizationId()),
                    address.applyTo(before.address()),
                    phone.applyTo(before.phone()),
                    open.applyToRequired(before.open()));
        }
    }

    record StoreView(
            @JsonId long id,
            @JsonId long organizationId,
            String name,
            @Nullable String address,
            @Nullable String phone,
            boolean open,
            int version,
            Instant createdAt,
            Instant updatedAt) {

        static StoreView of(Store store) {
            return new StoreView(
                    store.id(),
                    store.organizationId(),
                    store.name(),
                    store.address(),
                    store.phone(),
                    store.open(),
                    store.version(),
                    store.createdAt(),
                    store.updatedAt());
        }
    }

    @OperatorMay(Permission.STORE_READ)
    @GetMapping("/admin/stores")
    Page<StoreView> list(
            Reach reach,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return stores.list(reach, PageRequest.of(limit, cursor)).map(StoreView::of);
    }

    @OperatorMay(Permission.STORE_WRITE)
    @PostMapping("/admin/stores")
    @ResponseStatus(HttpStatus.CREATED)
    StoreView add(Actor actor, @Valid @RequestBody NewStore store) {
        return StoreView.of(stores.add(actor, store.draft()));
    }

    @OperatorMay(Permission.STORE_READ)
    @GetMapping("/admin/stores/{id}")
    StoreView show(Reach reach, @PathVariable long id) {
        return StoreView.of(stores.require(reach, id));
    }

    @OperatorMay(Permission.STORE_WRITE)
    @PatchMapping("/admin/stores/{id}")
    StoreView change(Actor actor, @PathVariable long id, @Valid @RequestBody StoreEdit edit) {
        return StoreView.of(stores.change(actor, id, edit.version(), edit::applyTo));
    }

    @OperatorMay(Permission.STORE_WRITE)
    @DeleteMapping("/admin/stores/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        stores.delete(actor, id);
    }
}
