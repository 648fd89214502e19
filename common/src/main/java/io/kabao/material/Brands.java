package io.kabao.material;

import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.claim.Carrier;
import io.kabao.image.Images;
import io.kabao.merchant.Merchant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of a merchant stands on its prints. */
@Component
class Brands {

    private static final String HEADLINE = "扫码领取会员卡";

    private final CardTemplates templates;
    private final Images images;

    Brands(CardTemplates templates, Images images) {
        this.templates = templates;
        this.images = images;
    }

    /**
     * The brand of prints with codes of this template: the merchant's name, logo and colour of the card, and what the template
     * says in place of our words. Errors: that there is no such template.
     */
    Brand of(Merchant merchant, long templateId, Carrier carrier) {
        var template = templates.require(merchant.id(), templateId);
        var words = templates.settingsOf(template).printed();
        return new Brand(
                merchant.name(),
                logoOf(template),
                CardColors.written(template.color()),
                words.headline() == null ? HEADLINE : words.headline(),
                words.hint() == null ? hintOf(carrier) : words.hint());
    }

    private static String hintOf(Carrier carrier) {
        return switch (carrier) {
            case MINI_PROGRAM -> "微信扫一扫";
            case OFFICIAL_ACCOUNT -> "微信扫一扫，关注公众号领取";
            case H5 -> "微信或手机相机扫一扫";
        };
    }

    private byte @Nullable [] logoOf(CardTemplate template) {
        var logo = template.logoId();
        return logo == null ? null : images.bytes(template.merchantId(), logo);
    }
}
