package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import io.kabao.card.TemplateSettings;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scanned code offers, as the claim page shows it.
 *
 * @param organization of the store or the staff of the code
 * @param referrer the friend whose invitation it is
 * @param phoneNeeded false: the member's verified phone is on file
 * @param card the customer's own card of the template
 */
public record Offer(
        String scene,
        ClaimChannel channel,
        Brand merchant,
        Look template,
        @Nullable Named organization,
        @Nullable Named store,
        @Nullable Named staff,
        @Nullable Friend referrer,
        Follow follow,
        PhoneBy phoneBy,
        boolean phoneNeeded,
        boolean autoBindOrCreate,
        List<Field> profileFields,
        List<Question> bindingFields,
        Favourite favouriteStore,
        List<TemplateSettings.Document> documents,
        @Nullable ClaimedCard card) {

    /** The same with those stores to choose from that lie within a reach, for an operator. */
    Offer within(Reach reach) {
        var choices = favouriteStore.choices().stream()
                .filter(store -> reach.everything() || reach.hasStore(store.id()))
                .toList();
        return new Offer(
                scene,
                channel,
                merchant,
                template,
                organization,
                store,
                staff,
                referrer,
                follow,
                phoneBy,
                phoneNeeded,
                autoBindOrCreate,
                profileFields,
                bindingFields,
                new Favourite(favouriteStore.fixed(), choices),
                documents,
                card);
    }

    /** The merchant. */
    public record Brand(
            @JsonId long id, String name, @Nullable String logoUrl) {}

    /**
     * What the card looks like.
     *
     * @param perks those of today, in the merchant's order
     * @param links those that are switched on, likewise
     */
    public record Look(
            @JsonId long id,
            String title,
            String color,
            @Nullable String backgroundUrl,
            @Nullable String logoUrl,
            @Nullable String notice,
            @Nullable String description,
            @Nullable String servicePhone,
            List<TemplateSettings.Perk> perks,
            List<Service> links) {}

    /**
     * A link to a service.
     *
     * @param icon a picture that the page has; null: none of those
     * @param iconUrl the merchant's own picture instead
     */
    public record Service(
            String text,
            String url,
            TemplateSettings.@Nullable LinkIcon icon,
            @Nullable String iconUrl) {}

    /** Something with a name. */
    public record Named(@JsonId long id, String name) {}

    /** The friend, as far as friends may see. */
    public record Friend(@JsonId long memberId, String displayName) {}

    /**
     * Whether the official account is to be followed first.
     *
     * @param imageUrl picture of a code of the account with the same scene; null where none is needed
     */
    public record Follow(
            boolean required, boolean followed, @Nullable String imageUrl) {}

    /** A field of the profile. */
    public record Field(
            String key,
            String label,
            TemplateSettings.ProfileField.Type type,
            boolean required,
            List<String> options) {}

    /** What is asked to bind an old card. */
    public record Question(String key, String label) {}

    /**
     * The member's own store.
     *
     * @param fixed the store that the code fixes
     * @param choices else the stores to choose from
     */
    public record Favourite(@Nullable Named fixed, List<Named> choices) {}
}
