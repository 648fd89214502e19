package io.kabao.e2e.member;

import static io.kabao.e2e.member.Desk.freshPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Members are found, looked at and corrected at the counter. */
class MemberDeskTest {

    private static final List<Map<String, Object>> FIELDS = List.of(
            field("name", "TEXT", "EDITABLE", List.of()),
            field("birthday", "DATE", "FILL_ONCE", List.of()),
            field("gender", "CHOICE", "EDITABLE", List.of("男", "女")));

    /** Rows that the house reads by itself between two looks. */
    private static final long NOISE = 40;

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Desk desk = new Desk(shop);
    private final Rows rows = Rows.of(house.sandbox());

    private static Map<String, Object> field(String key, String type, String right, List<String> options) {
        return Map.of("key", key, "label", key, "type", type, "editRight", right, "options", options);
    }

    @Test
    void a_member_is_found_by_name_phone_last_digits_and_card_number() {
        var template = shop.template();
        var phone = freshPhone();
        var wang = desk.enrolled(template, phone, "王小明明明").text("/member/id");
        var ann = desk.oldCard(template, "VIP-007", Map.of("name", "Ann Lee", "phone", freshPhone()))
                .text("/member/id");
        for (var text : List.of("王", "王小", "王小明", "王小明明", "王小明明明", phone, phone.substring(7), "+86 " + phone)) {
            assertThat(found(text)).as(text).containsExactly(wang);
        }
        for (var text : List.of("a", "ANN", "Ａｎｎ", "VIP-007", "VIP", "V")) {
            assertThat(found(text)).as(text).containsExactly(ann);
        }
        for (var text :
                List.of("小", "明", "vip", "IP-007", phone.substring(0, 7), "%", "_", "\\", "' OR 1=1 --", "007")) {
            assertThat(found(text)).as(text).isEmpty();
        }
        assertThat(found("")).containsExactly(ann, wang);
    }

