package io.kabao.card;

import io.kabao.kernel.Actor;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.MerchantError;
import io.kabao.merchant.Merchants;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A merchant writes what it says to customers and which of its cards it offers by itself. */
@Service
public class MerchantSetup {

    private final Merchants merchants;
    private final CardTemplates templates;

    MerchantSetup(Merchants merchants, CardTemplates templates) {
        this.merchants = merchants;
        this.templates = templates;
    }

    /**
     * Replaces the settings. Errors: {@link CardError#TEMPLATE_NOT_FOUND}, {@link CardError#GROUP_NOT_CLAIMED},
     * {@link MerchantError#ZONE_UNKNOWN}, {@link MerchantError#KEYWORD_TWICE}, a stale version.
     */
    @Transactional
    public Merchant change(Actor actor, int version, Merchant.Draft draft) {
        if (draft.defaultTemplateId() != null) {
            templates.hold(actor.merchantId(), draft.defaultTemplateId());
            templates.require(actor.merchantId(), draft.defaultTemplateId()).requireClaimed();
        }
        return merchants.change(actor, version, draft);
    }
}
