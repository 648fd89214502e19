package io.kabao.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.card.TemplateSettings;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.merchant.Merchants;
import io.kabao.organization.Organizations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an offer shows to everybody alike: read for the first who looks, kept for a second. The code itself is read each
 * time, so a code taken back is taken back at once; a claim reads everything again.
 */
@Component
class Showcase {

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int CODES_MOST = 10_000;
    private static final String FRIEND = "微信好友";
    private static final Map<String, String> LABELS =
            Map.of("phone", "手机号", "name", "姓名", "birthday", "生日", "idNumber", "身份证号", "email", "邮箱", "gender", "性别");

    private final OpenCodes codes;
    private final CardTemplates templates;
    private final FavouriteStores favourites;
    private final Merchants merchants;
    private final Organizations organizations;
    private final Members members;
    private final Looks looks;
    private final Cache<Key, Shown> kept;

    private record Key(long codeId, int version) {}

    Showcase(
            OpenCodes codes,
            CardTemplates templates,
            FavouriteStores favourites,
            Merchants merchants,
            Organizations organizations,
            Members members,
            Looks looks,
            Clock clock) {
        this.codes = codes;
        this.templates = templates;
        this.favourites = favourites;
        this.merchants = merchants;
        this.organizations = organizations;
        this.members = members;
        this.looks = looks;
        this.kept = Caffeine.newBuilder()
                .maximumSize(CODES_MOST)
                .expireAfterWrite(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What everybody sees. */
    record Shown(
            OpenCode open,
            Offer.Brand merchant,
            Offer.Look look,
            Offer.@Nullable Named organization,
            Offer.@Nullable Friend referrer,
            List<Offer.Field> fields,
            List<Offer.Question> questions,
            Offer.Favourite favourite,
            List<TemplateSettings.Document> documents) {}

    /**
     * What the code of a scene offers. Errors: {@link ClaimError#UNKNOWN_CODE}, {@link ClaimError#CODE_REVOKED},
     * {@link ClaimError#CODE_EXPIRED}, those of {@link OpenCodes#standingFor}.
     */
    Shown ofScene(String scene) {
        return of(codes.requireOpen(scene));
    }

    /** What a code offers. Errors: as {@link OpenCodes#standingFor}. */
    Shown of(ClaimCode code) {
        return kept.get(new Key(code.id(), code.version()), _ -> read(codes.standingFor(code)));
    }

    /** What a code offers that stands for this, everything beside it read. */
    Shown read(OpenCode open) {
        var template = open.template();
        var settings = templates.settingsOf(template);
        var merchant = merchants.require(open.merchantId());
        return new Shown(
                open,
                new Offer.Brand(merchant.id(), merchant.name(), merchant.logoUrl()),
                looks.of(template, merchant),
                organizationOf(open),
                referrerOf(open),
                settings.profileFields().stream()
                        .filter(ProfileForm::isAsked)
                        .map(field -> new Offer.Field(
                                field.key(), field.label(), field.type(), field.required(), field.options()))
                        .toList(),
                settings.bindingFields().stream()
                        .map(key -> new Offer.Question(key, labelOf(key, settings)))
                        .toList(),
                favouriteOf(open),
                settings.documents());
    }

    private Offer.@Nullable Named organizationOf(OpenCode open) {
        var id = open.store() != null
                ? Long.valueOf(open.store().organizationId())
                : open.staff() != null ? Long.valueOf(open.staff().organizationId()) : null;
        if (id == null) {
            return null;
        }
        return new Offer.Named(id, organizations.require(open.merchantId(), id).name());
    }

    private Offer.@Nullable Friend referrerOf(OpenCode open) {
        var id = open.code().referrerId();
        return id == null
                ? null
                : members.find(open.merchantId(), id)
                        .map(friend -> new Offer.Friend(friend.id(), displayName(friend)))
                        .orElse(null);
    }

    private String displayName(Member friend) {
        return Optional.ofNullable(members.nameOf(friend))
                .map(name -> name.substring(0, name.offsetByCodePoints(0, 1)) + "**")
                .orElse(FRIEND);
    }

    private Offer.Favourite favouriteOf(OpenCode open) {
        var store = open.store();
        if (store != null) {
            return new Offer.Favourite(new Offer.Named(store.id(), store.name()), List.of());
        }
        var staff = open.code().channel() == ClaimChannel.STAFF ? open.staff() : null;
        var choices = favourites.choices(open.template(), staff == null ? null : staff.organizationId());
        return new Offer.Favourite(
                null,
                choices.stream()
                        .map(choice -> new Offer.Named(choice.id(), choice.name()))
                        .toList());
    }

    private static String labelOf(String key, TemplateSettings settings) {
        return settings.profileFields().stream()
                .filter(field -> field.key().equals(key))
                .map(TemplateSettings.ProfileField::label)
                .findFirst()
                .orElse(LABELS.getOrDefault(key, key));
    }
}
