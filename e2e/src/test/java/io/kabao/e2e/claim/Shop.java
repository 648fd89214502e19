package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.sandbox.Sandbox;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A merchant of its own for one test, with an official account and a mini-program that the stand-in for WeChat knows. */
public final class Shop {

    static final String CALLBACK_TOKEN = "callbackToken";
    static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private static final String SECRET = "f00dface".repeat(4);

    private final @Nullable House house;
    private final Sandbox sandbox;
    private final Api owner;
    private final Api wx;
    private final Api outside;
    private final String account = "wxacc" + unique(13);
    private final String miniProgram = "wxmin" + unique(13);
    private final String originalId = "gh_" + unique(12);
    private @Nullable String platform;

    private Shop(@Nullable House house, Sandbox sandbox, Api owner, Api wx) {
        this.house = house;
        this.sandbox = sandbox;
        this.owner = owner;
        this.wx = wx;
        this.outside = Api.at(sandbox.http().port());
    }

    private static Shop in(House house) {
        return new Shop(house, house.sandbox(), freshOwner(house), house.wx());
    }

    /** A shop whose account and mini-program know their customers as the same people. */
    public static Shop open(House house) {
        return in(house).registered("open-" + unique(8));
    }

    /** Likewise with doors of any kind: this owner's at the console's, and the customers' one. */
    public static Shop open(Sandbox sandbox, Api owner, Api wx) {
        return new Shop(null, sandbox, owner, wx).registered("open-" + unique(8));
    }

    /** A shop whose account and mini-program share no Open Platform account. */
    public static Shop openWithoutPlatform(House house) {
        return in(house).registered(null);
    }

    private Shop registered(@Nullable String openPlatformId) {
        this.platform = openPlatformId;
        register("OFFICIAL_ACCOUNT", account);
        register("MINI_PROGRAM", miniProgram);
        return this;
    }

    private static Api freshOwner(House house) {
        var name = "c-" + unique(16);
        house.openMerchant(name);
        return house.admin().signedIn(name, Settings.OWNER_PASSWORD);
    }

    private void register(String kind, String appId) {
        var isAccount = kind.equals("OFFICIAL_ACCOUNT");
        var ours = new HashMap<String, Object>(
                Map.of("kind", kind, "appId", appId, "name", isAccount ? "公众号" : "小程序", "secret", SECRET));
        if (isAccount) {
            ours.putAll(Map.of("originalId", originalId, "token", CALLBACK_TOKEN, "aesKey", AES_KEY, "safeMode", true));
        } else {
            ours.put("pagePath", "pages/claim");
        }
        if (platform != null) {
            ours.put("openPlatformId", platform);
        }
        registerOutside(kind, appId, wx.port());
        made(proved(() -> owner.post("/admin/wechat-apps", ours)));
    }

    /** What the owner calls while the session counts as one that has just proved itself by a second factor. */
    public Answer proved(Supplier<Answer> call) {
        var rows = Rows.of(sandbox);
        var whose = " WHERE id = " + owner.get("/admin/me").text("/id");
        rows.change("UPDATE operator SET totp_secret = 'proved by the test', stepped_up_until = '2199-01-01'" + whose);
        try {
            return call.get();
        } finally {
            rows.change("UPDATE operator SET totp_secret = NULL, stepped_up_until = NULL" + whose);
        }
    }

    private void registerOutside(String kind, String appId, int port) {
        var known = new HashMap<String, Object>(Map.of(
                "appId", appId, "secret", SECRET, "kind", kind, "tokenFetches", 20, "pages", List.of("pages/claim")));
        if (kind.equals("OFFICIAL_ACCOUNT")) {
            known.putAll(Map.of(
                    "originalId", originalId,
                    "token", CALLBACK_TOKEN,
                    "aesKey", AES_KEY,
                    "safe", true,
                    "callbackUrl", "http://127.0.0.1:" + port + "/wx/callbacks/" + appId));
        }
        if (platform != null) {
            known.put("openPlatformId", platform);
        }
        made(outside.post("/sandbox/apps", known));
    }

    /** From now on WeChat draws so many codes of the mini-program a minute. */
    public void allowCodesAMinute(int most) {
        var known = new HashMap<String, Object>(
                Map.of("appId", miniProgram, "secret", SECRET, "kind", "MINI_PROGRAM", "tokenFetches", 20));
        known.put("codesPerMinute", most);
        if (platform != null) {
            known.put("openPlatformId", platform);
        }
        made(outside.post("/sandbox/apps", known));
    }

