package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.card.MerchantSetup;
import io.kabao.kernel.Actor;
import io.kabao.kernel.Lines;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.settings.HttpsLink;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the merchant says about itself. */
@RestController
class MerchantController {

    private static final String PHONE = "[+()0-9 -]{3,24}";

    private final Merchants merchants;
    private final MerchantSetup setup;

    MerchantController(Merchants merchants, MerchantSetup setup) {
        this.merchants = merchants;
        this.setup = setup;
    }

    /** All settings at once: what is left out or null is as usual again. */
    record MerchantSettings(
            @NotNull @Positive Integer version,
            @NotNull @OneLine @Size(max = 60) String name,
            @HttpsLink @Nullable String logoUrl,

            @Pattern(regexp = PHONE, message = "{io.kabao.organization.Store.phone}") @Nullable
            String servicePhone,

            @Size(max = 40) @OneLine @Nullable String zone,
            @OneLine @Size(max = 4) @Nullable String currencySymbol,
            @OneLine @Size(max = 12) @Nullable String memberCalled,
            @JsonId @Nullable Long defaultTemplateId,
            @Lines @Size(max = 300) @Nullable String replyText,

            @Size(max = 30) @Nullable List<@NotNull @OneLine @Size(max = 20) String> replyKeywords,

            @OneLine @Size(max = 80) @Nullable String licenceName,

            @Pattern(regexp = "[0-9A-Za-z-]{1,40}", message = "{io.kabao.merchant.Merchant.licenceNumber}") @Nullable
            String licenceNumber,

            @Nullable LocalDate licenceExpiresOn) {

        Merchant.Draft draft() {
            return new Merchant.Draft(
                    name,
                    logoUrl,
                    servicePhone,
                    zone == null ? Merchant.USUAL_ZONE : zone,
                    currencySymbol == null ? Merchant.USUAL_SYMBOL : currencySymbol,
                    memberCalled == null ? Merchant.USUALLY_CALLED : memberCalled,
                    defaultTemplateId,
                    replyText,
                    replyKeywords == null ? Merchant.USUAL_KEYWORDS : replyKeywords,
                    licenceName,
                    licenceNumber,
                    licenceExpiresOn);
        }
    }

    record MerchantView(
            @JsonId long id,
            String name,
            @Nullable String logoUrl,
            @Nullable String servicePhone,
            String zone,
            String currencySymbol,
            String memberCalled,
            @JsonId @Nullable Long defaultTemplateId,
            @Nullable String replyText,
            List<String> replyKeywords,
            @Nullable String licenceName,
            @Nullable String licenceNumber,
            @Nullable LocalDate licenceExpiresOn,
            int version,
            Instant createdAt,
            Instant updatedAt) {

        static MerchantView of(Merchant merchant) {
            return new MerchantView(
                    merchant.id(),
                    merchant.name(),
                    merchant.logoUrl(),
                    merchant.servicePhone(),
                    merchant.zone(),
                    merchant.currencySymbol(),
                    merchant.memberCalled(),
                    merchant.defaultTemplateId(),
                    merchant.replyText(),
                    merchant.keywords(),
                    merchant.licenceName(),
                    merchant.licenceNumber(),
                    merchant.licenceExpiresOn(),
                    merchant.version(),
                    merchant.createdAt(),
                    merchant.updatedAt());
        }
    }

    @OperatorMay(Permission.MERCHANT_READ)
    @GetMapping("/admin/merchant")
    MerchantView show(SignedInOperator operator) {
        return MerchantView.of(merchants.require(operator.merchantId()));
    }

    @OperatorMay(Permission.MERCHANT_WRITE)
    @PutMapping("/admin/merchant")
    MerchantView change(Actor actor, @Valid @RequestBody MerchantSettings settings) {
        return MerchantView.of(setup.change(actor, settings.version(), settings.draft()));
    }
}
