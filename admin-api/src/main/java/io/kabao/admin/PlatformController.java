package io.kabao.admin;

import io.kabao.access.Platform;
import io.kabao.access.PlatformOnly;
import io.kabao.access.SignedInOperator;
import io.kabao.access.SigningIn;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.merchant.Merchant;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people who run the deployment open merchants; what is a merchant's own they neither see nor move. */
@RestController
class PlatformController {

    private final Platform platform;
    private final SigningIn signingIn;

    PlatformController(Platform platform, SigningIn signingIn) {
        this.platform = platform;
        this.signingIn = signingIn;
    }

    record NewMerchant(
            @NotNull @OneLine @Size(max = 60) String name,

            @NotNull @Pattern(regexp = OperatorController.ACCOUNT)
            String ownerAccount) {}

    /** A merchant as the platform sees it. */
    record MerchantEntry(@JsonId long id, String name, Instant createdAt) {

        static MerchantEntry of(Merchant merchant) {
            return new MerchantEntry(merchant.id(), merchant.name(), merchant.createdAt());
        }
    }

    /**
     * A merchant just opened.
     *
     * @param initialPassword of the owner, shown this once, valid until changed
     */
    record OpenedMerchant(@JsonId long id, String name, String initialPassword) {

        @Override
        public String toString() {
            return "OpenedMerchant[" + id + "]";
        }
    }

    @PlatformOnly
    @GetMapping("/platform/me")
    OperatorView me(SignedInOperator operator) {
        return OperatorView.of(operator);
    }

    @PlatformOnly
    @DeleteMapping("/platform/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Actor actor) {
        signingIn.signOut(actor);
    }

    @PlatformOnly
    @GetMapping("/platform/merchants")
    Page<MerchantEntry> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return platform.list(PageRequest.of(limit, cursor)).map(MerchantEntry::of);
    }

    @PlatformOnly
    @PostMapping("/platform/merchants")
    @ResponseStatus(HttpStatus.CREATED)
    OpenedMerchant open(Actor actor, @Valid @RequestBody NewMerchant added) {
        var opened = platform.open(actor, added.name(), added.ownerAccount());
        return new OpenedMerchant(opened.merchant().id(), opened.merchant().name(), opened.initialPassword());
    }

    @PlatformOnly
    @GetMapping("/platform/merchants/{id}")
    MerchantEntry show(@PathVariable long id) {
        return MerchantEntry.of(platform.require(id));
    }
}
