package io.kabao.e2e.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** WeChat's side of a test: apps that both sides know, people and what they do, faults, and what was seen. */
final class Outside {

    static final String SECRET = "f00dface".repeat(4);
    static final String TOKEN = "callbackToken";
    static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private final House house;
    private final Api api;
    private final Api owner;

    private Outside(House house, Api api, Api owner) {
        this.house = house;
        this.api = api;
        this.owner = owner;
    }

    /** With a merchant of its own, the clocks of both sides alike, and nothing left of other tests. */
    static Outside of(House house) {
        var account = "w-" + UUID.randomUUID().toString().substring(0, 18);
        house.openMerchant(account);
        var api = Api.at(URI.create(house.sandbox().http().url()).getPort());
        var outside = new Outside(house, api, house.admin().signedIn(account, Settings.OWNER_PASSWORD));
        // Other secrets ask for a session that has proved itself.
        house.trust(account);
        outside.sameTime();
        outside.clearFaults();
        api.delete("/sandbox/calls");
        return outside;
    }

    /** Sets WeChat's clock to ours. */
    void sameTime() {
        post("/sandbox/clock", Map.of("at", house.clock().instant().toString()));
    }

    /** An app of this merchant that WeChat knows too; {@code here} and {@code there}: what its two descriptions have more. */
    WechatApp app(String kind, Map<String, Object> here, Map<String, Object> there) {
        var appId = "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        var known = new HashMap<String, Object>(Map.of("appId", appId, "secret", SECRET, "kind", kind));
        known.putAll(there);
        post("/sandbox/apps", known);
        var entered = new HashMap<String, Object>(Map.of("kind", kind, "appId", appId, "name", "应用", "secret", SECRET));
        if (kind.equals("OFFICIAL_ACCOUNT")) {
            entered.putAll(Map.of("token", TOKEN, "aesKey", AES_KEY));
        }
        entered.putAll(here);
        var added = owner.post("/admin/wechat-apps", entered);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return house.adminBean(WechatApps.class).ofAppId(appId).orElseThrow();
    }

    WechatApp miniProgram() {
        return app("MINI_PROGRAM", Map.of(), Map.of());
    }

    WechatApp account() {
        return app("OFFICIAL_ACCOUNT", Map.of(), Map.of());
    }

    /** The merchant's owner at the admin door. */
    Api owner() {
        return owner;
    }

    /** A person with a phone; the id. */
    String person(String phone) {
        return post("/sandbox/people", Map.of("phone", phone)).text("/id");
    }

    String openid(String person, WechatApp app) {
        return known(person, app).get("openId").asString();
    }

    String unionid(String person, WechatApp app) {
        return known(person, app).get("unionId").asString();
    }

    /** A code of this kind, {@code login}, {@code phone} or {@code oauth}, that the person's WeChat gives out. */
    String code(String kind, String person, WechatApp app) {
        return act(person, kind + "-codes", Map.of("appId", app.appId())).text("/code");
    }

    /** What a person does. */
    Answer act(String person, String what, Object how) {
        return post("/sandbox/people/" + person + "/" + what, how);
    }

    /** Where a person gets by scanning this picture. */
    JsonNode scan(String person, byte[] picture) {
        return Pictures.post(api.port(), "/sandbox/people/" + person + "/scans", picture);
    }

    /** Orders what goes wrong on a path, so many times. */
    void fault(String path, String kind, int times, Map<String, Object> more) {
        var fault = new HashMap<String, Object>(Map.of("path", path, "kind", kind, "times", times));
        fault.putAll(more);
        post("/sandbox/faults", fault);
    }

    /** Takes back what has not gone wrong yet. */
    void clearFaults() {
        api.delete("/sandbox/faults");
    }

    /** How often a path was called since this test began. */
    int calls(String path) {
        return api.get("/sandbox/calls?path=" + path).json().get("count").asInt();
    }

    Answer get(String path) {
        return api.get(path);
    }

    Answer put(String path, Object body) {
        return api.put(path, body);
    }

    Answer post(String path, Object body) {
        var answer = api.post(path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isBetween(200, 204);
        return answer;
    }

    private JsonNode known(String person, WechatApp app) {
        return api.get("/sandbox/people/" + person + "/apps/" + app.appId()).json();
    }
}
