package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A member who has left a trace wherever one can be left: follows the account, proved the phone by WeChat and had codes by
 * SMS, holds a card whose number is the phone and one that took over an old card of the counter, invites friends.
 *
 * @param session in the mini-program
 * @param onPage a second one, on the pages of the official account
 * @param memberId whom all of that belongs to
 */
record Patron(Shop shop, Guest guest, Api session, Api onPage, String memberId, String byPhone) {

    static final String NAME = "慕容紫英";
    static final String CITY = "敦煌城东";

    private static final Map<String, String> TERMS =
            Map.of("kind", "TERMS", "version", "1", "title", "会员协议", "url", "https://shop.example/terms");

    /** Somebody becomes such a member of a shop. */
    static Patron of(Shop shop) {
        var rows = Rows.of(shop.house().sandbox());
        var guest = Guest.stranger(shop);
        guest.follow();
        var session = guest.inMiniProgram();
        var template = template(shop);
        var card = claimed(guest, session, shop.scene(template));
        assertThat(card.text("/number")).isEqualTo(guest.phone());
        var profile = Map.of("name", NAME, "city", CITY);
        assertThat(session.post("/wx/cards/" + card.text("/id") + "/activation", Map.of("profile", profile))
                        .status())
                .isEqualTo(200);
        bindOldCard(shop, guest, session);
        assertThat(session.get("/wx/referral?templateId=" + template).status()).isEqualTo(200);
        guest.askForSms(session, "PIN");
        var onPage = guest.inAccount();
        var memberId = onPage.get("/wx/me").text("/id");
        var merchant = "merchant_id = (SELECT merchant_id FROM member WHERE id = " + memberId + ")";
        await("all pushes and messages are worked off")
                .atMost(Duration.ofSeconds(20))
                .until(() -> rows.number("SELECT (SELECT COUNT(*) FROM inbox WHERE status = 'WAITING' AND " + merchant
                                + ") + (SELECT COUNT(*) FROM outbox WHERE status = 'WAITING' AND " + merchant + ")")
                        == 0);
        return new Patron(shop, guest, session, onPage, memberId, template);
    }

    private static String template(Shop shop) {
        return shop.template(Map.of(
                "numberRule", Map.of("kind", "PHONE", "prefix", "P", "digits", 8),
                "documents", List.of(TERMS),
                "profileFields", List.of(field("name", "姓名"), field("city", "城市"))));
    }

    private static Map<String, Object> field(String key, String label) {
        return Map.of("key", key, "label", label, "type", "TEXT", "editRight", "EDITABLE", "required", false);
    }

    private static Answer claimed(Guest guest, Api session, String scene) {
        return Desk.made(session.post(
                "/wx/claims",
                Map.of(
                        "scene", scene,
                        "phoneCode", guest.phoneCode(),
                        "consents", List.of(Map.of("kind", "TERMS", "version", "1")))));
    }

    private static void bindOldCard(Shop shop, Guest guest, Api session) {
        var template = shop.template(Map.of("bindingFields", List.of("phone")));
        var number = "VIP-" + guest.phone();
        new Desk(shop).oldCard(template, number, Map.of("phone", guest.phone(), "name", NAME));
        var card = claimed(guest, session, shop.scene(template)).text("/id");
        var path = "/wx/cards/" + card + "/binding";
        var fields = Map.of("phone", guest.phone());
        assertThat(session.post(path, Map.of("cardNumber", guest.phone(), "fields", fields))
                        .problemCode())
                .hasValue("OLD_CARD_NOT_FOUND");
        var bound = session.post(path, Map.of("cardNumber", number, "fields", fields));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
    }

    /** Claims the card whose number is the phone, as anybody with this phone would. */
    Answer claimAgain(Api anew) {
        return claimed(guest, anew, shop.scene(byPhone));
    }
}
