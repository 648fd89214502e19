package io.kabao.wx;

import io.kabao.claim.Invitations;
import io.kabao.claim.OwnConsents;
import io.kabao.claim.OwnProfile;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Consent;
import io.kabao.member.Visitor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The member's own data: profile, consents, invitation. */
@RestController
class MeController {

    private final OwnProfile profile;
    private final OwnConsents consents;
    private final Invitations invitations;

    MeController(OwnProfile profile, OwnConsents consents, Invitations invitations) {
        this.profile = profile;
        this.consents = consents;
        this.invitations = invitations;
    }

    record MeEdit(
            @Size(max = 40) @Nullable Map<@Size(max = 30) String, @Size(max = 300) @Nullable String> profile,
            @Size(max = 50) @Nullable List<@NotNull @Valid Favourite> favouriteStores) {

        OwnProfile.Edit edit() {
            var stores = new LinkedHashMap<Long, Long>();
            if (favouriteStores != null) {
                favouriteStores.forEach(each -> stores.put(each.cardId(), each.storeId()));
            }
            return new OwnProfile.Edit(profile == null ? Map.of() : profile, stores);
        }

        @Override
        public String toString() {
            return "MeEdit";
        }
    }

    record Favourite(
            @NotNull @JsonId Long cardId, @NotNull @JsonId Long storeId) {}

    record Sayings(@NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Saying> consents) {}

    record Saying(
            @NotBlank @Size(max = 20) String kind,
            @NotBlank @Size(max = 20) String version,
            @NotNull Boolean given) {

        Consent.Said said() {
            return new Consent.Said(new Consent.Ticked(kind, version), given);
        }
    }

    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/me")
    OwnProfile.Profile show(Visitor visitor) {
        return profile.show(visitor);
    }

    @AnyVisitor
    @Limited(Limit.CLAIM)
    @PatchMapping("/wx/me")
    OwnProfile.Profile change(Visitor visitor, @Valid @RequestBody MeEdit edit) {
        return profile.change(visitor, edit.edit());
    }

    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/me/consents")
    Page<OwnConsents.Standing> consents(Visitor visitor) {
        return new Page<>(consents.list(visitor), null);
    }

    @AnyVisitor
    @Limited(Limit.CLAIM)
    @PutMapping("/wx/me/consents")
    Page<OwnConsents.Standing> say(Visitor visitor, @Valid @RequestBody Sayings sayings) {
        return new Page<>(
                consents.say(
                        visitor, sayings.consents().stream().map(Saying::said).toList()),
                null);
    }

    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/referral")
    Invitations.Invitation invitation(Visitor visitor, @RequestParam(required = false) @Nullable Long templateId) {
        return invitations.of(visitor, templateId);
    }
}
