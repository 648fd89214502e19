package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A member with the shop's card on the phone, who pays at its counter.
 *
 * @param session in the mini-program
 * @param card the card's id
 */
record Payer(Shop shop, Guest guest, Api session, String card) {

    /** Somebody claims a card, which is active at once, and tops it up. */
    static Payer of(Shop shop, long balanceFen) {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, shop.scene(shop.template(Map.of("autoBindOrCreate", true))));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(claimed.text("/status")).isEqualTo("ACTIVE");
        var payer = new Payer(shop, guest, session, claimed.text("/id"));
        var body = Map.of("card", payer.byId(), "amountFen", balanceFen, "means", "CASH");
        assertThat(withKey(shop).post("/admin/topups", body).status()).isEqualTo(201);
        return payer;
    }

    /** Above so many fen the shop wants a proof. */
    static void wantsProofAbove(Shop shop, long fen) {
        var merchant = Rows.of(shop.sandbox())
                .number("SELECT merchant_id FROM wechat_app WHERE app_id = '" + shop.miniProgram() + "'");
        Rows.of(shop.sandbox())
                .change("INSERT INTO book_settings (id, merchant_id, means, limit_fen, second_person_above_fen,"
                        + " staff_daily_cap_fen, proof_above_fen, taken, version, updated_at) VALUES (" + merchant
                        + ", "
                        + merchant + ", 'CASH\nBANK_CARD', 500000, 200000, 2000000, " + fen
                        + ", 'PROPORTIONAL', 1, '2026-01-01')");
    }

    /** The shop's owner with a key that nobody has used. */
    static Api withKey(Shop shop) {
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    Map<String, Object> byId() {
        return Map.of("cardId", card);
    }

    /** A fresh one-time code. */
    String memberCode() {
        var made = session.call("POST", "/wx/cards/" + card + "/member-codes", null);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/code");
    }

    /** An order of this card, named somehow, with what is shown for it. */
    static Map<String, Object> order(Map<String, Object> card, long fen, Map<String, Object> shown) {
        var body = new HashMap<String, Object>(
                Map.of("card", card, "orderNo", "P" + Shop.unique(16), "channel", "OFFLINE", "amountFen", fen));
        body.putAll(shown);
        return body;
    }

    /** Pays an order of its own with its own key. */
    Answer pays(long fen, Map<String, Object> shown) {
        return withKey(shop).post("/admin/spends", order(byId(), fen, shown));
    }

    /** Pays by a one-time code. */
    Answer paysByCode(String code, long fen) {
        return withKey(shop).post("/admin/spends", order(Map.of("memberCode", code), fen, Map.of()));
    }

    /** Sets a PIN with a code by SMS, a minute later than whatever was sent before. */
    void setsPin(String pin) {
        shop.pass(Duration.ofSeconds(61));
        guest.askForSms(session, "PIN");
        var set = session.put("/wx/me/pin", Map.of("pin", pin, "smsCode", guest.smsCode()));
        assertThat(set.status()).as(set.body()).isEqualTo(204);
    }

    /** The code by SMS that the counter has sent, a minute later than whatever was sent before. */
    String paymentCode() {
        shop.pass(Duration.ofSeconds(61));
        var sent = shop.owner().post("/admin/cards/" + card + "/payment-codes", Map.of());
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        assertThat(sent.json().get("retryAfterSeconds").asInt()).isEqualTo(60);
        assertThat(sent.text("/phoneMasked"))
                .endsWith(guest.phone().substring(7))
                .contains("****");
        return guest.smsCode();
    }

    long balance() {
        return session.get("/wx/cards/" + card).json().get("balanceFen").asLong();
    }

    /** Orders that are in the books for this card. */
    long orders() {
        return Rows.of(shop.sandbox()).number("SELECT COUNT(*) FROM spend WHERE card_id = " + card);
    }

    long merchantId() {
        return Rows.of(shop.sandbox()).number("SELECT merchant_id FROM member_card WHERE id = " + card);
    }

    long memberId() {
        return Rows.of(shop.sandbox()).number("SELECT member_id FROM member_card WHERE id = " + card);
    }
}
