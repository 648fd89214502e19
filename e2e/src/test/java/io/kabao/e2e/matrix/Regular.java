package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.card.CardTemplate;
import io.kabao.card.ClaimChannel;
import io.kabao.card.TemplateDesk;
import io.kabao.card.TemplateDraft;
import io.kabao.card.TemplatePublishing;
import io.kabao.card.TemplateSettings.Document;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.claim.ClaimCodes;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.kernel.Actor;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.EnvVersion;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A customer of a merchant's first store, signed in in its mini-program, who holds an active card.
 *
 * @param apps the merchant's
 * @param scene of the code that the active card was claimed from
 */
record Regular(Apps apps, String person, String phone, String token, String scene, String activeCard) {

    /** What {@link #freshPhone} gives. */
    static final Pattern PHONES = Pattern.compile("(?<![0-9])(\\+?86)?132[0-9]{8}(?![0-9])");

    private static final House HOUSE = House.shared();
    private static final String SECRET = "f00dface".repeat(4);
    private static final AtomicLong NUMBERS = new AtomicLong(13_200_000_000L + System.nanoTime() / 1000 % 80_000_000);
    private static final String CALLBACK_TOKEN = "callbackToken";
    private static final Map<Long, Apps> APPS = new ConcurrentHashMap<>();
    private static final Map<Long, Regular> KNOWN = new ConcurrentHashMap<>();
    private static final Map<Long, Regular> FELLOWS = new ConcurrentHashMap<>();

    /** The ids of a merchant's official account and mini-program. */
    record Apps(String account, String miniProgram) {

        private static Apps of(Merchant merchant) {
            return APPS.computeIfAbsent(
                    merchant.id(),
                    id -> new Apps(register(id, AppKind.OFFICIAL_ACCOUNT), register(id, AppKind.MINI_PROGRAM)));
        }
    }

    /** The merchant's customer; becomes one when first asked for, and again after an erasure. */
    static Regular of(Merchant merchant) {
        return among(KNOWN, merchant);
    }

    /** Another customer of the merchant, at the same store and in the same apps. */
    static Regular fellowAt(Merchant merchant) {
        return among(FELLOWS, merchant);
    }

    private static Regular among(Map<Long, Regular> customers, Merchant merchant) {
        return Objects.requireNonNull(customers.compute(
                merchant.id(), (_, known) -> known != null && known.isThere() ? known : become(merchant)));
    }

    String account() {
        return apps.account();
    }

    String miniProgram() {
        return apps.miniProgram();
    }

    private boolean isThere() {
        return HOUSE.wx().as(token).get("/wx/me").status() == 200;
    }

    /** A number that no other test uses. */
    static String freshPhone() {
        return Long.toString(NUMBERS.incrementAndGet());
    }

    private static Regular become(Merchant merchant) {
        var apps = Apps.of(merchant);
        var miniProgram = apps.miniProgram();
        var phone = freshPhone();
        var person =
                made(outside().post("/sandbox/people", Map.of("phone", phone))).text("/id");
        var session =
                HOUSE.wx().post("/wx/sessions", Map.of("appId", miniProgram, "code", loginCode(person, miniProgram)));
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        var token = session.text("/token");
        var caller = HOUSE.wx().as(token);
        var scene = sceneOf(merchant);
        var active = activated(caller, claim(caller, person, miniProgram, scene));
        return new Regular(apps, person, phone, token, scene, active);
    }

    private static String activated(Api caller, String card) {
        var filled = Map.of("profile", Map.of("name", Things.NAME));
        assertThat(caller.post("/wx/cards/" + card + "/activation", filled).status())
                .isEqualTo(200);
        return card;
    }

    /** One more card of the store, which is only claimed. */
    String freshClaimedCard(Merchant merchant) {
        return claim(caller(), person, miniProgram(), sceneOf(merchant));
    }

    /** One more card of the store, which is in use. */
    String freshActiveCard(Merchant merchant) {
        return activated(caller(), freshClaimedCard(merchant));
    }

    /** The number of an old card of the store that was written down with this customer's phone. */
    String freshOldCard(Merchant merchant) {
        return new Things(merchant).anOldCardOf(phone);
    }

