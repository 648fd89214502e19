package io.kabao.e2e.slice;

import static io.kabao.e2e.Api.idsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoresTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());

    @Test
    void the_owner_adds_reads_changes_and_deletes_a_store() {
        var owner = house.owner();
        var added = owner.post("/admin/stores", Map.of("name", "一号店", "address", "人民路 1 号", "phone", "021-5555"));
        assertThat(added.status()).isEqualTo(201);
        var path = "/admin/stores/" + added.text("/id");
        assertThat(owner.get(path).json()).isEqualTo(added.json());
        assertThat(added.json().get("open").booleanValue()).isTrue();

        house.pass(Duration.ofMinutes(3));
        var changed = owner.patch(path, "{\"version\": 1, \"name\": \"二号店\", \"address\": null}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/name")).isEqualTo("二号店");
        assertThat(changed.json().get("address").isNull()).isTrue();
        assertThat(changed.text("/phone")).as("what was not named stays").isEqualTo("021-5555");
        assertThat(Instant.parse(changed.text("/updatedAt")))
                .isAfterOrEqualTo(Instant.parse(added.text("/updatedAt")).plus(Duration.ofMinutes(3)));

        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).problemCode()).hasValue("STORE_NOT_FOUND");
        assertThat(owner.delete(path).status()).isEqualTo(404);
    }

    @Test
    void a_stale_version_is_refused_with_who_and_when() {
        var owner = house.owner();
        var store = owner.post("/admin/stores", Map.of("name", "店"));
        var path = "/admin/stores/" + store.text("/id");
        var first = owner.patch(path, Map.of("version", 1, "name", "甲"));
        var second = owner.patch(path, Map.of("version", 1, "name", "乙"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problemCode()).hasValue("STALE_VERSION");
        assertThat(second.text("/updatedBy/id"))
                .isEqualTo(owner.get("/admin/me").text("/id"));
        assertThat(second.text("/updatedBy/name"))
                .isEqualTo(owner.get("/admin/me").text("/name"));
        assertThat(second.text("/updatedAt")).isEqualTo(first.text("/updatedAt"));
        assertThat(second.json().get("version").intValue()).isEqualTo(2);
        assertThat(owner.get(path).text("/name")).isEqualTo("甲");
    }

    @Test
    void a_form_that_we_do_not_speak_is_answered_in_json_and_nothing_happens_twice() {
        var owner = house.owner();
        for (var accept : List.of("application/xml", "text/plain", "image/png", "nonsense", "application/json;q=0")) {
            var answer = owner.with("Accept", accept).post("/admin/stores", Map.of("name", "店"));
            assertThat(answer.status()).as(accept).isEqualTo(201);
            assertThat(owner.get("/admin/stores/" + answer.text("/id")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void of_many_editors_of_one_version_one_wins() {
        var owner = house.owner();
        var path = "/admin/stores/"
                + owner.post("/admin/stores", Map.of("name", "店")).text("/id");
        var edits = IntStream.range(0, 12)
                .mapToObj(i -> owner.begin("PATCH", path, Map.of("version", 1, "name", "店 " + i)))
                .toList();
        var statuses = edits.stream().map(edit -> edit.join().status()).sorted().toList();
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.subList(1, statuses.size())).containsOnly(409);
        assertThat(owner.get(path).json().get("version").intValue()).isEqualTo(2);
    }

    @Test
    void walking_the_list_shows_every_store_once_newest_first() {
        house.openMerchant("pager");
        var pager = house.admin().signedIn("pager", Settings.OWNER_PASSWORD);
        var added = new ArrayList<String>();
        for (var i = 0; i < 23; i++) {
            added.addFirst(pager.post("/admin/stores", Map.of("name", "店 " + i)).text("/id"));
        }
        assertThat(walk(pager, 5)).isEqualTo(added);
        assertThat(walk(pager, 23)).isEqualTo(added);
        assertThat(walk(pager, 1)).isEqualTo(added);
        assertThat(idsOf(pager.get("/admin/stores"))).isEqualTo(added);
    }

    @Test
    void a_limit_or_cursor_that_was_not_given_out_is_refused() {
        var owner = house.owner();
        for (var limit : List.of("0", "201", "-1", "x", "9999999999", "1.0")) {
            assertThat(owner.get("/admin/stores?limit=" + limit).problemCode())
                    .as(limit)
                    .hasValue("INVALID_REQUEST");
        }
        for (var cursor : List.of("x", "AQAAAAAAAAAA", "Ag", "%00", "..%2F", "AQAAAAAAAAAAAAAA")) {
            assertThat(owner.get("/admin/stores?cursor=" + cursor).problemCode())
                    .as(cursor)
                    .hasValue("BAD_CURSOR");
        }
    }

    @Test
    void another_merchant_neither_sees_nor_changes_nor_deletes_a_store() {
        house.openMerchant("neighbour");
        var owner = house.owner();
        var neighbour = house.admin().signedIn("neighbour", Settings.OWNER_PASSWORD);
        var id = owner.post("/admin/stores", Map.of("name", "我的店")).text("/id");
        var path = "/admin/stores/" + id;
        try (var _ = JobsAtRest.in(house)) {
            var before = rows.merchantsChecksums();
            assertThat(neighbour.get(path).problemCode()).hasValue("STORE_NOT_FOUND");
            assertThat(neighbour
                            .patch(path, Map.of("version", 1, "name", "抢来的店"))
                            .status())
                    .isEqualTo(404);
            assertThat(neighbour.delete(path).status()).isEqualTo(404);
            assertThat(idsOf(neighbour.get("/admin/stores"))).doesNotContain(id);
            assertThat(rows.merchantsChecksums()).isEqualTo(before);

            var root = owner.get(path).text("/organizationId");
            assertThat(neighbour
                            .post("/admin/stores", Map.of("name", "店", "organizationId", root))
                            .status())
                    .as("a store under the other merchant's root")
                    .isEqualTo(404);
            assertThat(rows.merchantsChecksums()).isEqualTo(before);
        }
    }

    @Test
    void every_write_that_was_answered_2xx_has_one_row_in_the_audit() {
        var owner = house.owner();
        var before = rows.number("SELECT COUNT(*) FROM audit");
        var store = owner.post("/admin/stores", Map.of("name", "店"));
        var path = "/admin/stores/" + store.text("/id");
        assertThat(owner.patch(path, Map.of("version", 1, "open", false)).status())
                .isEqualTo(200);
        assertThat(owner.patch(path, Map.of("version", 1, "open", true)).status())
                .isEqualTo(409);
        assertThat(owner.patch(path, Map.of("version", 2, "name", "")).status()).isEqualTo(400);
        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.delete(path).status()).isEqualTo(404);
        assertThat(owner.delete("/admin/sessions").status()).isEqualTo(204);
        assertThat(rows.column("SELECT action FROM audit ORDER BY id DESC LIMIT "
                        + (rows.number("SELECT COUNT(*) FROM audit") - before)))
                .as("what was done, and each write that was refused for a reason")
                .containsExactly(
                        "OPERATOR_SIGNED_OUT", "REFUSED", "STORE_DELETED", "REFUSED", "STORE_CHANGED", "STORE_CREATED");
        assertThat(idsOf(house.owner().get("/admin/audit?limit=5"))).hasSize(5);
    }

    private static List<String> walk(Api caller, int limit) {
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = caller.get("/admin/stores?limit=" + limit + cursor);
            assertThat(page.json().get("items").size()).isBetween(1, limit);
            seen.addAll(idsOf(page));
            var next = page.json().get("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
        return seen;
    }
}
