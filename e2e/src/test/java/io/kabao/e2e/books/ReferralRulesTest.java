package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How rules of referral are written, approved and followed by others. */
class ReferralRulesTest {

    private static final Map<String, Object> ONE_LEVEL =
            Map.of("levels", 1, "way", "AMOUNT", "selfBp", 800, "level1Bp", 50);

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Counter.Colleague second = counter.hire(BuiltInRole.OWNER);
    private final Counter.Colleague finance = counter.hire(BuiltInRole.FINANCE);

    private Answer draft(Map<String, Object> rule) {
        var draft = counter.owner().post("/admin/referral-rules", rule);
        assertThat(draft.status()).as(draft.body()).isEqualTo(201);
        assertThat(draft.text("/status")).isEqualTo("DRAFT");
        return draft;
    }

    private Api platform() {
        var session = house.admin()
                .post(
                        "/platform/sessions",
                        Map.of("account", Settings.PLATFORM, "password", Settings.PLATFORM_PASSWORD));
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        return house.admin().as(session.text("/token"));
    }

    private static String path(Answer rule) {
        return "/admin/referral-rules/" + rule.text("/id");
    }

    private static Answer approve(Counter.Colleague who, Answer rule, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("version", rule.number("/version")));
        body.putAll(more);
        return who.api().post(path(rule) + "/approval", body);
    }

    @Test
    void a_draft_is_in_force_once_somebody_else_approves_it_and_the_one_before_is_former() {
        var first = draft(ONE_LEVEL);
        assertThat(counter.owner()
                        .post(path(first) + "/approval", Map.of("version", 1))
                        .problemCode())
                .hasValue("REFERRAL_SAME_PERSON");
        assertThat(approve(finance, first, Map.of()).text("/status")).isEqualTo("IN_FORCE");
        var copy = counter.owner().post(path(first) + "/copy", Map.of());
        assertThat(copy.status()).as(copy.body()).isEqualTo(201);
        assertThat(copy.text("/copiedFrom")).isEqualTo(first.text("/id"));
        assertThat(copy.number("/level1Bp")).isEqualTo(50);
        var edit = Map.of("version", 1, "levels", 0, "way", "POINTS", "level1Bp", 70);
        assertThat(counter.owner().patch(path(copy), edit).number("/version")).isEqualTo(2);
        assertThat(approve(second, counter.owner().get(path(copy)), Map.of()).status())
                .isEqualTo(200);
        var all = counter.owner().get("/admin/referral-rules").json().get("items");
        assertThat(all.valueStream().map(rule -> rule.get("status").asString())).containsExactly("IN_FORCE", "FORMER");
        var former = counter.owner().get(path(first));
        assertThat(former.text("/approvedBy")).isEqualTo(Long.toString(finance.id()));
        assertThat(former.json().get("endedAt")).isEqualTo(all.get(0).get("approvedAt"));
        assertThat(former.number("/selfBp")).isEqualTo(800);
    }

    @Test
    void whoever_changed_a_draft_last_does_not_approve_it_either() {
        var draft = draft(ONE_LEVEL);
        var changed = finance.api().patch(path(draft), Map.of("version", 1, "level1Bp", 60));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(approve(finance, changed, Map.of()).problemCode()).hasValue("REFERRAL_SAME_PERSON");
        assertThat(approve(second, draft, Map.of()).problemCode()).hasValue("STALE_VERSION");
        assertThat(approve(second, changed, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void what_an_edit_does_not_name_stays_and_null_clears_what_may_be_missing() {
        var draft = draft(Map.of(
                "levels",
                1,
                "way",
                "POINTS",
                "level1Bp",
                50,
                "minLinePoints",
                10,
                "caps",
                Map.of("perOrder", 100, "perDay", 200)));
        var edit = new HashMap<String, Object>(Map.of("version", 1, "selfBp", 70));
        edit.put("minLinePoints", null);
        var changed = counter.owner().patch(path(draft), edit);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.number("/selfBp")).isEqualTo(70);
        assertThat(changed.number("/level1Bp")).isEqualTo(50);
        assertThat(changed.json().get("minLinePoints").isNull()).isTrue();
        assertThat(changed.number("/caps/perDay")).isEqualTo(200);
        var capped = counter.owner().patch(path(draft), Map.of("version", 2, "caps", Map.of("perMember", 900)));
        assertThat(capped.json().at("/caps/perDay").isNull()).isTrue();
        assertThat(capped.number("/caps/perMember")).isEqualTo(900);
        var wayless = new HashMap<String, Object>(Map.of("version", 3));
        wayless.put("way", null);
        assertThat(counter.owner().patch(path(draft), wayless).status()).isEqualTo(400);
        assertThat(counter.owner()
                        .patch(path(draft), Map.of("version", 3, "caps", Map.of("perDay", 0)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void what_is_in_force_is_neither_changed_nor_deleted() {
        var rule = draft(ONE_LEVEL);
        approve(second, rule, Map.of());
        var edit = Map.of("version", 2, "selfBp", 1);
        assertThat(counter.owner().patch(path(rule), edit).problemCode()).hasValue("REFERRAL_RULE_NO_DRAFT");
        assertThat(counter.owner().delete(path(rule)).problemCode()).hasValue("REFERRAL_RULE_NO_DRAFT");
        assertThat(approve(finance, counter.owner().get(path(rule)), Map.of()).problemCode())
                .hasValue("REFERRAL_RULE_NO_DRAFT");
        var draft = draft(ONE_LEVEL);
        assertThat(counter.owner().delete(path(draft)).status()).isEqualTo(204);
        assertThat(counter.owner().get(path(draft)).problemCode()).hasValue("REFERRAL_RULE_NOT_FOUND");
    }

    @Test
    void two_who_approve_two_drafts_at_once_leave_one_in_force() {
        for (var round = 0; round < 20; round++) {
            var drafts = List.of(draft(ONE_LEVEL), draft(ONE_LEVEL));
            var answers = new ArrayList<Integer>();
            drafts.stream()
                    .map(draft -> second.api()
                            .begin("POST", path(draft) + "/approval", Map.of("version", draft.number("/version"))))
                    .toList()
                    .forEach(answer -> answers.add(answer.join().status()));
            assertThat(answers).contains(200);
            assertThat(counter.rows()
                            .number("SELECT COUNT(*) FROM referral_rule WHERE status = 'IN_FORCE' AND merchant_id = "
                                    + counter.merchantId()))
                    .isOne();
        }
    }

    @Test
    void a_rule_that_may_pay_out_more_than_the_order_needs_the_owner_s_word_on_the_sum() {
        var rule = draft(Map.of("levels", 1, "way", "AMOUNT", "selfBp", 8_000, "level1Bp", 7_000));
        assertThat(rule.number("/payoutBp")).isEqualTo(15_000);
        assertThat(approve(finance, rule, Map.of("confirmedBp", 15_000)).problemCode())
                .hasValue("REFERRAL_PAYS_TOO_MUCH");
        assertThat(approve(second, rule, Map.of()).problemCode()).hasValue("REFERRAL_PAYS_TOO_MUCH");
        var refused = approve(second, rule, Map.of("confirmedBp", 14_999));
        assertThat(refused.problemCode()).hasValue("REFERRAL_PAYS_TOO_MUCH");
        assertThat(refused.number("/payoutBp")).isEqualTo(15_000);
        var agreed = approve(second, rule, Map.of("confirmedBp", 15_000));
        assertThat(agreed.number("/confirmedBp")).isEqualTo(15_000);
    }

    @Test
    void more_than_one_level_needs_the_platform_and_the_owner() {
        var rule = draft(Map.of("levels", 2, "way", "AMOUNT", "level1Bp", 50, "level2Bp", 50));
        assertThat(approve(second, rule, Map.of()).problemCode()).hasValue("REFERRAL_LEVELS_OFF");
        assertThat(counter.owner()
                        .post("/admin/referral-levels/acceptance", Map.of("max", 2))
                        .problemCode())
                .hasValue("REFERRAL_LEVELS_OFF");
        var path = "/platform/merchants/" + counter.merchantId() + "/referral-levels";
        assertThat(platform().put(path, Map.of("max", 2)).status()).isEqualTo(200);
        assertThat(approve(second, rule, Map.of()).problemCode())
                .as("not accepted yet")
                .hasValue("REFERRAL_LEVELS_OFF");
        var accepted = counter.owner().post("/admin/referral-levels/acceptance", Map.of("max", 2));
        assertThat(accepted.number("/open")).isEqualTo(2);
        assertThat(finance.api()
                        .post("/admin/referral-levels/acceptance", Map.of("max", 1))
                        .status())
                .isEqualTo(403);
        assertThat(approve(second, rule, Map.of()).status()).isEqualTo(200);

        counter.rows()
                .change("UPDATE referral_permit SET accepted_words = '2001-01' WHERE merchant_id = "
                        + counter.merchantId());
        var later = draft(Map.of("levels", 2, "way", "AMOUNT", "level1Bp", 60, "level2Bp", 50));
        assertThat(approve(second, later, Map.of()).problemCode())
                .as("accepted in other words")
                .hasValue("REFERRAL_LEVELS_OFF");
        var standing = counter.owner().get("/admin/referral-levels");
        assertThat(standing.text("/words")).isNotEqualTo(standing.text("/warning"));
        counter.owner().post("/admin/referral-levels/acceptance", Map.of("max", 2));
        assertThat(approve(second, later, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void the_owner_s_word_is_nobody_else_s_to_give() {
        var role = Map.of("name", "财务主管", "permissions", List.of("REFERRAL_RULE_APPROVE", "REFERRAL_OVERPAY"));
        var refused = counter.owner().post("/admin/roles", role);
        assertThat(refused.problemCode()).hasValue("PERMISSION_OF_OWNER");
        assertThat(refused.text("/permission")).isEqualTo("REFERRAL_OVERPAY");
        var plain = counter.owner()
                .post("/admin/roles", Map.of("name", "财务主管", "permissions", List.of("REFERRAL_RULE_APPROVE")));
        assertThat(plain.status()).as(plain.body()).isEqualTo(201);
        assertThat(counter.owner()
                        .patch(
                                "/admin/roles/" + plain.text("/id"),
                                Map.of("version", 1, "permissions", List.of("REFERRAL_OVERPAY"), "reason", "代为确认"))
                        .problemCode())
                .hasValue("PERMISSION_OF_OWNER");
    }

    @Test
    void a_preview_says_what_a_sample_order_would_earn() {
        var rule = draft(Map.of("levels", 1, "way", "AMOUNT", "selfBp", 800, "level1Bp", 50, "onlineOnly", true));
        var preview = counter.owner().get(path(rule) + "/preview?amountFen=12345&points=0");
        assertThat(preview.number("/dues/0/amount")).isEqualTo(987);
        assertThat(preview.number("/dues/1/amount")).isEqualTo(61);
        assertThat(preview.number("/total")).isEqualTo(1_048);
        assertThat(counter.owner()
                        .get(path(rule) + "/preview?amountFen=12345&online=false")
                        .number("/total"))
                .isZero();
    }

    @Test
    void figures_that_make_no_sense_are_refused_and_leave_nothing() {
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("levels", 4, "way", "AMOUNT"),
                Map.of("levels", -1, "way", "AMOUNT"),
                Map.of("levels", 1, "way", "CASH"),
                Map.of("levels", 1, "way", "AMOUNT", "level1Bp", -1),
                Map.of("levels", 1, "way", "AMOUNT", "level1Bp", 10_001),
                Map.of("levels", 1, "way", "AMOUNT", "waitingDays", 181),
                Map.of("levels", 1, "way", "AMOUNT", "caps", Map.of("perDay", 0)))) {
            var answer = counter.owner().post("/admin/referral-rules", wrong);
            assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        }
        assertThat(counter.owner()
                        .get("/admin/referral-rules")
                        .json()
                        .get("items")
                        .isEmpty())
                .isTrue();
    }
}
