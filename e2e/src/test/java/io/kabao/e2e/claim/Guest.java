package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Somebody with WeChat and a mobile phone, and what they do in a shop's apps. */
public final class Guest {

    private static final AtomicLong NUMBERS = new AtomicLong(13_100_000_000L + System.nanoTime() / 1000 % 80_000_000);

    private final Shop shop;
    private final String person;
    private final String phone;

    private Guest(Shop shop, String person, String phone) {
        this.shop = shop;
        this.person = person;
        this.phone = phone;
    }

    /** Somebody whom the shop has never met. */
    public static Guest stranger(Shop shop) {
        return withPhone(shop, Long.toString(NUMBERS.incrementAndGet()));
    }

    /** Somebody whose phone has this number; not the only one perhaps. */
    public static Guest withPhone(Shop shop, String phone) {
        var made = shop.outside().post("/sandbox/people", Map.of("phone", phone));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Guest(shop, made.text("/id"), phone);
    }

    /** The same person, whose phone has this number from now on; not the only one perhaps. */
    Guest withNumber(String number) {
        var changed = shop.outside().post("/sandbox/people", Map.of("id", person, "phone", number));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        return new Guest(shop, person, number);
    }

    public String phone() {
        return phone;
    }

    public String person() {
        return person;
    }

    /** The guest in the mini-program, signed in. */
    public Api inMiniProgram() {
        return signedIn(shop.miniProgram(), loginCode());
    }

    /** The guest on a page of the official account, signed in. */
    public Api inAccount() {
        return signedIn(shop.account(), oauthCode());
    }

    private Api signedIn(String appId, String code) {
        var session = signIn(appId, code);
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        return shop.wx().as(session.text("/token"));
    }

    /** Tries to sign in to the mini-program. */
    public Answer signIn() {
        return signIn(shop.miniProgram(), loginCode());
    }

    private Answer signIn(String appId, String code) {
        return shop.wx().post("/wx/sessions", Map.of("appId", appId, "code", code));
    }

    /** A fresh login code of the mini-program. */
    public String loginCode() {
        return code("login-codes", shop.miniProgram());
    }

    /** A fresh code with which the account's page recognises the guest. */
    String oauthCode() {
        return code("oauth-codes", shop.account());
    }

    /** A fresh code of the mini-program's phone button. */
    public String phoneCode() {
        return code("phone-codes", shop.miniProgram());
    }

    private String code(String kind, String appId) {
        var made = shop.outside().post("/sandbox/people/" + person + "/" + kind, Map.of("appId", appId));
        assertThat(made.status()).as(made.body()).isBetween(200, 201);
        return made.text("/code");
    }

    /** Claims in the mini-program with the phone button. */
    public Answer claim(Api session, String scene) {
        return session.post("/wx/claims", Map.of("scene", scene, "phoneCode", phoneCode(), "consents", List.of()));
    }

    /** A claim in the mini-program that is ready to be begun; begun once more, it brings another code of the button. */
    Supplier<CompletableFuture<Answer>> readyToClaim(Api session, String scene) {
        var fetched = new ConcurrentLinkedQueue<>(List.of(phoneCode()));
        return () -> {
            var first = fetched.poll();
            var code = first == null ? phoneCode() : first;
            return session.begin("POST", "/wx/claims", Map.of("scene", scene, "phoneCode", code));
        };
    }

    /** Claims on the page by a code that an SMS brings. */
    public Answer claimBySms(Api session, String scene) {
        askForSms(session, "CLAIM");
        return session.post("/wx/claims", withSms(scene));
    }

    /** A claim with the newest code that the phone received. */
    public Map<String, Object> withSms(String scene) {
        return new HashMap<>(Map.of("scene", scene, "phone", phone, "smsCode", smsCode(), "consents", List.of()));
    }

    /** Asks for a code by SMS to the guest's own phone. */
    public void askForSms(Api session, String purpose) {
        var sent = session.post("/wx/sms-codes", Map.of("purpose", purpose, "phone", phone));
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
    }

    /** The newest code that the phone received. */
    public String smsCode() {
        var messages = shop.outside().get("/sandbox/sms?phone=" + phone).json().get("items");
        assertThat(messages.size()).as("messages to the phone").isPositive();
        return messages.get(messages.size() - 1).at("/params/code").asString();
    }

    /** The templates of all text messages that the phone received, oldest first. */
    public List<String> textMessages() {
        return shop.outside()
                .get("/sandbox/sms?phone=" + phone)
                .json()
                .get("items")
                .valueStream()
                .map(message -> message.get("templateCode").asString())
                .toList();
    }

    public Answer follow() {
        return act("follow", Map.of("appId", shop.account()));
    }

    public void unfollow() {
        act("unfollow", Map.of("appId", shop.account()));
    }

    /** Scans something; what WeChat makes of it. */
    public Answer scan(Map<String, Object> what) {
        return act("scans", what);
    }

    /** Writes to the official account. */
    public Answer write(String text) {
        return act("texts", Map.of("appId", shop.account(), "text", text));
    }

    /** Presses what the account has in its menu. */
    Answer click(String key) {
        return act("clicks", Map.of("appId", shop.account(), "key", key));
    }

    private Answer act(String act, Map<String, Object> body) {
        var done = shop.outside().post("/sandbox/people/" + person + "/" + act, body);
        assertThat(done.status()).as(done.body()).isBetween(200, 299);
        return done;
    }

    /** The words of all messages that the official account sent, oldest first. */
    public List<String> messages() {
        return shop.outside()
                .get("/sandbox/people/" + person + "/messages?appId=" + shop.account())
                .json()
                .get("items")
                .valueStream()
                .map(message -> message.toString())
                .toList();
    }
}
