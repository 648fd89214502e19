package io.kabao.card;

import io.kabao.organization.TreeUse;
import org.springframework.stereotype.Component;

/** What members' cards refer to. */
@Component
class CardUse implements TreeUse, TemplateUse {

    private final MemberCardMapper cards;

    CardUse(MemberCardMapper cards) {
        this.cards = cards;
    }

    @Override
    public boolean usesStore(long merchantId, long storeId) {
        return cards.nameStore(merchantId, storeId);
    }

    @Override
    public boolean usesOrganization(long merchantId, long organizationId) {
        return cards.nameOrganization(merchantId, organizationId);
    }

    @Override
    public boolean usesStaff(long merchantId, long staffId) {
        return cards.nameStaff(merchantId, staffId);
    }

    @Override
    public boolean usesTemplate(long merchantId, long templateId) {
        return cards.nameTemplate(merchantId, templateId);
    }
}
