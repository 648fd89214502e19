package io.kabao.e2e.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A customer who does everything that customers do, and all that must stay between them and the shop. */
final class Customer {

    private static final String NAME = "上官婉儿";
    private static final String PIN = "470916";
    private static final String WORDS = "CanaryWordsOfAFollower-4410";

    private final Shop shop;
    private final Guest guest;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private Map<String, Object> claim = Map.of();
    private String card = "";

    private Customer(Shop shop, Guest guest) {
        this.shop = shop;
        this.guest = guest;
    }

    static Customer comesInto(Shop shop) {
        var customer = new Customer(shop, Guest.stranger(shop));
        customer.goesTheWholeWay();
        return customer;
    }

    private void goesTheWholeWay() {
        var name = Map.of("key", "name", "label", "姓名", "type", "TEXT", "editRight", "EDITABLE", "options", List.of());
        var draft = Map.<String, Object>of("profileFields", List.of(name));
        var scene = shop.scene(shop.template(draft));
        secrets.put("phone", guest.phone());
        secrets.put("name", NAME);
        secrets.put("openid of the account", openid(shop.account()));
        secrets.put("openid of the mini-program", openid(shop.miniProgram()));
        var session = signsIn();
        var claimed = Again.untilServed(() -> claims(session, scene)).join();
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        var activation = "/wx/cards/" + claimed.text("/id") + "/activation";
        var profile = Map.of("profile", Map.of("name", NAME));
        var active = Again.untilServed(() -> session.begin("POST", activation, profile))
                .join();
        assertThat(active.status()).as(active.body()).isEqualTo(200);
        guest.askForSms(session, "BIND");
        secrets.put("SMS code", guest.smsCode());
        var binding = Map.of("cardNumber", "A0001", "fields", Map.of("name", NAME), "smsCode", guest.smsCode());
        assertThat(session.post("/wx/cards/" + claimed.text("/id") + "/binding", binding)
                        .status())
                .isEqualTo(409);
        card = claimed.text("/id");
        pays(session);
        follows();
    }

    private CompletableFuture<Answer> claims(Api session, String scene) {
        var code = guest.phoneCode();
        secrets.put("phone code " + code, code);
        claim = Map.of("scene", scene, "phoneCode", code, "consents", List.of());
        return session.begin("POST", "/wx/claims", claim);
    }

    /** Enters a PIN where one is taken, and shows a code of the till; neither is good for anything yet. */
    private void pays(Api session) {
        secrets.put("PIN", PIN);
        assertThat(session.put("/wx/me/pin", Map.of("pin", PIN, "smsCode", secrets.getOrDefault("SMS code", "")))
                        .problemCode())
                .hasValue("SMS_CODE_WRONG");
        var made = session.call("POST", "/wx/cards/" + card + "/member-codes", null);
        secrets.put("code of the till", made.text("/code"));
        assertThat(spend(Map.of("cardId", card), Map.of("pin", PIN)).problemCode())
                .hasValue("PIN_NOT_SET");
        assertThat(spend(Map.of("memberCode", made.text("/code")), Map.of()).problemCode())
                .hasValue("BALANCE_TOO_LOW");
    }

    private Answer spend(Map<String, Object> named, Map<String, Object> shown) {
        var body = new HashMap<String, Object>(
                Map.of("card", named, "orderNo", "C" + Shop.unique(12), "channel", "OFFLINE", "amountFen", 100));
        body.putAll(shown);
        return shop.owner().with("Idempotency-Key", Shop.unique(20)).post("/admin/spends", body);
    }

    private Api signsIn() {
        var session = Again.untilServed(this::presentsACode).join();
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        secrets.put("token", session.text("/token"));
        return shop.wx().as(session.text("/token"));
    }

    private CompletableFuture<Answer> presentsACode() {
        var code = guest.loginCode();
        secrets.put("login code " + code, code);
        return shop.wx().begin("POST", "/wx/sessions", Map.of("appId", shop.miniProgram(), "code", code));
    }

    private void follows() {
        guest.follow();
        guest.write(WORDS);
        secrets.put("words", WORDS);
        assertThat(shop.outside().get("/sandbox/pushes?appId=" + shop.account()).body())
                .contains(WORDS, secrets.get("openid of the account"));
    }

    /** The same once more while something is broken, so that it fails in every place. */
    void triesAgain() {
        var session = shop.wx().as(secrets.getOrDefault("token", ""));
        session.post("/wx/claims", claim);
        session.post("/wx/sms-codes", Map.of("purpose", "CLAIM", "phone", guest.phone()));
        session.put("/wx/me/pin", Map.of("pin", PIN, "smsCode", "000000"));
        session.call("POST", "/wx/cards/" + card + "/member-codes", null);
        spend(Map.of("cardId", card), Map.of("pin", PIN));
        spend(Map.of("memberCode", secrets.getOrDefault("code of the till", "")), Map.of());
        session.patch("/wx/me", Map.of("profile", Map.of("name", NAME)));
        presentsACode().join();
        guest.write(WORDS);
    }

    /** What no log may hold; digits only where they do not belong to a longer number or the name of something. */
    Map<String, Pattern> secrets() {
        var patterns = new HashMap<String, Pattern>();
        secrets.forEach((name, secret) -> {
            var digits = secret.matches("[0-9]+");
            patterns.put(
                    name,
                    Pattern.compile((digits ? "(?<![0-9A-Za-z.@-])" : "")
                            + Pattern.quote(secret)
                            + (digits ? "(?![0-9A-Za-z-])" : "")));
        });
        return patterns;
    }

    private String openid(String appId) {
        return shop.outside()
                .get("/sandbox/people/" + guest.person() + "/apps/" + appId)
                .text("/openId");
    }
}
