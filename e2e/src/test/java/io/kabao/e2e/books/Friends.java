package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.claim.Shop;
import io.kabao.referral.ReferralPermits;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Five members at a counter: A brought B, B brought C, C brought D, D brought E, and E buys. */
final class Friends {

    static final int A = 0;
    static final int D = 3;
    static final int E = 4;

    private static final int ALL = 5;

    private final Counter counter;
    private final Counter.Colleague second;
    private final List<Long> cards;

    private Friends(Counter counter) {
        this.counter = counter;
        this.second = counter.hire(BuiltInRole.OWNER);
        // Whoever brought somebody is the older member.
        this.cards = counter.activeCards(ALL).stream()
                .sorted(Comparator.comparing(card -> memberOf(counter, card)))
                .toList();
    }

    /** With money on E's card, and a point for each yuan that is spent. */
    static Friends at(Counter counter) {
        var friends = new Friends(counter);
        for (var place = 1; place < ALL; place++) {
            counter.rows()
                    .change("UPDATE member m JOIN member f ON f.id = " + friends.member(place - 1)
                            + " SET m.referrer_id = f.id, m.second_referrer_id = f.referrer_id,"
                            + " m.third_referrer_id = f.second_referrer_id WHERE m.id = " + friends.member(place));
        }
        counter.booked(counter.topUp(friends.card(E), 100_000, 0, Counter.Key.fresh()));
        counter.owner().post("/admin/points-rules", Map.of("name", "一元一分", "points", 1, "perFen", 100));
        return friends;
    }

    private static long memberOf(Counter counter, long card) {
        return counter.rows().number("SELECT member_id FROM member_card WHERE id = " + card);
    }

    long card(int place) {
        return cards.get(place);
    }

    long member(int place) {
        return memberOf(counter, card(place));
    }

    /** A rule for three levels that is not in force yet; {@code more} are names and values in turn. */
    static Map<String, Object> rule(String way, Object... more) {
        var rule = new HashMap<String, Object>(
                Map.of("levels", 3, "way", way, "selfBp", 100, "level1Bp", 200, "level2Bp", 100, "level3Bp", 50));
        for (var i = 0; i < more.length; i += 2) {
            rule.put((String) more[i], more[i + 1]);
        }
        return rule;
    }

    /** Puts a rule in force, for as many levels as it likes. */
    Answer inForce(Map<String, Object> rule) {
        counter.rows()
                .change(
                        "INSERT INTO referral_permit (id, merchant_id, levels_most, set_at, accepted_most, accepted_words)"
                                + " VALUES (" + counter.merchantId() + ", " + counter.merchantId() + ", 3, NOW(3), 3, '"
                                + ReferralPermits.WORDS + "') ON DUPLICATE KEY UPDATE levels_most = 3");
        var draft = counter.owner().post("/admin/referral-rules", rule);
        assertThat(draft.status()).as(draft.body()).isEqualTo(201);
        var agreed = second.api()
                .post(
                        "/admin/referral-rules/" + draft.text("/id") + "/approval",
                        Map.of("version", 1, "confirmedBp", Math.max(1, draft.number("/payoutBp"))));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        return agreed;
    }

    /** E buys online, or as the order says. */
    Answer buy(Map<String, ?> order) {
        var whole = new HashMap<String, Object>(order);
        whole.put("card", Map.of("cardId", Long.toString(card(E))));
        whole.put("storeId", Long.toString(counter.store()));
        whole.put("orderNo", "F-" + Shop.unique(16));
        whole.putIfAbsent("channel", "ONLINE");
        var answer = asked().post("/admin/spends", whole);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    void refund(Answer spend, long fen) {
        var answer =
                asked().post("/admin/refunds", Map.of("spendId", spend.text("/id"), "amountFen", fen, "reason", "退货"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private Api asked() {
        return counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    /** A column of the members' own holders, from A to E. */
    List<Long> of(String column) {
        return cards.stream()
                .map(card -> counter.rows()
                        .number("SELECT h." + column
                                + " FROM holder h JOIN member m ON m.holder_id = h.id WHERE m.id = "
                                + memberOf(counter, card)))
                .toList();
    }

    /** The id of what an order earns at a level. */
    long fact(Answer spend, int level) {
        return counter.rows()
                .number("SELECT id FROM commission WHERE order_id = " + spend.text("/id") + " AND level = " + level);
    }

    /** Nothing is left to be done for a commission of the merchant. */
    void awaitSettled() {
        Awaitility.await("commissions")
                .until(() -> counter.rows()
                                .number("SELECT COUNT(*) FROM commission WHERE settle_at IS NOT NULL AND merchant_id = "
                                        + counter.merchantId())
                        == 0);
    }
}
