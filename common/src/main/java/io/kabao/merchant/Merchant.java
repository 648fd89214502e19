package io.kabao.merchant;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A brand.
 *
 * @param servicePhone what customers call
 * @param zone zone of its business day, as in {@code Asia/Shanghai}
 * @param currencySymbol stands before amounts
 * @param memberCalled what a member is called, as in 会员
 * @param defaultTemplateId the card offered to a plain follow of the official account
 * @param replyText words around the claim link; the product's own when null
 * @param replyKeywords one a line, read by {@link #keywords()}
 * @param licenceName the company as on its business licence
 * @param licenceExpiresOn its last day, in the zone of the business day; null: not said
 */
@TableName("merchant")
public record Merchant(
        @TableId(type = IdType.INPUT) @JsonId long id,
        String name,
        @Nullable String logoUrl,
        @Nullable String servicePhone,
        String zone,
        String currencySymbol,
        String memberCalled,
        @JsonId @Nullable Long defaultTemplateId,
        @Nullable String replyText,
        String replyKeywords,
        @Nullable String licenceName,
        @Nullable String licenceNumber,
        @Nullable LocalDate licenceExpiresOn,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /** The zone of a brand that has chosen none. */
    public static final String USUAL_ZONE = "Asia/Shanghai";

    /** The currency's symbol of a brand that has chosen none. */
    public static final String USUAL_SYMBOL = "¥";

    /** What members are called unless the brand says otherwise. */
    public static final String USUALLY_CALLED = "会员";

    /** Messages that ask for the card, unless the brand says otherwise. */
    public static final List<String> USUAL_KEYWORDS = List.of("会员卡", "办卡", "领卡", "会员");

    private static final String BETWEEN = "\n";

    /**
     * What a merchant writes about itself.
     *
     * @param keywords each on one line
     */
    public record Draft(
            String name,
            @Nullable String logoUrl,
            @Nullable String servicePhone,
            String zone,
            String currencySymbol,
            String memberCalled,
            @Nullable Long defaultTemplateId,
            @Nullable String replyText,
            List<String> keywords,
            @Nullable String licenceName,
            @Nullable String licenceNumber,
            @Nullable LocalDate licenceExpiresOn) {

        /** A brand of this name with everything as usual. */
        public static Draft usual(String name) {
            return new Draft(
                    name,
                    null,
                    null,
                    USUAL_ZONE,
                    USUAL_SYMBOL,
                    USUALLY_CALLED,
                    null,
                    null,
                    USUAL_KEYWORDS,
                    null,
                    null,
                    null);
        }
    }

    /** Whether its licence has run out; one without a date has not. */
    public boolean isLicenceOver(Instant now) {
        return licenceExpiresOn != null && LocalDate.ofInstant(now, zoneId()).isAfter(licenceExpiresOn);
    }

    /** The zone of its business day. */
    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    /** A message that is one of these asks for the card. */
    public List<String> keywords() {
        return replyKeywords.isEmpty() ? List.of() : List.of(replyKeywords.split(BETWEEN, -1));
    }

    static Merchant opened(long id, Draft draft, Instant now) {
        return new Merchant(
                id,
                draft.name(),
                draft.logoUrl(),
                draft.servicePhone(),
                draft.zone(),
                draft.currencySymbol(),
                draft.memberCalled(),
                draft.defaultTemplateId(),
                draft.replyText(),
                String.join(BETWEEN, draft.keywords()),
                draft.licenceName(),
                draft.licenceNumber(),
                draft.licenceExpiresOn(),
                1,
                now,
                now,
                null);
    }

    Merchant with(Draft draft, Instant now, @Nullable Long operatorId) {
        return new Merchant(
                id,
                draft.name(),
                draft.logoUrl(),
                draft.servicePhone(),
                draft.zone(),
                draft.currencySymbol(),
                draft.memberCalled(),
                draft.defaultTemplateId(),
                draft.replyText(),
                String.join(BETWEEN, draft.keywords()),
                draft.licenceName(),
                draft.licenceNumber(),
                draft.licenceExpiresOn(),
                version + 1,
                createdAt,
                now,
                operatorId);
    }
}
