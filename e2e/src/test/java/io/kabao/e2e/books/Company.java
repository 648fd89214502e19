package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A merchant with a template for companies' cards, and what is done with them through the console's door. */
final class Company {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int NOON = 12;

    private final House house;
    private final Counter counter;
    private final String template;
    private Api owner;

    Company(House house) {
        this.house = house;
        this.counter = new Counter(house);
        this.owner = counter.owner();
        this.template = template("GROUP");
    }

    /** A template in force; its id. */
    String template(String kind) {
        var id = made(owner.post("/admin/card-templates", Map.of("kind", kind, "name", "团体卡", "title", "团体卡")))
                .text("/id");
        assertThat(owner.post("/admin/card-templates/" + id + "/publication", Map.of())
                        .status())
                .isEqualTo(200);
        return id;
    }

    static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    Counter counter() {
        return counter;
    }

    Api owner() {
        return owner;
    }

    String template() {
        return template;
    }

    private Api withKey() {
        return owner.with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    /** A store; its id. */
    String store(String name) {
        return made(owner.post("/admin/stores", Map.of("name", name))).text("/id");
    }

    /** A company, with what is said of it; as the console shows it. */
    Answer open(Map<String, ?> changes) {
        var asked = new HashMap<String, Object>(Map.of("templateId", template, "name", "大发公司"));
        asked.putAll(changes);
        return owner.post("/admin/groups", asked);
    }

    Answer change(String group, Map<String, ?> changes) {
        var edit = new HashMap<String, Object>(changes);
        edit.put("version", show(group).json().get("version").asInt());
        return owner.patch("/admin/groups/" + group, edit);
    }

    Answer show(String group) {
        return owner.get("/admin/groups/" + group);
    }

    /** Members with cards of their own; their ids. */
    List<Long> members(int count) {
        return counter.activeCards(count).stream()
                .map(card -> counter.rows().number("SELECT member_id FROM member_card WHERE id = " + card))
                .toList();
    }

    /** Lets a member spend from a company's card. */
    Answer add(String group, long member, @Nullable Long perSpend, @Nullable Long perDay) {
        var limits = new HashMap<String, Object>();
        limits.put("perSpendFen", perSpend);
        limits.put("perDayFen", perDay);
        return owner.post(
                "/admin/groups/" + group + "/cards", Map.of("memberId", Long.toString(member), "limits", limits));
    }

    /** The card that a member spends with from a company's balance. */
    long card(String group, long member, @Nullable Long perSpend, @Nullable Long perDay) {
        return Long.parseLong(made(add(group, member, perSpend, perDay)).text("/cardId"));
    }

    Answer spend(long card, @Nullable String store, long fen) {
        return withKey().post("/admin/spends", order(card, store, fen));
    }

    Answer hold(long card, @Nullable String store, long fen) {
        var order = order(card, store, fen);
        return withKey().post("/admin/holds", order);
    }

    Answer capture(String hold, long fen) {
        return withKey().post("/admin/holds/" + hold + "/capture", Map.of("amountFen", fen));
    }

    private static Map<String, Object> order(long card, @Nullable String store, long fen) {
        var order = new HashMap<String, Object>(Map.of(
                "card",
                Map.of("cardId", Long.toString(card)),
                "orderNo",
                "G" + Shop.unique(20),
                "channel",
                store == null ? "ONLINE" : "OFFLINE",
                "amountFen",
                fen));
        if (store != null) {
            order.put("storeId", store);
        }
        return order;
    }

    Answer refund(String spend, long fen) {
        return withKey().post("/admin/refunds", Map.of("spendId", spend, "amountFen", fen, "reason", "少了一份"));
    }

    /** Money comes in at the counter for the card with a number, freely or by a rule. */
    Answer topUp(String number, long fen, @Nullable String rule) {
        var asked = new HashMap<String, Object>(
                Map.of("card", Map.of("number", number), "amountFen", fen, "means", "CASH"));
        if (rule != null) {
            asked.put("ruleId", rule);
        }
        return withKey().post("/admin/topups", asked);
    }

    Answer cashOut(String number, long fen) {
        return withKey()
                .post(
                        "/admin/withdrawals",
                        Map.of("card", Map.of("number", number), "amountFen", fen, "means", "CASH", "reason", "公司要求"));
    }

    Answer act(long card, String act) {
        return owner.post("/admin/cards/" + card + "/" + act, Map.of("reason", "试"));
    }

    /** Time goes by; the owner signs in anew and proves themselves. */
    void pass(Duration time) {
        counter.pass(time);
        house.trustNoMore(counter.account());
        owner = house.admin().signedIn(counter.account(), Settings.OWNER_PASSWORD);
        house.trust(counter.account());
    }

    /** Until noon of the next month's first Monday. */
    void untilNextMonthsFirstMonday() {
        var now = house.clock().instant().atZone(ZONE);
        var noon = now.toLocalDate()
                .plusMonths(1)
                .withDayOfMonth(1)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY))
                .atTime(NOON, 0)
                .atZone(ZONE);
        pass(Duration.between(now, noon));
    }

    /** The number of a card. */
    String numberOf(long card) {
        return Objects.requireNonNull(counter.rows()
                .column("SELECT number FROM member_card WHERE id = " + card)
                .getFirst());
    }

    /** The id of a company's main card. */
    static long mainCard(Answer group) {
        return Long.parseLong(group.text("/mainCardId"));
    }

    /** Hours as they are written. */
    static Map<String, Object> hours(String from, String to, String... days) {
        return Map.of("days", List.of(days), "from", from, "to", to);
    }

    /** Status and code of a refusal. */
    static String refusal(Answer answer) {
        return answer.status() + " " + answer.problemCode().orElse(answer.body());
    }
}