    /** From now on WeChat pushes to this port; only before the account's first token, which it forgets. */
    void pushTo(int port) {
        registerOutside("OFFICIAL_ACCOUNT", account, port);
    }

    /** From now on WeChat tells no unionids of the account's followers, whatever the merchant says; only before its first token. */
    void tellNoUnionids() {
        platform = null;
        registerOutside("OFFICIAL_ACCOUNT", account, wx.port());
    }

    /** The house that it is in. */
    public House house() {
        return Objects.requireNonNull(house, "This shop is in no house");
    }

    /** Nobody in particular, at the customers' door. */
    public Api wx() {
        return wx;
    }

    /** Where its rows are. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** The merchant's owner at the console's door. */
    public Api owner() {
        return owner;
    }

    /** The world around: people, their phones and their messages. */
    public Api outside() {
        return outside;
    }

    /** The official account's app id. */
    public String account() {
        return account;
    }

    /** The mini-program's app id. */
    public String miniProgram() {
        return miniProgram;
    }

    /** A published template that asks for nothing but a phone, changed as said; its id. */
    public String template(Map<String, Object> changes) {
        var draft = new HashMap<String, Object>(Map.of("name", "会员卡", "title", "会员卡", "followRequired", false));
        draft.putAll(changes);
        var id = made(owner.post("/admin/card-templates", draft)).text("/id");
        publish(id);
        return id;
    }

    private void publish(String templateId) {
        var published = owner.post("/admin/card-templates/" + templateId + "/publication", Map.of());
        assertThat(published.status()).as(published.body()).isEqualTo(200);
    }

    public String template() {
        return template(Map.of());
    }

    /** An organization below the root; its id. */
    public String organization(String name) {
        return made(owner.post("/admin/organizations", Map.of("name", name))).text("/id");
    }

    /** An organization below another; its id. */
    String organization(String name, String parentId) {
        return made(owner.post("/admin/organizations", Map.of("name", name, "parentId", parentId)))
                .text("/id");
    }

    /** An open store; its id. */
    public String store(String name, String organizationId) {
        return made(owner.post("/admin/stores", Map.of("name", name, "organizationId", organizationId, "open", true)))
                .text("/id");
    }

    /** The store closes for good. */
    public void close(String storeId) {
        changed("/admin/stores/" + storeId, Map.of("open", false));
    }

    /** Changes something that has a version; the answer. */
    public Answer changed(String path, Map<String, Object> changes) {
        var edit = new HashMap<>(changes);
        edit.put("version", owner.get(path).json().get("version").asInt());
        var answer = owner.patch(path, edit);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** Changes what a published template says, for customers at once. */
    public void rewritten(String templateId, Map<String, Object> changes) {
        changed("/admin/card-templates/" + templateId, changes);
        publish(templateId);
    }

    /** Makes a template the merchant's default one. */
    void makeDefault(String templateId) {
        var now = owner.get("/admin/merchant").json();
        var settings = Map.of(
                "version",
                now.get("version").asInt(),
                "name",
                now.get("name").asString(),
                "defaultTemplateId",
                templateId);
        var answer = owner.put("/admin/merchant", settings);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Time goes by, here and at WeChat. */
    public void pass(Duration time) {
        house().pass(time);
    }

    /** Time goes by until WeChat's clock has just begun another minute: by those it counts what it allows a minute. */
    public void untilWechatsNextMinute() {
        var now = sandbox.http().world().clock().instant();
        pass(Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(61)));
    }

    /** A member of staff, changed as said; their id. */
    public String staff(String name, Map<String, Object> changes) {
        var draft = new HashMap<String, Object>(Map.of("name", name));
        draft.putAll(changes);
        return made(owner.post("/admin/staff", draft)).text("/id");
    }

    /** A code, as the console shows it. */
    public Answer code(String channel, String templateId, Map<String, Object> changes) {
        var draft = new HashMap<String, Object>(Map.of("channel", channel, "templateId", templateId));
        draft.putAll(changes);
        return made(owner.post("/admin/claim-codes", draft));
    }

    /** The scene of a mini-program's code. */
    public String scene(String templateId) {
        return code("MINI_PROGRAM", templateId, Map.of()).text("/scene");
    }

    private static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    public static String unique(int length) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, length);
    }
}
