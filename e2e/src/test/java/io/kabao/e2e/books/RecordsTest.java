package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.books.Branches.Bought;
import io.kabao.e2e.books.Branches.Money;
import io.kabao.report.RecordsExport;
import io.kabao.report.TxnSearch;
import io.kabao.spend.Spend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Statements and records of two stores, in plain words and as a file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsTest {

    /** What begins a formula, or hides what does. */
    private static final List<String> PREFIXES =
            List.of("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠");

    private final Branches shop = new Branches(House.shared());
    private long one;
    private long two;
    private long topUp;
    private Spend.Done order = new Spend.Done(0, 0, 0, "", 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private long refund;
    private long cashOrder;
    private long far;

    @BeforeAll
    void aDayGoesBy() {
        shop.untilTomorrowNoon();
        one = shop.card();
        two = shop.card();
        topUp = shop.topUp(shop.east(), one, new Money("CASH", 10_000, 2_000)).id();
        order = shop.spend(shop.west(), one, new Bought("A-" + one, 6_000, 0));
        cashOrder = shop.spend(shop.east(), one, new Bought("B-" + one, 3_000, 1_000))
                .id();
        refund = shop.refund(shop.west(), order, 3_000L, "做错了").id();
        far = shop.topUp(shop.west(), two, new Money("BANK_CARD", 5_000, 0)).id();
    }

    static List<Long> ids(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> Long.valueOf(item.get("id").asString()))
                .toList();
    }

    static JsonNode page(Api reader, String path) {
        var answer = reader.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<Long> found(String query) {
        return ids(page(shop.owner(), "/admin/txns" + query));
    }

    @Test
    void a_statement_says_what_moved_where_by_whom_and_out_of_which_top_up() {
        var statement = page(shop.owner(), "/admin/cards/" + one + "/entries?book=STORED_VALUE");
        assertThat(ids(statement)).containsExactly(refund, cashOrder, order.id(), topUp);
        var back = statement.at("/items/0");
        assertThat(back.get("title").asString()).isEqualTo("消费退款");
        assertThat(amounts(back)).containsExactly(3_000L, 2_500L, 500L, 0L, 7_000L);
        assertThat(back.at("/reverses/id").asString()).isEqualTo(Long.toString(order.id()));
        assertThat(back.at("/reverses/title").asString()).isEqualTo("消费");
        assertThat(back.get("orderNo").asString()).isEqualTo("A-" + one);
        var cash = statement.at("/items/1");
        assertThat(amounts(cash)).containsExactly(-2_000L, -1_667L, -333L, 1_000L, 4_000L);
        assertThat(cash.at("/means/0/kind").asString()).isEqualTo("CASH");
        assertThat(cash.at("/place/storeName").asString()).isEqualTo("东店");
        assertThat(cash.at("/place/staffName").asString()).isEqualTo("阿东");
        assertThat(cash.at("/lots/0/topUpId").asString()).isEqualTo(Long.toString(topUp));
        assertThat(cash.at("/lots/0/principalFen").asLong()).isEqualTo(-1_667);
        assertThat(amounts(statement.at("/items/2"))).containsExactly(-6_000L, -5_000L, -1_000L, 0L, 6_000L);
        assertThat(amounts(statement.at("/items/3"))).containsExactly(12_000L, 10_000L, 2_000L, 10_000L, 12_000L);
        assertThat(statement.get("nextCursor").isNull()).isTrue();
        assertThat(ids(page(shop.owner(), "/admin/cards/" + one + "/entries?book=POINTS")))
                .isEmpty();
        assertThat(page(shop.owner().with("Accept-Language", "en"), "/admin/cards/" + one + "/entries")
                        .at("/items/3/title")
                        .asString())
                .isEqualTo("Top-up");
    }

    private static List<Long> amounts(JsonNode txn) {
        return Stream.of("amountFen", "principalFen", "bonusFen", "paidFen", "balanceAfterFen")
                .map(field -> txn.get(field).asLong())
                .toList();
    }

    @Test
    void a_type_that_nobody_has_named_is_shown_all_the_same() {
        var odd = new Branches(House.shared());
        var card = odd.card();
        var booked = odd.topUp(odd.east(), card, Money.cash(100)).id();
        odd.rows().change("UPDATE txn SET biz_type = 'MOON_TAX' WHERE id = " + booked);
        var shown = page(odd.owner(), "/admin/txns?type=MOON_TAX").at("/items/0");
        assertThat(shown.get("type").asString()).isEqualTo("MOON_TAX");
        assertThat(shown.get("title").asString()).isEqualTo("其他变动");
        assertThat(page(odd.owner(), "/admin/overview")
                        .at("/ofToday/flows/0/type")
                        .asString())
                .isEqualTo("MOON_TAX");
    }

    @Test
    void records_are_found_by_everything_that_they_are_asked_for_by() {
        assertThat(found("")).containsExactly(far, refund, cashOrder, order.id(), topUp);
        assertThat(found("?type=TOPUP")).containsExactly(far, topUp);
        assertThat(found("?storeId=" + shop.west().store())).containsExactly(far, refund, order.id());
        assertThat(found("?staffId=" + shop.east().staff())).containsExactly(cashOrder, topUp);
        assertThat(found("?cardId=" + two)).containsExactly(far);
        assertThat(found("?memberId=" + member(one))).containsExactly(refund, cashOrder, order.id(), topUp);
        assertThat(found("?orderNo=A-" + one)).containsExactly(refund, order.id());
        assertThat(found("?bizNo=B-" + one)).containsExactly(cashOrder);
        assertThat(found("?bizNo=NOBODY-S")).isEmpty();
        assertThat(found("?means=CASH")).containsExactly(cashOrder, topUp);
        assertThat(found("?means=CASH&type=SPEND")).containsExactly(cashOrder);
        assertThat(found("?cardId=" + one + "&means=CASH&type=TOPUP")).containsExactly(topUp);
        assertThat(found("?orderNo=A-" + one + "&cardId=" + two)).isEmpty();
        assertThat(found("?to=" + shop.now().minus(Duration.ofHours(2)))).isEmpty();
        assertThat(found("?from=" + shop.now().minus(Duration.ofHours(2)) + "&to="
                        + shop.now().plus(Duration.ofHours(2))))
                .hasSize(5);
        assertThat(shop.owner().get("/admin/txns?cardId=1").problemCode()).hasValue("CARD_NOT_FOUND");
        assertThat(shop.owner().get("/admin/txns?memberId=1").problemCode()).hasValue("MEMBER_NOT_FOUND");
    }

    private long member(long card) {
        return shop.rows().number("SELECT member_id FROM member_card WHERE id = " + card);
    }

    @Test
    void a_cashier_finds_what_the_own_store_did_and_nothing_else() {
        var east = shop.cashier(shop.east());
        assertThat(ids(page(east, "/admin/txns"))).containsExactly(cashOrder, topUp);
        assertThat(ids(page(east, "/admin/txns?type=TOPUP"))).containsExactly(topUp);
        assertThat(ids(page(east, "/admin/txns?means=BANK_CARD"))).isEmpty();
        assertThat(ids(page(east, "/admin/txns?orderNo=A-" + one))).isEmpty();
        assertThat(ids(page(east, "/admin/txns?cardId=" + one))).containsExactly(cashOrder, topUp);
        assertThat(east.get("/admin/txns?storeId=" + shop.west().store()).problemCode())
                .hasValue("STORE_NOT_FOUND");
        assertThat(page(east, "/admin/cards/" + one + "/entries").get("items").size())
                .isEqualTo(4);
        var west = shop.cashier(shop.west());
        assertThat(west.get("/admin/cards/" + one + "/entries").problemCode()).hasValue("CARD_NOT_FOUND");
        assertThat(ids(page(west, "/admin/txns?limit=2"))).containsExactly(far, refund);
        assertThat(new Branches(House.shared())
                        .owner()
                        .get("/admin/cards/" + one + "/entries")
                        .problemCode())
                .hasValue("CARD_NOT_FOUND");
    }

    @Test
    void pages_are_whole_and_without_doubles_while_txns_go_on() throws Exception {
        var busy = new Branches(House.shared());
        var card = busy.card();
        var before = Counter.atOnce(
                60,
                i -> busy.topUp(i % 2 == 0 ? busy.east() : busy.west(), card, Money.cash(100))
                        .id());
        var stop = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var going = threads.submit(() -> {
                while (stop.getCount() > 0) {
                    busy.topUp(busy.east(), card, Money.cash(100));
                }
                return true;
            });
            for (var path : List.of(
                    "/admin/txns?",
                    "/admin/txns?type=TOPUP&",
                    "/admin/txns?means=CASH&",
                    "/admin/txns?cardId=" + card + "&",
                    "/admin/cards/" + card + "/entries?")) {
                var walked = walked(busy.owner(), path);
                assertThat(walked).as(path).doesNotHaveDuplicates().containsAll(before);
            }
            stop.countDown();
            assertThat(going.get()).isTrue();
        }
    }

    static List<Long> walked(Api reader, String path) {
        var walked = new ArrayList<Long>();
        var cursor = "";
        while (true) {
            var page = page(reader, path + "limit=7" + cursor);
            walked.addAll(ids(page));
            if (page.get("nextCursor").isNull()) {
                return walked;
            }
            cursor = "&cursor=" + page.get("nextCursor").asString();
        }
    }

    private List<List<String>> file(String query) {
        return file(shop, query);
    }

    static List<List<String>> file(Branches shop, String query) {
        shop.house().trust(shop.account());
        try {
            var download = shop.owner().download("/admin/txns.csv" + query);
            assertThat(download.statusCode()).isEqualTo(200);
            assertThat(download.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
            return read(download.body());
        } finally {
            shop.house().trustNoMore(shop.account());
        }
    }

    /** Reads a file as a spreadsheet would: cells in quotation marks, rows ended by CR LF. */
    private static List<List<String>> read(byte[] file) {
        assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
        var text = new String(file, 3, file.length - 3, StandardCharsets.UTF_8);
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var at = 0;
        while (at < text.length()) {
            assertThat(text.charAt(at)).isEqualTo('"');
            var cell = new StringBuilder();
            at++;
            while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
                at += text.charAt(at) == '"' ? 1 : 0;
                cell.append(text.charAt(at++));
            }
            row.add(cell.toString());
            at++;
            if (text.startsWith("\r\n", at)) {
                rows.add(List.copyOf(row));
                row.clear();
                at += 2;
            } else {
                assertThat(text.charAt(at++)).isEqualTo(',');
            }
        }
        assertThat(row).isEmpty();
        return rows;
    }

    @Test
    void the_file_has_the_same_txns_with_amounts_in_yuan() {
        var rows = file("?cardId=" + one);
        assertThat(rows).hasSize(5);
        assertThat(rows.getFirst()).startsWith("时间", "流水号", "类型", "业务单号", "订单号", "门店", "经办人", "会员卡号", "本金变动（元）");
        var back = rows.get(1);
        assertThat(back.subList(1, 3)).containsExactly(Long.toString(refund), "消费退款");
        assertThat(back.subList(4, 7)).containsExactly("A-" + one, "西店", "阿西");
        assertThat(back.subList(8, 12)).containsExactly("25.00", "5.00", "0.00", "0.00");
        assertThat(back.get(14)).isEqualTo("70.00");
        assertThat(back.getLast()).isEqualTo("做错了");
        assertThat(rows.get(2).subList(8, 13)).containsExactly("-16.67", "-3.33", "0.00", "10.00", "CASH");
        assertThat(file("?type=TOPUP").stream().skip(1).map(row -> row.get(1)))
                .containsExactly(Long.toString(far), Long.toString(topUp));
    }

    @Test
    void every_download_is_on_record_and_asks_for_a_permission_and_a_proof() {
        var count = "SELECT COUNT(*) FROM audit WHERE action = 'TXNS_EXPORTED' AND merchant_id = " + shop.merchantId();
        var before = shop.rows().number(count);
        file("?means=CASH");
        assertThat(shop.rows().number(count)).isEqualTo(before + 1);
        assertThat(shop.rows()
                        .column("SELECT is_now FROM audit WHERE action = 'TXNS_EXPORTED' AND merchant_id = "
                                + shop.merchantId() + " ORDER BY id DESC LIMIT 1")
                        .getFirst())
                .contains("CASH");
        assertThat(shop.owner().get("/admin/txns.csv").status()).isEqualTo(403);
        assertThat(shop.cashier(shop.east()).get("/admin/txns.csv").problemCode())
                .isPresent();
        assertThat(shop.rows().number(count)).isEqualTo(before + 1);
    }

    static List<String> prefixes() {
        return PREFIXES;
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void no_cell_is_a_formula_whatever_a_text_begins_with(String prefix) {
        var evil = prefix + "HYPERLINK(\"http://evil.example\",\"x\")";
        var sql = evil.replace("\0", "\\0").replace("\r", "\\r").replace("\n", "\\n");
        shop.rows()
                .change("UPDATE store SET name = '" + sql + "' WHERE id = "
                        + shop.west().store());
        shop.rows()
                .change("UPDATE staff SET name = '" + prefixed(sql) + "' WHERE id = "
                        + shop.west().staff());
        shop.rows().change("UPDATE txn SET reason = '" + sql + "' WHERE id = " + far);
        var isAscii = prefix.charAt(0) < 128;
        var code = (isAscii ? prefix : "=")
                        .replace("\0", "\\0")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n") + "9" + two;
        shop.rows().change("UPDATE member_card SET number = '" + code + "' WHERE id = " + two);
        try {
            var row = file("?cardId=" + two).getLast();
            assertThat(row.get(1)).isEqualTo(Long.toString(far));
            assertThat(List.of(row.get(5), row.get(6), row.get(7), row.getLast()))
                    .allSatisfy(cell -> assertThat(cell).startsWith("'"));
            assertThat(row.get(5)).isEqualTo("'" + evil);
            assertThat(row).noneMatch(cell -> PREFIXES.stream().anyMatch(cell::startsWith));
        } finally {
            shop.rows()
                    .change("UPDATE store SET name = '西店' WHERE id = "
                            + shop.west().store());
            shop.rows()
                    .change("UPDATE staff SET name = '阿西' WHERE id = "
                            + shop.west().staff());
            shop.rows().change("UPDATE member_card SET number = 'C" + two + "' WHERE id = " + two);
        }
    }

    /** Blanks ahead of it do not hide it. */
    private static String prefixed(String sql) {
        return "  " + sql.substring(0, Math.min(sql.length(), 30));
    }

    @Test
    void one_file_at_a_time_is_made_for_a_merchant() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var export = shop.house().adminBean(RecordsExport.class);
        var slow = new OutputStream() {
            private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

            @Override
            public void write(int b) throws IOException {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                kept.write(b);
            }
        };
        shop.house().trust(shop.account());
        try (var threads = Executors.newSingleThreadExecutor()) {
            var first = threads.submit(() -> {
                export.write(shop.actor(shop.east()), TxnSearch.ALL, () -> slow);
                return true;
            });
            begun.await();
            var second = shop.owner().get("/admin/txns.csv");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problemCode()).hasValue("EXPORT_RUNNING");
            goOn.countDown();
            assertThat(first.get()).isTrue();
            assertThat(shop.owner().get("/admin/txns.csv").status()).isEqualTo(200);
        } finally {
            goOn.countDown();
            shop.house().trustNoMore(shop.account());
        }
    }

    @Test
    void odd_filters_are_refused() {
        for (var query : List.of(
                "?type=spend", "?cardId=x", "?from=yesterday", "?means=%27", "?ruleId=x", "?orderNo=%20", "?limit=0")) {
            assertThat(shop.owner().get("/admin/txns" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(shop.owner()
                        .get("/admin/cards/" + one + "/entries?book=MOON")
                        .status())
                .isEqualTo(400);
    }
}
