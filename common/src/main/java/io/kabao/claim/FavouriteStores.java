package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.error.BusinessError;
import io.kabao.organization.Organizations;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which stores a member may choose as their own, by the channel they came through. */
@Component
class FavouriteStores {

    private final Stores stores;
    private final Organizations organizations;
    private final CardTemplates templates;

    FavouriteStores(Stores stores, Organizations organizations, CardTemplates templates) {
        this.stores = stores;
        this.organizations = organizations;
        this.templates = templates;
    }

    /**
     * The stores to choose from.
     *
     * @param underOrganization for a staff code, the staff's organization: only stores there and below
     */
    List<Store> choices(CardTemplate template, @Nullable Long underOrganization) {
        var settings = templates.settingsOf(template);
        var below = below(template, underOrganization);
        return stores.open(template.merchantId()).stream()
                .filter(store -> settings.isValidAt(store.id()))
                .filter(store -> below == null || below.contains(store.organizationId()))
                .toList();
    }

    private @Nullable Set<Long> below(CardTemplate template, @Nullable Long organizationId) {
        return organizationId == null ? null : organizations.below(template.merchantId(), organizationId);
    }

    /** The store that a member chose for a card claimed before. Errors: as of a card just claimed. */
    @Nullable
    Store chosen(Claim claim, @Nullable Long storeId) {
        return chosen(templates.require(claim.merchantId(), claim.templateId()), claim, storeId);
    }

    /**
     * The store that a member chose for a card just claimed; null where none was. Errors:
     * {@link ClaimError#STORE_FIXED}, {@link ClaimError#STORE_NOT_OFFERED}.
     */
    @Nullable
    Store chosen(CardTemplate template, Claim claim, @Nullable Long storeId) {
        if (claim.channel() == ClaimChannel.STORE) {
            if (storeId != null && !storeId.equals(claim.issuingStoreId())) {
                throw new BusinessError(ClaimError.STORE_FIXED);
            }
            return null;
        }
        if (storeId == null) {
            return null;
        }
        var under = claim.channel() == ClaimChannel.STAFF ? claim.issuingOrganizationId() : null;
        return stores.find(template.merchantId(), storeId)
                .filter(Store::open)
                .filter(store -> templates.settingsOf(template).isValidAt(store.id()))
                .filter(store ->
                        under == null || organizations.isUnder(template.merchantId(), store.organizationId(), under))
                .orElseThrow(() -> new BusinessError(ClaimError.STORE_NOT_OFFERED));
    }
}
