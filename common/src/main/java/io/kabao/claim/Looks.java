package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.TemplateSettings;
import io.kabao.image.Images;
import io.kabao.level.CardLevels;
import io.kabao.merchant.Merchant;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What cards look like today. */
@Component
class Looks {

    private final CardTemplates templates;
    private final Images images;
    private final CustomerPages pages;
    private final Clock clock;

    Looks(CardTemplates templates, Images images, CustomerPages pages, Clock clock) {
        this.templates = templates;
        this.images = images;
        this.pages = pages;
        this.clock = clock;
    }

    /** A template's look with today's perks, as this merchant's calendar has it, and the links that are switched on. */
    Offer.Look of(CardTemplate template, Merchant merchant) {
        var settings = templates.settingsOf(template);
        var today = LocalDate.ofInstant(clock.instant(), merchant.zoneId());
        return new Offer.Look(
                template.id(),
                template.title(),
                template.color(),
                urlOf(template, template.backgroundId()),
                urlOf(template, template.logoId()),
                template.notice(),
                template.description(),
                template.servicePhone(),
                settings.perks().stream().filter(perk -> perk.isShownOn(today)).toList(),
                settings.links().stream()
                        .filter(TemplateSettings.Link::shows)
                        .map(link ->
                                new Offer.Service(link.text(), link.url(), link.icon(), urlOf(template, link.iconId())))
                        .toList());
    }

    /** A level's look, which is the cards' that stand there. */
    CardView.Level of(long merchantId, CardLevels.Shown level) {
        return new CardView.Level(
                level.id(), level.name(), level.discountBp(), level.color(), urlOf(merchantId, level.backgroundId()));
    }

    private @Nullable String urlOf(CardTemplate template, @Nullable Long imageId) {
        return urlOf(template.merchantId(), imageId);
    }

    private @Nullable String urlOf(long merchantId, @Nullable Long imageId) {
        return imageId == null
                ? null
                : images.pathOf(merchantId, imageId).map(pages::at).orElse(null);
    }
}
