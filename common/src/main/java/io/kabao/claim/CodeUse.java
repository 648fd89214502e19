package io.kabao.claim;

import io.kabao.card.TemplateUse;
import io.kabao.organization.TreeUse;
import org.springframework.stereotype.Component;

/** What claim codes refer to, revoked ones too: they are the history of what was claimed from them. */
@Component
class CodeUse implements TreeUse, TemplateUse {

    private final ClaimCodeMapper codes;

    CodeUse(ClaimCodeMapper codes) {
        this.codes = codes;
    }

    @Override
    public boolean usesStore(long merchantId, long storeId) {
        return codes.nameStore(merchantId, storeId);
    }

    /** A code names a store, a person or nothing of the tree. */
    @Override
    public boolean usesOrganization(long merchantId, long organizationId) {
        return false;
    }

    @Override
    public boolean usesStaff(long merchantId, long staffId) {
        return codes.nameStaff(merchantId, staffId);
    }

    @Override
    public boolean usesTemplate(long merchantId, long templateId) {
        return codes.nameTemplate(merchantId, templateId);
    }
}