    /** The code by which this customer sets a payment PIN, from the message that brought it. */
    String pinCode() {
        var asked = caller().post("/wx/sms-codes", Map.of("purpose", "PIN", "phone", phone));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        var messages = outside().get("/sandbox/sms?phone=" + phone).json().get("items");
        return messages.get(messages.size() - 1).at("/params/code").asString();
    }

    private Api caller() {
        return HOUSE.wx().as(token);
    }

    /** The part of an address by which WeChat proves to the official account's callback that it is WeChat. */
    String signed() {
        var timestamp = Long.toString(HOUSE.clock().instant().getEpochSecond());
        var nonce = Merchant.fresh();
        var parts = Stream.of(CALLBACK_TOKEN, timestamp, nonce).sorted().collect(Collectors.joining());
        return "signature=" + sha1(parts) + "&timestamp=" + timestamp + "&nonce=" + nonce;
    }

    private static String sha1(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String claim(Api caller, String person, String miniProgram, String scene) {
        var claim = Map.of(
                "scene", scene,
                "phoneCode", code(person, "phone-codes", miniProgram),
                "consents", List.of(Map.of("kind", "TERMS", "version", "1")));
        return made(caller.post("/wx/claims", claim)).text("/id");
    }

    /** A fresh login code of this person. */
    String loginCode() {
        return loginCode(person, miniProgram());
    }

    private static String loginCode(String person, String miniProgram) {
        return code(person, "login-codes", miniProgram);
    }

    private static String code(String person, String kind, String appId) {
        return outside()
                .post("/sandbox/people/" + person + "/" + kind, Map.of("appId", appId))
                .text("/code");
    }

    private static Api outside() {
        return Api.at(HOUSE.sandbox().http().port());
    }

    private static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String register(long merchantId, AppKind kind) {
        var appId = "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        var original = kind == AppKind.OFFICIAL_ACCOUNT ? "gh_" + appId : null;
        made(outside().post("/sandbox/apps", Map.of("appId", appId, "secret", SECRET, "kind", kind.name())));
        var isAccount = kind == AppKind.OFFICIAL_ACCOUNT;
        var draft = new WechatApp.Draft(
                kind,
                appId,
                original,
                "应用",
                SECRET,
                isAccount ? CALLBACK_TOKEN : null,
                isAccount ? "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" : null,
                null,
                null,
                EnvVersion.RELEASE,
                // A push in plain text says as much as one in an envelope.
                false);
        HOUSE.adminBean(WechatApps.class).add(Actor.system(merchantId), draft, null);
        return appId;
    }

    /** A template in force, whose cards may be linked, that asks for a name, with terms to agree to. */
    static CardTemplate publishedTemplate(long merchantId) {
        var desk = HOUSE.adminBean(TemplateDesk.class);
        var usual = TemplateDraft.usual("会员卡", "会员卡");
        var name = new ProfileField(
                "name", "姓名", ProfileField.Type.TEXT, false, ProfileField.EditRight.EDITABLE, List.of());
        var draft = new TemplateDraft(
                CardTemplate.Kind.LINKED,
                usual.name(),
                usual.title(),
                usual.color(),
                usual.backgroundId(),
                usual.logoId(),
                usual.notice(),
                usual.description(),
                usual.servicePhone(),
                usual.printHeadline(),
                usual.printHint(),
                usual.validity(),
                usual.numberRule(),
                false,
                usual.smsRequired(),
                usual.autoBindOrCreate(),
                usual.welcomeBonusFen(),
                usual.welcomePoints(),
                usual.profilePoints(),
                List.of(name),
                usual.bindingFields(),
                usual.perks(),
                usual.links(),
                usual.storeIds(),
                List.of(new Document(Document.TERMS, "1", "会员协议", "https://shop.example/terms")));
        var added = desk.add(Actor.system(merchantId), draft);
        return HOUSE.adminBean(TemplatePublishing.class)
                .publish(Actor.system(merchantId), added.id(), TemplatePublishing.Asked.AT_ONCE)
                .working();
    }

    /** Of a code of the merchant's first store, for a template of its own. */
    private static String sceneOf(Merchant merchant) {
        var draft = new ClaimCodes.Draft(
                ClaimChannel.STORE,
                publishedTemplate(merchant.id()).id(),
                Place.of(merchant).store(),
                null,
                null,
                null);
        return HOUSE.adminBean(ClaimCodes.class)
                .add(Actor.system(merchant.id()), draft)
                .scene();
    }
}
