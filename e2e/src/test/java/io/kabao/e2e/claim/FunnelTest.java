package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.claim.CodeDays;
import io.kabao.claim.Scans;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Pages;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many scanned, claimed and became active, by code, store, person, day and printed batch. */
class FunnelTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String template = shop.template();
    private final String store = shop.store("人民路店", shop.organization("华东"));
    private final String elsewhere = shop.store("北京店", shop.organization("华北"));
    private final String person = shop.staff("王芳", Map.of("storeId", store));

    /** Somebody looks, claims, and becomes active where said. */
    private void comes(Answer code, boolean claims, boolean activates) {
        if (!claims) {
            looks(Guest.stranger(shop).inMiniProgram(), code);
        } else if (activates) {
            claims(code).activates(code.text("/channel").equals("STORE") ? null : store);
        } else {
            claims(code);
        }
    }

    private void looks(Api session, Answer code) {
        assertThat(session.get("/wx/claim-codes/" + code.text("/scene")).status())
                .isEqualTo(200);
    }

    private Claimed claims(Answer code) {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        looks(session, code);
        var claimed = guest.claim(session, code.text("/scene"));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        return new Claimed(session, claimed.text("/id"));
    }

    private record Claimed(Api session, String card) {

        void activates(@Nullable String favouriteStore) {
            var body = favouriteStore == null ? Map.of() : Map.of("favouriteStoreId", favouriteStore);
            var active = session.post("/wx/cards/" + card + "/activation", body);
            assertThat(active.status()).as(active.body()).isEqualTo(200);
        }
    }

    private void countAll() {
        house.beans(Scans.class).forEach(scans -> {
            scans.stop();
            scans.start();
        });
        try (var _ = JobsAtRest.in(house)) {
            house.adminBean(CodeDays.class).bringUp();
        }
    }

    private List<String> by(Api who, String by, String query) {
        var answer = who.get("/admin/claim-statistics?by=" + by + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var lines = new ArrayList<String>();
        answer.json()
                .get("items")
                .forEach(row -> lines.add("%s %d/%d/%d"
                        .formatted(
                                row.get(by.equals("day") ? "day" : "name").asString(""),
                                row.get("scans").asLong(),
                                row.get("claims").asLong(),
                                row.get("activations").asLong())));
        return lines;
    }

    @Test
    void each_step_counts_for_the_code_its_store_its_person_and_the_day() {
        var ofStore = shop.code("STORE", template, Map.of("storeId", store, "name", "门口"));
        var ofPerson = shop.code("STAFF", template, Map.of("staffId", person));
        var other = shop.code("STORE", template, Map.of("storeId", elsewhere));
        comes(ofStore, true, true);
        comes(ofStore, true, false);
        comes(ofStore, false, false);
        comes(ofPerson, true, true);
        comes(other, false, false);
        countAll();
        var owner = shop.owner();
        assertThat(by(owner, "code", "")).containsExactly("门口 3/2/1", "王芳 1/1/1", "北京店 1/0/0");
        assertThat(by(owner, "store", "")).containsExactly("人民路店 4/3/2", "北京店 1/0/0");
        assertThat(by(owner, "staff", "")).containsExactlyInAnyOrder("王芳 1/1/1", " 4/2/1");
        var today = LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Shanghai"));
        assertThat(by(owner, "day", "")).containsExactly(today + " 5/3/2");
        assertThat(by(owner, "day", "&from=" + today.minusDays(9) + "&to=" + today.minusDays(1)))
                .isEmpty();
        // Counting once more changes nothing.
        countAll();
        assertThat(by(owner, "store", "")).containsExactly("人民路店 4/3/2", "北京店 1/0/0");
        assertThat(rows.number("SELECT SUM(scans) FROM claim_code WHERE store_id IN (" + store + "," + elsewhere
                        + ") OR staff_id = " + person))
                .isEqualTo(5);
    }

    @Test
    void of_a_code_that_is_pointed_to_somebody_else_each_has_what_came_while_it_was_theirs() {
        var colleague = shop.staff("赵敏", Map.of("storeId", elsewhere));
        var code = shop.code("STAFF", template, Map.of("staffId", person));
        var first = claims(code);
        countAll();
        comes(code, false, false);
        shop.changed("/admin/claim-codes/" + code.text("/id"), Map.of("staffId", colleague));
        claims(code).activates(elsewhere);
        first.activates(store);
        countAll();
        var owner = shop.owner();
        assertThat(by(owner, "staff", "")).containsExactly("王芳 2/1/1", "赵敏 1/1/1");
        assertThat(by(owner, "store", "")).containsExactly("人民路店 2/1/1", "北京店 1/1/1");
        assertThat(by(owner, "code", "")).containsExactly("赵敏 3/2/2");
        assertThat(by(manager(), "staff", "")).containsExactly("王芳 2/1/1");
        countAll();
        assertThat(by(owner, "staff", "")).containsExactly("王芳 2/1/1", "赵敏 1/1/1");
    }

    @Test
    void a_card_that_becomes_active_later_counts_for_whom_it_was_claimed_from() {
        var colleague = shop.staff("赵敏", Map.of("storeId", elsewhere));
        var code = shop.code("STAFF", template, Map.of("staffId", person));
        var first = claims(code);
        countAll();
        rows.change("UPDATE claim SET claimed_at = claimed_at - INTERVAL 1 DAY WHERE card_id = " + first.card());
        rows.change("UPDATE claim_code_day SET day = day - INTERVAL 1 DAY WHERE code_id = " + code.text("/id"));
        shop.changed("/admin/claim-codes/" + code.text("/id"), Map.of("staffId", colleague));
        first.activates(store);
        countAll();
        assertThat(by(shop.owner(), "staff", "")).containsExactly("王芳 0/0/1");
    }

    @Test
    void a_store_that_the_member_chooses_is_not_where_the_code_stood() {
        var code = shop.code("MINI_PROGRAM", template, Map.of("name", "首页"));
        var first = claims(code);
        countAll();
        first.activates(store);
        countAll();
        assertThat(by(shop.owner(), "store", "")).containsExactly(" 1/1/1");
    }

    @Test
    void days_are_those_of_the_merchants_zone() {
        var code = shop.code("STORE", template, Map.of("storeId", store));
        comes(code, true, false);
        // Half past midnight in Shanghai is still the day before in London.
        rows.change("UPDATE claim SET claimed_at = '2026-03-01 16:30:00' WHERE code_id = " + code.text("/id"));
        var days = house.adminBean(CodeDays.class);
        days.recount(Instant.parse("2026-03-01T16:00:00Z"), Instant.parse("2026-03-01T17:00:00Z"));
        assertThat(by(shop.owner(), "day", "&from=2026-03-01&to=2026-03-03")).containsExactly("2026-03-02 0/1/0");
    }

    @Test
    void whoever_works_at_one_store_sees_what_came_of_its_codes_alone() {
        comes(shop.code("STORE", template, Map.of("storeId", store)), true, false);
        comes(shop.code("STORE", template, Map.of("storeId", elsewhere)), true, false);
        countAll();
        var manager = manager();
        assertThat(by(manager, "store", "")).containsExactly("人民路店 1/1/0");
        assertThat(by(manager, "code", "")).hasSize(1);
        assertThat(by(Shop.open(house).owner(), "store", "")).isEmpty();
    }

    @Test
    void whoever_works_on_more_people_than_are_read_at_once_sees_what_came_of_the_codes_of_all() {
        var region = shop.organization("华南");
        var first = shop.staff("陈红", Map.of("organizationId", region));
        comes(shop.code("STAFF", template, Map.of("staffId", first)), true, false);
        comes(shop.code("STAFF", template, Map.of("staffId", person)), true, false);
        countAll();
        rows.change("""
                INSERT INTO staff (id, merchant_id, organization_id, name, active, version, created_at, updated_at)
                SELECT id + seq, merchant_id, organization_id, '众', 1, 1, created_at, created_at
                FROM staff JOIN seq_1_to_5001 WHERE id = %s
                """.formatted(first));
        assertThat(by(manager(Map.of("kind", "ORGANIZATION", "ids", List.of(region))), "staff", ""))
                .containsExactly("陈红 1/1/0");
    }

    @Test
    void every_store_of_a_chain_is_on_one_of_the_pages_the_most_claimed_first() {
        rows.change("""
                INSERT INTO store (id, merchant_id, organization_id, name, open, version, created_at, updated_at)
                SELECT id + seq, merchant_id, organization_id, CONCAT('店', seq), 1, 1, created_at, created_at
                FROM store JOIN seq_1_to_200 WHERE id = %s
                """.formatted(elsewhere));
        rows.change("""
                INSERT INTO claim_code_day
                  (id, merchant_id, code_id, store_id, staff_id, day, scans, claims, activations)
                SELECT id + seq, merchant_id, id + seq, IF(seq = 201, NULL, id + seq), NULL, '2026-03-05', 3, MOD(seq, 5), 1
                FROM store JOIN seq_0_to_201 WHERE id = %s
                """.formatted(elsewhere));
        var owner = shop.owner();
        var days = "&from=2026-03-05&to=2026-03-05";
        var first = owner.get("/admin/claim-statistics?by=store" + days).json();
        assertThat(first.get("items")).hasSize(200);
        assertThat(first.get("more").asBoolean()).isTrue();
        for (var limit : List.of("", "&limit=200", "&limit=7")) {
            var all = Pages.all(owner, "/admin/claim-statistics?by=store" + days + limit);
            assertThat(all).hasSize(202);
            assertThat(all).extracting(row -> row.get("id").asString("")).doesNotHaveDuplicates();
            assertThat(all)
                    .extracting(row -> row.get("claims").asLong())
                    .isSortedAccordingTo(Comparator.reverseOrder());
        }
        assertThat(owner.get("/admin/claim-statistics?by=store&limit=201").status())
                .isEqualTo(400);
        assertThat(owner.get("/admin/claim-statistics?by=store&cursor=moon").problemCode())
                .contains("BAD_CURSOR");
    }

    /** Somebody who works on the one store. */
    private Api manager() {
        return manager(Map.of("kind", "STORES", "ids", List.of(store)));
    }

    private Api manager(Map<String, Object> scope) {
        var account = "f-" + Shop.unique(16);
        var draft = Map.of(
                "account",
                account,
                "name",
                "小周",
                "password",
                Settings.OWNER_PASSWORD,
                "roleIds",
                List.of("2"),
                "scope",
                scope);
        var made = shop.proved(() -> shop.owner().post("/admin/operators", draft));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return house.admin().signedIn(account, Settings.OWNER_PASSWORD);
    }

    @Test
    void a_printed_batch_has_what_came_of_the_codes_in_it() {
        var order = shop.owner()
                .post(
                        "/admin/materials",
                        Map.of(
                                "subject", "STORE",
                                "templateId", template,
                                "ids", List.of(store),
                                "carrier", "H5",
                                "style", "POSTER",
                                "format", "ZIP"))
                .text("/id");
        Awaitility.await()
                .until(() -> shop.owner()
                        .get("/admin/materials/" + order)
                        .text("/status")
                        .equals("DONE"));
        var printed = shop.owner()
                .get("/admin/claim-codes?storeId=" + store)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        comes(shop.owner().get("/admin/claim-codes/" + printed), true, true);
        comes(shop.code("STORE", template, Map.of("storeId", store)), true, true);
        countAll();
        assertThat(by(shop.owner(), "batch", "")).containsExactly("POSTER 1/1/1");
    }

    @Test
    void a_range_or_a_view_that_there_is_not_is_refused() {
        var owner = shop.owner();
        assertThat(owner.get("/admin/claim-statistics?by=moon").status()).isEqualTo(400);
        assertThat(owner.get("/admin/claim-statistics").status()).isEqualTo(400);
        assertThat(owner.get("/admin/claim-statistics?by=day&from=2026-03-02&to=2026-03-01")
                        .problemCode())
                .contains("RANGE_WRONG");
    }
}
