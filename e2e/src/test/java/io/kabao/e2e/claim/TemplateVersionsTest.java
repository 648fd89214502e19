package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A template that customers hold cards of is changed: by drafts, at once or at a time, and back. */
class TemplateVersionsTest {

    private static final Duration BEFORE_IT_IS_READ_AGAIN = Duration.ofSeconds(2);

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Api owner = shop.owner();
    private final String template = shop.template(Map.of("title", "旧卡", "perks", List.of(Map.of("text", "九折"))));
    private final String path = "/admin/card-templates/" + template;
    private final String scene = shop.scene(template);

    @Test
    void a_change_is_seen_by_nobody_until_it_is_published_and_then_on_old_cards_too() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);

        var drafted = shop.changed(path, Map.of("title", "新卡", "perks", List.of(Map.of("text", "八折"))));
        assertThat(drafted.text("/status")).isEqualTo("PUBLISHED");
        assertThat(drafted.text("/title")).isEqualTo("新卡");
        assertThat(List.of(drafted.number("/shown"), drafted.number("/draft"), drafted.number("/inForce")))
                .containsExactly(2L, 2L, 1L);
        assertShown(session, "旧卡", "九折");

        var published = published();
        assertThat(published.json().get("draft").isNull()).isTrue();
        assertThat(published.number("/inForce")).isEqualTo(2);
        assertShown(session, "新卡", "八折");
        assertThat(statuses()).containsExactly("2 IN_FORCE", "1 PAST");
    }

    @Test
    void what_is_planned_comes_in_force_by_the_clock_alone() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        guest.claim(session, scene);
        shop.changed(path, Map.of("title", "新卡"));
        var at = inMinutes(10);
        var planned = publishedAt(at);
        assertThat(planned.text("/status")).isEqualTo("PUBLISHED");
        assertThat(planned.number("/plans/0/number")).isEqualTo(2);
        assertThat(Instant.parse(planned.text("/plans/0/publishAt"))).isEqualTo(at);
        shop.pass(Duration.ofMinutes(9));
        assertShown(session, "旧卡", "九折");
        assertThat(statuses()).containsExactly("2 SCHEDULED", "1 IN_FORCE");
        shop.pass(Duration.ofMinutes(1));
        assertShown(session, "新卡", "九折");
        assertThat(statuses()).containsExactly("2 IN_FORCE", "1 PAST");
        assertThat(owner.get(path).json().get("plans")).isEmpty();
    }

    @Test
    void a_plan_that_is_taken_back_never_comes_and_is_the_draft_again() {
        var session = Guest.stranger(shop).inMiniProgram();
        shop.changed(path, Map.of("title", "新卡"));
        publishedAt(inMinutes(10));
        assertThat(owner.delete(path + "/publication").status()).isEqualTo(204);
        shop.pass(Duration.ofMinutes(11));
        assertThat(offer(session).text("/template/title")).isEqualTo("旧卡");
        assertThat(statuses()).containsExactly("3 DRAFT", "2 TAKEN_BACK", "1 IN_FORCE");
        var now = owner.get(path);
        assertThat(now.text("/status")).as("customers can claim it still").isEqualTo("PUBLISHED");
        assertThat(now.text("/title")).isEqualTo("新卡");

        assertThat(owner.delete(path + "/publication").status()).isEqualTo(204);
        assertThat(owner.get(path).text("/status")).as("nothing was planned").isEqualTo("DRAFT");
        shop.pass(BEFORE_IT_IS_READ_AGAIN);
        assertThat(offer(session).problemCode()).hasValue("TEMPLATE_NOT_PUBLISHED");
    }

    @Test
    void a_store_stays_while_a_draft_a_plan_or_what_is_in_force_names_it() {
        var region = shop.organization("区");
        var only = shop.store("唯一的店", region);
        shop.changed(path, Map.of("storeIds", List.of(only)));
        assertStays(only, "draft");
        publishedAt(inMinutes(10));
        assertStays(only, "plan");
        shop.pass(Duration.ofMinutes(10));
        assertStays(only, "in force");
        shop.changed(path, Map.of("storeIds", List.of(shop.store("新店", region))));
        publishedAt(inMinutes(10));
        assertStays(only, "in force until the plan is");
        shop.pass(Duration.ofMinutes(10));
        assertThat(owner.delete("/admin/stores/" + only).status()).as("past").isEqualTo(204);
    }

    private void assertStays(String store, String why) {
        assertThat(owner.delete("/admin/stores/" + store).problemCode()).as(why).hasValue("STORE_IN_USE");
    }

    @Test
    void a_card_shows_what_was_in_force_when_its_template_was_taken_back() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        guest.claim(session, scene);
        shop.changed(path, Map.of("title", "新卡"));
        owner.delete(path + "/publication");
        assertThat(titleOfCard(session)).isEqualTo("旧卡");
        var again = publishedAt(inMinutes(10));
        assertThat(again.text("/status")).isEqualTo("SCHEDULED");
        assertThat(titleOfCard(session)).isEqualTo("旧卡");
        shop.pass(Duration.ofMinutes(10));
        assertShown(session, "新卡", "九折");
    }

    @Test
    void a_season_is_planned_with_the_way_back() {
        var session = Guest.stranger(shop).inMiniProgram();
        shop.changed(path, Map.of("title", "双十一"));
        publishedAt(inMinutes(10));
        assertThat(owner.call("POST", path + "/versions/1/restoration", null).text("/title"))
                .isEqualTo("旧卡");
        publishedAt(inMinutes(20));
        assertThat(statuses()).containsExactly("3 SCHEDULED", "2 SCHEDULED", "1 IN_FORCE");
        shop.pass(Duration.ofMinutes(10));
        assertThat(offer(session).text("/template/title")).isEqualTo("双十一");
        shop.pass(Duration.ofMinutes(10));
        assertThat(offer(session).text("/template/title")).isEqualTo("旧卡");
        assertThat(statuses()).containsExactly("3 IN_FORCE", "2 PAST", "1 PAST");
    }

    @Test
    void a_draft_takes_the_place_of_the_plan_it_was_made_from_and_of_no_other() {
        var session = Guest.stranger(shop).inMiniProgram();
        shop.changed(path, Map.of("title", "计划"));
        publishedAt(inMinutes(10));
        shop.changed(path, Map.of("title", "提前"));
        published();
        assertThat(statuses()).containsExactly("3 IN_FORCE", "2 TAKEN_BACK", "1 PAST");

        shop.changed(path, Map.of("title", "下周"));
        publishedAt(inMinutes(10));
        owner.call("POST", path + "/versions/3/restoration", null);
        shop.changed(path, Map.of("title", "改错字"));
        published();
        assertThat(statuses())
                .as("it was made from what is in force")
                .containsExactly("5 IN_FORCE", "4 SCHEDULED", "3 PAST", "2 TAKEN_BACK", "1 PAST");
        shop.pass(Duration.ofMinutes(10));
        assertThat(offer(session).text("/template/title")).isEqualTo("下周");
    }

    @Test
    void a_plan_is_moved_where_nothing_is_drafted() {
        shop.changed(path, Map.of("title", "新卡"));
        publishedAt(inMinutes(10));
        var moved = publishedAt(inMinutes(30));
        assertThat(moved.json().get("plans")).hasSize(1);
        shop.pass(Duration.ofMinutes(10));
        assertThat(statuses()).containsExactly("2 SCHEDULED", "1 IN_FORCE");
        assertThat(published().number("/inForce")).as("at once after all").isEqualTo(2);
    }

    @Test
    void the_list_of_versions_says_who_when_and_what() {
        var me = owner.get("/admin/me");
        var version = shop.changed(path, Map.of("title", "新卡", "welcomeBonusFen", 500))
                .number("/version");
        shop.changed(path, Map.of("notice", "出示此卡"));
        assertThat(owner.post(path + "/publication", Map.of("version", version)).problemCode())
                .as("it is not what was looked at any more")
                .hasValue("STALE_VERSION");
        published();
        var versions = owner.get(path + "/versions").json().get("items");
        assertThat(versions).hasSize(2);
        var newest = versions.get(0);
        for (var who : List.of("writtenBy", "publishedBy")) {
            assertThat(newest.get(who).get("id").asString()).as(who).isEqualTo(me.text("/id"));
            assertThat(newest.get(who).get("name").asString()).as(who).isEqualTo(me.text("/name"));
        }
        assertThat(newest.get("beganWith").intValue()).isEqualTo(1);
        assertThat(Instant.parse(newest.get("publishAt").asString()))
                .isEqualTo(Instant.parse(newest.get("publishedAt").asString()));
        assertThat(newest.get("changes").valueStream().map(Object::toString))
                .containsExactly(
                        "{\"field\":\"title\",\"was\":\"旧卡\",\"isNow\":\"新卡\"}",
                        "{\"field\":\"notice\",\"was\":null,\"isNow\":\"出示此卡\"}",
                        "{\"field\":\"welcomeBonusFen\",\"was\":0,\"isNow\":500}");
        assertThat(versions.get(1).get("changes")).isEmpty();

        var first = owner.get(path + "/versions?limit=1");
        assertThat(first.json().get("items")).hasSize(1);
        var second = owner.get(path + "/versions?limit=1&cursor=" + first.text("/nextCursor"));
        assertThat(second.number("/items/0/number")).isEqualTo(1);
        assertThat(second.json().get("nextCursor").isNull()).isTrue();
    }

    @Test
    void an_old_version_is_made_the_draft_again() {
        shop.rewritten(template, Map.of("title", "新卡"));
        shop.changed(path, Map.of("title", "写错了"));
        var restored = owner.call("POST", path + "/versions/1/restoration", null);
        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        assertThat(restored.text("/title")).isEqualTo("旧卡");
        assertThat(restored.number("/inForce")).isEqualTo(2);
        assertThat(statuses()).containsExactly("3 DRAFT", "2 IN_FORCE", "1 PAST");
        published();
        assertThat(statuses()).containsExactly("3 IN_FORCE", "2 PAST", "1 PAST");
        assertThat(owner.call("POST", path + "/versions/9/restoration", null).problemCode())
                .hasValue("VERSION_NOT_FOUND");
    }

    @Test
    void a_draft_is_thrown_away_unless_it_is_all_there_is() {
        shop.changed(path, Map.of("title", "新卡"));
        assertThat(owner.delete(path + "/draft").status()).isEqualTo(204);
        assertThat(owner.get(path).text("/title")).isEqualTo("旧卡");
        assertThat(owner.delete(path + "/draft").status()).as("once more").isEqualTo(204);
        var fresh = owner.post("/admin/card-templates", Map.of("name", "会员卡", "title", "会员卡"))
                .text("/id");
        assertThat(owner.delete("/admin/card-templates/" + fresh + "/draft").problemCode())
                .hasValue("DRAFT_ALONE");
    }

    @Test
    void the_merchants_own_name_for_it_changes_at_once() {
        var renamed = shop.changed(path, Map.of("name", "总部会员"));
        assertThat(renamed.text("/name")).isEqualTo("总部会员");
        assertThat(renamed.json().get("draft").isNull()).isTrue();
        assertThat(statuses()).containsExactly("1 IN_FORCE");
    }

    @Test
    void every_step_stands_in_the_audit() {
        shop.changed(path, Map.of("title", "新卡"));
        publishedAt(inMinutes(10));
        owner.delete(path + "/publication");
        owner.call("POST", path + "/versions/1/restoration", null);
        owner.delete(path + "/draft");
        assertThat(owner.get("/admin/audit?thing=CARD_TEMPLATE&thingId=" + template)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(each -> each.get("action").asString()))
                .containsExactly(
                        "CARD_TEMPLATE_DRAFT_DISCARDED",
                        "CARD_TEMPLATE_RESTORED",
                        "CARD_TEMPLATE_TAKEN_BACK",
                        "CARD_TEMPLATE_PUBLISHED",
                        "CARD_TEMPLATE_CHANGED",
                        "CARD_TEMPLATE_PUBLISHED",
                        "CARD_TEMPLATE_CREATED");
    }

    @Test
    void another_merchant_finds_no_version_of_it() {
        var other = Shop.open(house).owner();
        var rows = Rows.of(house.sandbox());
        var before = rows.column("SELECT COUNT(*) FROM card_template_version WHERE template_id = " + template);
        for (var answer : List.of(
                other.get(path + "/versions"),
                other.get(path + "/preview"),
                other.call("POST", path + "/versions/1/restoration", null),
                other.delete(path + "/draft"))) {
            assertThat(answer.problemCode()).hasValue("TEMPLATE_NOT_FOUND");
        }
        assertThat(rows.column("SELECT COUNT(*) FROM card_template_version WHERE template_id = " + template))
                .isEqualTo(before);
    }

    private void assertShown(Api session, String title, String perk) {
        shop.pass(BEFORE_IT_IS_READ_AGAIN);
        var offer = offer(session);
        assertThat(offer.text("/template/title")).isEqualTo(title);
        assertThat(offer.text("/template/perks/0/text")).isEqualTo(perk);
        assertThat(titleOfCard(session)).isEqualTo(title);
    }

    private Answer offer(Api session) {
        return session.get("/wx/claim-codes/" + scene);
    }

    private static String titleOfCard(Api session) {
        return session.get("/wx/cards").text("/items/0/template/title");
    }

    private Instant inMinutes(long minutes) {
        return house.clock().instant().plus(Duration.ofMinutes(minutes));
    }

    private Answer published() {
        return publication(Map.of());
    }

    private Answer publishedAt(Instant at) {
        return publication(Map.of("publishAt", at.toString()));
    }

    private Answer publication(Map<String, Object> body) {
        var answer = owner.post(path + "/publication", new HashMap<>(body));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private List<String> statuses() {
        return owner.get(path + "/versions")
                .json()
                .get("items")
                .valueStream()
                .map(version -> version.get("number").intValue() + " "
                        + version.get("status").asString())
                .toList();
    }
}
