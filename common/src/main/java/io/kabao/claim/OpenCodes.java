package io.kabao.claim;

import io.kabao.card.CardError;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.kernel.error.BusinessError;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a scanned scene stands for, or says why nothing can be claimed from it. */
@Component
class OpenCodes {

    private final ClaimCodes codes;
    private final CardTemplates templates;
    private final Stores stores;
    private final StaffMembers staff;
    private final Clock clock;

    OpenCodes(ClaimCodes codes, CardTemplates templates, Stores stores, StaffMembers staff, Clock clock) {
        this.codes = codes;
        this.templates = templates;
        this.stores = stores;
        this.staff = staff;
        this.clock = clock;
    }

    /**
     * What a scene stands for now. Errors: {@link ClaimError#UNKNOWN_CODE}, {@link ClaimError#CODE_REVOKED},
     * {@link ClaimError#CODE_EXPIRED}, {@link ClaimError#TEMPLATE_NOT_PUBLISHED}, {@link CardError#GROUP_NOT_CLAIMED},
     * {@link ClaimError#STORE_CLOSED} and {@link ClaimError#STORE_NOT_OFFERED} of the store that the card would count to,
     * {@link ClaimError#STAFF_LEFT}.
     */
    OpenCode require(String scene) {
        return standingFor(requireOpen(scene));
    }

    /** The code of a scene. Errors: {@link ClaimError#UNKNOWN_CODE}, {@link ClaimError#CODE_REVOKED}, {@link ClaimError#CODE_EXPIRED}. */
    ClaimCode requireOpen(String scene) {
        var code = codes.ofScene(scene).orElseThrow(() -> new BusinessError(ClaimError.UNKNOWN_CODE));
        if (code.status() == ClaimCode.Status.REVOKED) {
            throw new BusinessError(ClaimError.CODE_REVOKED);
        }
        if (code.expiresAt() != null && !clock.instant().isBefore(code.expiresAt())) {
            throw new BusinessError(ClaimError.CODE_EXPIRED);
        }
        return code;
    }

    OpenCode standingFor(ClaimCode code) {
        var template = templates
                .find(code.merchantId(), code.templateId())
                .filter(found -> found.isPublished(clock.instant()))
                .orElseThrow(() -> new BusinessError(ClaimError.TEMPLATE_NOT_PUBLISHED));
        template.requireClaimed();
        var person = staffOf(code);
        var store = code.storeId() == null ? null : requireOffered(template, code.storeId());
        if (person != null && person.storeId() != null) {
            // The card counts to that store, as it would by the store's own code.
            requireOffered(template, person.storeId());
        }
        return new OpenCode(code, template, store, person);
    }

    private Store requireOffered(CardTemplate template, long storeId) {
        var store = stores.require(template.merchantId(), storeId);
        if (!store.open()) {
            throw new BusinessError(ClaimError.STORE_CLOSED);
        }
        if (!templates.settingsOf(template).isValidAt(storeId)) {
            throw new BusinessError(ClaimError.STORE_NOT_OFFERED);
        }
        return store;
    }

    private @Nullable Staff staffOf(ClaimCode code) {
        if (code.staffId() == null) {
            return null;
        }
        var person = staff.require(code.merchantId(), code.staffId());
        if (!person.active()) {
            throw new BusinessError(ClaimError.STAFF_LEFT);
        }
        return person;
    }
}