    @Test
    void whoever_is_meant_twice_is_shown_once_on_whichever_page() {
        var template = shop.template();
        var expected = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            var phone = freshPhone().substring(0, 7) + "4321";
            expected.addFirst(desk.oldCard(template, "4321-" + i, Map.of("phone", phone, "name", "4321"))
                    .text("/member/id"));
        }
        for (var i = 3; i < 6; i++) {
            expected.add(
                    desk.oldCard(template, "4321-" + i, Map.of("name", "甲")).text("/member/id"));
        }
        for (var limit : List.of(1, 2, 3, 4, 6, 200)) {
            assertThat(desk.found("4321", limit)).as("pages of %s", limit).isEqualTo(expected);
        }
    }

    @Test
    void another_merchants_members_are_neither_found_nor_seen_nor_changed() {
        var other = new Desk(Shop.open(house));
        var phone = freshPhone();
        var made = other.oldCard(other.shop().template(), "FOREIGN-1", Map.of("name", "王小明", "phone", phone));
        var id = made.text("/member/id");
        desk.enrolled(shop.template(), freshPhone(), "张三");
        for (var text : List.of("王", phone, phone.substring(7), made.text("/card/number"))) {
            assertThat(found(text)).as(text).isEmpty();
        }
        try (var _ = JobsAtRest.in(house)) {
            var before = rows.merchantsChecksums();
            assertThat(desk.owner().get("/admin/members/" + id).problemCode()).hasValue("MEMBER_NOT_FOUND");
            assertThat(desk.owner()
                            .patch("/admin/members/" + id, Map.of("version", 1, "name", "抢来的"))
                            .status())
                    .isEqualTo(404);
            assertThat(rows.merchantsChecksums()).isEqualTo(before);
        }
    }

    @Test
    void personal_data_is_masked_wherever_members_are_shown() {
        var template = shop.template(Map.of("profileFields", FIELDS));
        var phone = freshPhone();
        var made = Desk.made(desk.enrol(Map.of(
                "templateId",
                template,
                "phone",
                phone,
                "name",
                "欧阳娜娜",
                "profile",
                Map.of("birthday", "1990-03-07", "gender", "女"))));
        var path = "/admin/members/" + made.text("/member/id");
        for (var answer : List.of(made, desk.owner().get(path), desk.owner().get("/admin/members?q=" + phone))) {
            assertThat(answer.body())
                    .contains("欧**", phone.substring(0, 3) + "****" + phone.substring(7))
                    .doesNotContain("欧阳", phone, "1990-");
        }
        assertThat(desk.owner().get(path).json().get("profile").toString()).contains("女", "***");
    }

    @Test
    void a_corrected_name_is_found_and_the_former_one_is_not() {
        var made = desk.enrolled(shop.template(Map.of("profileFields", FIELDS)), freshPhone(), "王小明");
        var path = "/admin/members/" + made.text("/member/id");
        var changed = desk.owner().patch(path, Map.of("version", 1, "name", "张大千"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("/nameMasked")).isEqualTo("张**");
        assertThat(found("王")).isEmpty();
        assertThat(found("张大")).hasSize(1);
        var byProfile = desk.owner().patch(path, Map.of("version", 2, "profile", Map.of("name", "李四")));
        assertThat(byProfile.text("/nameMasked")).isEqualTo("李**");
        assertThat(found("李")).hasSize(1);
        var cleared = new HashMap<String, Object>(Map.of("version", 3));
        cleared.put("name", null);
        assertThat(desk.owner().patch(path, cleared).json().get("nameMasked").isNull())
                .isTrue();
        assertThat(rows.number("SELECT COUNT(*) FROM member_name_start WHERE member_id = " + made.text("/member/id")))
                .isZero();
    }

    @Test
    void an_unverified_phone_is_corrected_and_a_verified_one_stays() {
        var template = shop.template();
        var made = desk.enrolled(template, freshPhone(), "王小明");
        var path = "/admin/members/" + made.text("/member/id");
        var phone = freshPhone();
        var changed = desk.owner().patch(path, Map.of("version", 1, "phone", phone));
        assertThat(changed.text("/phoneMasked")).endsWith(phone.substring(7));
        assertThat(found(phone)).hasSize(1);

        var guest = Guest.stranger(shop);
        assertThat(guest.claim(guest.inMiniProgram(), shop.scene(template)).status())
                .isEqualTo(201);
        var verified = "/admin/members/" + found(guest.phone()).getFirst();
        var refused = desk.owner().patch(verified, Map.of("version", 1, "phone", freshPhone(), "name", "张三"));
        assertThat(refused.problemCode()).as(refused.body()).hasValue("PHONE_VERIFIED");
        assertThat(desk.owner().get(verified).json().get("nameMasked").isNull())
                .as("nothing of a refused correction is kept")
                .isTrue();
    }

    @Test
    void the_counter_fills_in_what_the_members_templates_know_and_nothing_else() {
        var made = desk.enrolled(shop.template(Map.of("profileFields", FIELDS)), freshPhone(), "王小明");
        var path = "/admin/members/" + made.text("/member/id");
        var filled = desk.owner()
                .patch(path, Map.of("version", 1, "profile", Map.of("birthday", "1990-03-07", "gender", "男")));
        assertThat(filled.status()).as(filled.body()).isEqualTo(200);
        for (var wrong : List.of(
                Map.of("birthday", "gestern"), Map.of("gender", "其他"), Map.of("idNumber", "1"), Map.of("phone", "1"))) {
            var refused = desk.owner().patch(path, Map.of("version", 2, "profile", wrong));
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        }
        var cleared = new HashMap<String, Object>(Map.of("gender", "女"));
        cleared.put("birthday", null);
        var changed = desk.owner().patch(path, Map.of("version", 2, "profile", cleared));
        assertThat(changed.json().get("profile").toString()).contains("女");
        assertThat(changed.json().at("/profile/1/valueMasked").isNull()).isTrue();
        var late = desk.owner().patch(path, Map.of("version", 2, "name", "太晚"));
        assertThat(late.problemCode()).hasValue("STALE_VERSION");
        assertThat(late.text("/updatedBy/id"))
                .isEqualTo(desk.owner().get("/admin/me").text("/id"));
    }

    @Test
    void of_many_corrections_of_one_version_one_wins() {
        var made = desk.enrolled(shop.template(), freshPhone(), "王小明");
        var path = "/admin/members/" + made.text("/member/id");
        var statuses = Desk.atOnce(50, i -> desk.owner().begin("PATCH", path, Map.of("version", 1, "name", "名" + i)));
        assertThat(statuses).containsEntry(200, 1L).containsKey(409);
        assertThat(statuses.keySet()).as("or no room for it").isSubsetOf(200, 409, 503);
        assertThat(found("名")).hasSize(1);
        assertThat(rows.number("SELECT COUNT(*) FROM member_name_start WHERE member_id = " + made.text("/member/id")))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void no_search_reads_more_because_there_are_more_members() {
        var template = shop.template();
        var wanted = desk.enrolled(template, freshPhone(), "覃小明");
        var searches = List.of("覃", "覃小明", "5678", "ZZ", "", "13700000000");
        var crowd = Crowd.like(rows, wanted.text("/member/id"), template);
        crowd.growTo(1_000);
        var few = rowsRead(searches);
        crowd.growTo(20_000);
        var many = rowsRead(searches);
        few.forEach((text, rowsOfFew) -> assertThat(many.getOrDefault(text, Long.MAX_VALUE))
                .as("%s: %s and %s", text, few, many)
                .isLessThan(rowsOfFew + NOISE));
    }

    /** Rows that the database reads for each search; the lowest of some tries, since others read meanwhile. */
    private Map<String, Long> rowsRead(List<String> searches) {
        var read = new TreeMap<String, Long>();
        try (var _ = JobsAtRest.in(house)) {
            var alone = lowest(() -> {});
            for (var text : searches) {
                read.put(text, lowest(() -> desk.owner().get("/admin/members?limit=20&q=" + encoded(text))) - alone);
            }
        }
        return read;
    }

    private long lowest(Runnable search) {
        var lowest = Long.MAX_VALUE;
        for (var i = 0; i < 8; i++) {
            var before = Crowd.rowsRead(rows);
            search.run();
            lowest = Math.min(lowest, Crowd.rowsRead(rows) - before);
        }
        return lowest;
    }

    private List<String> found(String text) {
        return desk.found(encoded(text), 50);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
