package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import io.kabao.material.BatchWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Prints for many, in the background. */
class MaterialsTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String template = shop.template();
    private final String area = shop.organization("华东");

    private Answer ask(String subject, Map<String, Object> changes) {
        return shop.owner().post("/admin/materials", Order.of(subject, template, changes));
    }

    private long merchant() {
        return rows.number("SELECT merchant_id FROM wechat_app WHERE app_id = '" + shop.account() + "'");
    }

    @Test
    void each_store_gets_a_code_and_a_folder_with_its_print() {
        for (var name : List.of("人民路店", "淮海路店", "人民路店")) {
            shop.store(name, area);
        }
        var order = Order.by(shop, "STORE", template, Map.of());
        var done = order.awaitStatus("DONE");
        assertThat(done.number("/total")).isEqualTo(3);
        assertThat(done.number("/done")).isEqualTo(3);
        assertThat(done.number("/failedCount")).isZero();
        assertThat(order.names()).containsExactly("人民路店/人民路店.png", "淮海路店/淮海路店.png", "人民路店 (2)/人民路店.png");
        assertThat(order.files().values())
                .allSatisfy(
                        file -> assertThat(PictureFiles.read(file).getWidth()).isGreaterThan(100));
        assertThat(done.number("/file/bytes")).isEqualTo(order.file().length);
        assertThat(rows.number("SELECT COUNT(*) FROM claim_code WHERE merchant_id = " + merchant()))
                .isEqualTo(3);
        assertThat(Api.idsOf(shop.owner().get("/admin/materials"))).containsExactly(order.id());
        assertThat(rows.column("SELECT action FROM audit WHERE thing = 'MATERIAL' AND merchant_id = " + merchant()))
                .containsExactly("MATERIAL_CREATED");
    }

    @Test
    void staff_lie_in_the_folder_of_their_store_and_book_and_zip_have_as_many() {
        var store = shop.store("人民路店", area);
        shop.staff("王芳", Map.of("storeId", store, "employeeNumber", "A1", "phone", "13800000001"));
        shop.staff("王芳", Map.of("storeId", store, "employeeNumber", "A2", "phone", "13800000001"));
        shop.staff("李雷", Map.of());
        var zip = Order.by(shop, "STAFF", template, Map.of("style", "BADGE"));
        var book = Order.by(shop, "STAFF", template, Map.of("style", "BADGE", "format", "PDF"));
        zip.awaitStatus("DONE");
        assertThat(zip.names()).containsExactly("人民路店/人民路店-王芳.png", "人民路店/人民路店-王芳 (2).png", "无门店/无门店-李雷.png");
        assertThat(book.awaitStatus("DONE").number("/done")).isEqualTo(3);
        assertThat(book.file()).startsWith('%', 'P', 'D', 'F');
    }

    @Test
    void names_are_one_visible_step_of_a_path_on_every_system() {
        var names = Map.of(
                "../../etc/passwd",
                "_.._etc_passwd",
                "CON",
                "_CON",
                "=cmd|' /C calc'!A0",
                "=cmd_' _C calc'!A0",
                "a\u202Egnp.exe",
                "agnp.exe",
                "店🥟👩‍🍳",
                "店🥟👩🍳",
                "...",
                "_",
                "长".repeat(60),
                "长".repeat(40));
        names.keySet()
                .forEach(name -> rows.change("UPDATE store SET name = '" + name.replace("'", "''") + "' WHERE id = "
                        + shop.store("店", area)));
        var order = Order.by(shop, "STORE", template, Map.of());
        order.awaitStatus("DONE");
        assertThat(order.names())
                .containsExactlyInAnyOrderElementsOf(names.values().stream()
                        .map(name -> name + "/" + name + ".png")
                        .toList());
    }

    @Test
    void people_of_a_store_with_a_long_name_are_told_apart_by_their_own() {
        var store = shop.store("长".repeat(60), area);
        shop.staff("王芳", Map.of("storeId", store));
        shop.staff("李雷", Map.of("storeId", store));
        var order = Order.by(shop, "STAFF", template, Map.of());
        order.awaitStatus("DONE");
        var folder = "长".repeat(40) + "/" + "长".repeat(37);
        assertThat(order.names()).containsExactly(folder + "-王芳.png", folder + "-李雷.png");
    }

    @Test
    void of_all_people_those_are_left_out_from_whose_code_nothing_could_be_claimed() {
        var here = shop.store("人民路店", area);
        var closed = shop.store("关店", area);
        shop.staff("在店", Map.of("storeId", here));
        shop.staff("别店", Map.of("storeId", shop.store("北京店", area)));
        shop.staff("停业", Map.of("storeId", closed));
        shop.staff("总部", Map.of());
        shop.close(closed);
        var some = shop.template(Map.of("storeIds", List.of(here, closed)));
        var done = Order.by(shop, "STAFF", some, Map.of()).awaitStatus("DONE");
        assertThat(done.number("/total")).isEqualTo(2);
        assertThat(done.number("/done")).isEqualTo(2);
        assertThat(done.number("/failedCount")).isZero();
    }

    @Test
    void what_is_broken_is_told_by_name_and_stops_nothing() {
        var good = shop.store("好店", area);
        var closed = shop.store("关店", area);
        var leaver = shop.staff("走人", Map.of("storeId", good));
        var stays = shop.staff("留人", Map.of("storeId", good));
        var atClosed = shop.staff("闲人", Map.of("storeId", closed));
        shop.close(closed);
        var stores = Order.by(shop, "STORE", template, Map.of("ids", List.of(good, closed)));
        stores.awaitStatus("DONE");
        assertThat(stores.names()).containsExactly("好店/好店.png");
        assertThat(stores.failed()).isEqualTo(Map.of("关店", "STORE_NOT_OPEN"));

        shop.owner().post("/admin/claim-codes/missing", Map.of("channel", "STAFF", "templateId", template));
        var worker = house.adminBean(BatchWorker.class);
        worker.stop();
        Order people;
        try {
            people = Order.by(shop, "STAFF", template, Map.of("ids", List.of(leaver, stays, atClosed)));
            assertThat(people.status()).isEqualTo("WAITING");
            assertThat(shop.owner().get(people.path() + "/file").problemCode()).contains("MATERIAL_NOT_READY");
            rows.change("UPDATE staff SET active = 0 WHERE id = " + leaver);
        } finally {
            worker.start();
        }
        var done = people.awaitStatus("DONE");
        assertThat(done.number("/failedCount")).isEqualTo(2);
        assertThat(people.failed()).isEqualTo(Map.of("走人", "STAFF_GONE", "闲人", "STORE_NOT_OPEN"));
        assertThat(people.names()).containsExactly("好店/好店-留人.png");
    }

    @Test
    void a_photo_that_is_none_costs_its_own_print_alone() {
        var photo = shop.owner()
                .upload(
                        "/admin/images",
                        "multipart/form-data; boundary=b",
                        PictureFiles.asPart("b", PictureFiles.png(60, 80)))
                .text("/id");
        shop.staff("有照", Map.of("photoId", photo));
        shop.staff("无照", Map.of());
        rows.change("UPDATE image SET data = 'none' WHERE id = " + photo);
        var order = Order.by(shop, "STAFF", template, Map.of("style", "BADGE"));
        order.awaitStatus("DONE");
        assertThat(order.failed()).isEqualTo(Map.of("有照", "PRINT_FAILED"));
        assertThat(order.names()).containsExactly("无门店/无门店-无照.png");
    }

    @Test
    void what_can_not_be_printed_at_all_is_refused_at_once() {
        assertThat(ask("STORE", Map.of()).problemCode()).contains("MATERIAL_EMPTY");
        var store = shop.store("店", area);
        var other = Shop.open(house);
        var foreign = other.store("别家", other.organization("区"));
        assertThat(ask("STORE", Map.of("ids", List.of(store, foreign))).problemCode())
                .contains("STORE_NOT_FOUND");
        assertThat(ask("STAFF", Map.of("ids", List.of(store))).problemCode()).contains("STAFF_NOT_FOUND");
        assertThat(ask("STORE", Map.of("templateId", other.template())).status())
                .isEqualTo(404);
        assertThat(ask("STORE", Map.of("ids", List.of())).status()).isEqualTo(400);
        assertThat(ask("STORE", Map.of("ids", List.of("9999999999999999999"))).status())
                .isEqualTo(400);
        assertThat(ask("STORE", Map.of("style", "BALLOON")).status()).isEqualTo(400);
        assertThat(other.owner().get("/admin/materials/1").problemCode()).contains("MATERIAL_NOT_FOUND");
        rows.change(
                "INSERT INTO staff (id, merchant_id, organization_id, name, active, version, created_at, updated_at)"
                        + " SELECT " + store + " + seq, " + merchant() + ", " + area
                        + ", '众', 1, 1, '2026-01-01', '2026-01-01' FROM seq_1_to_20001");
        assertThat(ask("STAFF", Map.of()).problemCode()).contains("MATERIAL_TOO_MANY");
        rows.change("DELETE FROM staff WHERE merchant_id = " + merchant());
    }

    @Test
    void without_an_app_there_is_nothing_to_print() {
        var name = "m-" + Shop.unique(16);
        house.openMerchant(name);
        var owner = house.admin().signedIn(name, Settings.OWNER_PASSWORD);
        var draft = owner.post("/admin/card-templates", Map.of("name", "卡", "title", "卡"))
                .text("/id");
        owner.post("/admin/stores", Map.of("name", "店"));
        assertThat(owner.post("/admin/materials", Order.of("STORE", draft, Map.of("carrier", "MINI_PROGRAM")))
                        .problemCode())
                .contains("NO_MINI_PROGRAM");
        assertThat(owner.post("/admin/materials", Order.of("STORE", draft, Map.of("carrier", "OFFICIAL_ACCOUNT")))
                        .problemCode())
                .contains("NO_OFFICIAL_ACCOUNT");
        assertThat(Order.by(owner, "STORE", draft, Map.of()).awaitStatus("DONE").number("/done"))
                .isEqualTo(1);
    }

    @Test
    void the_accounts_code_comes_from_wechat_and_is_kept() {
        shop.store("店", area);
        Order.by(shop, "STORE", template, Map.of("carrier", "OFFICIAL_ACCOUNT")).awaitStatus("DONE");
        assertThat(rows.number(
                        "SELECT COUNT(*) FROM follow_code WHERE expires_at IS NULL AND merchant_id = " + merchant()))
                .isEqualTo(1);
    }

    @Test
    void whoever_works_at_some_stores_prints_for_those_alone_and_sees_no_others_batch() {
        var own = shop.store("自家店", area);
        shop.store("别处店", shop.organization("华北"));
        var everything = Order.by(shop, "STORE", template, Map.of());
        var manager = operator("2", own);
        var mine = Order.by(manager, "STORE", template, Map.of());
        mine.awaitStatus("DONE");
        assertThat(mine.names()).containsExactly("自家店/自家店.png");
        everything.awaitStatus("DONE");
        assertThat(everything.names()).hasSize(2);
        for (var path : List.of("", "/file")) {
            assertThat(manager.get(everything.path() + path).problemCode()).contains("MATERIAL_NOT_FOUND");
        }
        assertThat(manager.delete(everything.path()).status()).isEqualTo(404);
        assertThat(Api.idsOf(manager.get("/admin/materials"))).containsExactly(mine.id());
        assertThat(Api.idsOf(shop.owner().get("/admin/materials"))).containsExactly(mine.id(), everything.id());

        var elsewhere = shop.store("调去店", area);
        rows.change("UPDATE operator SET scope_ids = '" + elsewhere + "' WHERE id = "
                + manager.get("/admin/me").text("/id"));
        for (var path : List.of("", "/file")) {
            assertThat(manager.get(mine.path() + path).problemCode())
                    .as("whoever works elsewhere by now")
                    .contains("MATERIAL_NOT_FOUND");
        }
    }

    @Test
    void whoever_may_not_make_codes_is_told_whose_are_missing() {
        var with = shop.store("有码店", area);
        shop.code("STORE", template, Map.of("storeId", with));
        var without = shop.store("无码店", area);
        var role = shop.proved(() -> shop.owner()
                .post(
                        "/admin/roles",
                        Map.of("name", "印刷", "permissions", List.of("CLAIM_CODE_READ", "MATERIAL_WRITE"))));
        assertThat(role.status()).as(role.body()).isEqualTo(201);
        var printer = operator(role.text("/id"), with, without);
        var order = Order.by(printer, "STORE", template, Map.of());
        order.awaitStatus("DONE");
        assertThat(order.failed()).isEqualTo(Map.of("无码店", "CODE_MISSING"));
        assertThat(order.names()).containsExactly("有码店/有码店.png");
    }

    private Api operator(String role, String... stores) {
        var account = "m-" + Shop.unique(16);
        var scope = Map.of("kind", "STORES", "ids", List.of(stores));
        var draft = Map.of(
                "account",
                account,
                "name",
                "小周",
                "password",
                Settings.OWNER_PASSWORD,
                "roleIds",
                List.of(role),
                "scope",
                scope);
        var made = shop.proved(() -> shop.owner().post("/admin/operators", draft));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return house.admin().signedIn(account, Settings.OWNER_PASSWORD);
    }

    @Test
    void at_wechats_limit_a_batch_waits_and_goes_on_and_a_merchants_second_one_waits_for_it() {
        IntStream.range(0, 3).forEach(i -> shop.store("店" + i, area));
        shop.allowCodesAMinute(2);
        shop.untilWechatsNextMinute();
        var order = Order.by(shop, "STORE", template, Map.of("carrier", "MINI_PROGRAM"));
        order.awaitDone(2);
        var second = Order.by(shop, "STORE", template, Map.of());
        assertThat(order.look().number("/failedCount")).isZero();
        assertThat(order.status()).isEqualTo("RUNNING");
        assertThat(second.status()).isEqualTo("WAITING");
        shop.pass(Duration.ofSeconds(61));
        assertThat(order.awaitStatus("DONE").number("/done")).isEqualTo(3);
        assertThat(order.names()).hasSize(3);
        assertThat(second.awaitStatus("DONE").number("/done")).isEqualTo(3);
        // Each was drawn once, whatever WeChat said in between.
        assertThat(rows.number("SELECT COUNT(*) FROM code_picture WHERE merchant_id = " + merchant()))
                .isEqualTo(3);
    }

    @Test
    void a_batch_is_cancelled_at_any_moment_and_its_file_goes() {
        IntStream.range(0, 2).forEach(i -> shop.store("店" + i, area));
        shop.allowCodesAMinute(1);
        shop.untilWechatsNextMinute();
        var running = Order.by(shop, "STORE", template, Map.of("carrier", "MINI_PROGRAM"));
        running.awaitDone(1);
        var waiting = Order.by(shop, "STORE", template, Map.of());
        assertThat(shop.owner().delete(waiting.path()).status()).isEqualTo(204);
        assertThat(waiting.status()).isEqualTo("CANCELLED");
        var began = System.nanoTime();
        assertThat(shop.owner().delete(running.path()).status()).isEqualTo(204);
        assertThat(running.status()).isEqualTo("CANCELLED");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(shop.owner().get(running.path() + "/file").problemCode()).contains("MATERIAL_GONE");
        var next = Order.by(shop, "STORE", template, Map.of());
        next.awaitStatus("DONE");
        assertThat(next.names()).hasSize(2);
        assertThat(shop.owner().delete(next.path()).status()).isEqualTo(204);
        assertThat(shop.owner().get(next.path() + "/file").problemCode()).contains("MATERIAL_GONE");
        assertThat(next.look().json().get("file").isNull()).isTrue();
        awaitNoChunks();
    }

    private void awaitNoChunks() {
        Awaitility.await("the pieces are gone")
                .atMost(Duration.ofSeconds(20))
                .until(() -> rows.number("SELECT COUNT(*) FROM material_chunk WHERE merchant_id = " + merchant()) == 0);
    }

    @Test
    void a_file_is_kept_for_a_week() {
        shop.store("店", area);
        var order = Order.by(shop, "STORE", template, Map.of());
        order.awaitStatus("DONE");
        rows.change("UPDATE material_batch SET finished_at = finished_at - INTERVAL 7 DAY WHERE id = " + order.id());
        assertThat(shop.owner().get(order.path() + "/file").problemCode()).contains("MATERIAL_GONE");
        awaitNoChunks();
        assertThat(order.look().number("/done")).isOne();
    }

    @Test
    void no_more_than_ten_wait_however_many_are_asked_for_at_once() {
        shop.store("店", area);
        var worker = house.adminBean(BatchWorker.class);
        worker.stop();
        try {
            var asks = IntStream.range(0, 30)
                    .mapToObj(
                            _ -> shop.owner().begin("POST", "/admin/materials", Order.of("STORE", template, Map.of())))
                    .toList();
            var answers = asks.stream().map(CompletableFuture::join).toList();
            assertThat(answers)
                    .filteredOn(answer -> answer.problemCode().isPresent())
                    .hasSize(20)
                    .allSatisfy(answer -> assertThat(answer.problemCode()).contains("MATERIALS_WAITING"));
            var another = shop.store("另一店", area);
            assertThat(ask("STORE", Map.of()).problemCode()).contains("MATERIALS_WAITING");
            assertThat(rows.number("SELECT COUNT(*) FROM claim_code WHERE store_id = " + another))
                    .as("a refusal has made no code")
                    .isZero();
            Api.idsOf(shop.owner().get("/admin/materials"))
                    .forEach(id -> shop.owner().delete("/admin/materials/" + id));
        } finally {
            worker.start();
        }
    }

    @Test
    void a_file_that_ends_too_early_is_seen_to_be_broken_at_once() throws IOException {
        shop.store("店", area);
        var order = Order.by(shop, "STORE", template, Map.of());
        order.awaitStatus("DONE");
        rows.change("UPDATE material_batch SET bytes = bytes + 1 WHERE id = " + order.id());
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), shop.owner().port())) {
            socket.setSoTimeout(20_000);
            var request = "GET " + order.path() + "/file HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                    + shop.owner().header("Authorization") + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("INTERNAL");
        }
    }
}
