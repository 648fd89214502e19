package io.kabao.card;

import io.kabao.organization.TreeUse;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What templates refer to: the stores where their cards are valid, or would be by a draft or a plan. */
@Component
class SettingsUse implements TreeUse {

    private final TemplateVersionMapper versions;
    private final Clock clock;

    SettingsUse(TemplateVersionMapper versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public boolean usesStore(long merchantId, long storeId) {
        return versions.nameStore(merchantId, storeId, clock.instant());
    }

    /** A template names stores and nothing else of the tree. */
    @Override
    public boolean usesOrganization(long merchantId, long organizationId) {
        return false;
    }

    @Override
    public boolean usesStaff(long merchantId, long staffId) {
        return false;
    }
}
