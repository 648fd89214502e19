package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.material.BatchWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Codes that are pointed elsewhere between the order of their prints and the printing: nobody wears another one's code. */
class MovedCodesTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final String template = shop.template();
    private final String area = shop.organization("华东");

    private String codeOf(String channel, Map<String, Object> owner) {
        return "/admin/claim-codes/" + shop.code(channel, template, owner).text("/id");
    }

    @Test
    void a_code_that_is_somebody_elses_by_now_is_missing_and_the_others_are_printed() {
        var store = shop.store("人民路店", area);
        var first = shop.staff("甲", Map.of("storeId", store));
        var second = shop.staff("乙", Map.of("storeId", store));
        var third = shop.staff("丙", Map.of("storeId", store));
        var colleague = shop.staff("丁", Map.of("storeId", store));
        var ofFirst = codeOf("STAFF", Map.of("staffId", first));
        var ofSecond = codeOf("STAFF", Map.of("staffId", second));
        codeOf("STAFF", Map.of("staffId", third));
        var worker = house.adminBean(BatchWorker.class);
        worker.stop();
        Order order;
        try {
            order = Order.by(shop, "STAFF", template, Map.of("style", "BADGE", "ids", List.of(first, second, third)));
            shop.changed(ofFirst, Map.of("staffId", colleague));
            shop.changed(ofSecond, Map.of("templateId", shop.template()));
        } finally {
            worker.start();
        }
        assertThat(order.awaitStatus("DONE").number("/failedCount")).isEqualTo(2);
        assertThat(order.failed()).isEqualTo(Map.of("甲", "CODE_MOVED", "乙", "CODE_MOVED"));
        assertThat(order.names()).containsExactly("人民路店/人民路店-丙.png");
    }

    @Test
    void what_is_pointed_elsewhere_while_a_batch_waits_for_wechat_is_missing_too() {
        var stores =
                IntStream.range(0, 3).mapToObj(i -> shop.store("店" + i, area)).toList();
        var elsewhere = shop.store("别店", area);
        var codes = stores.stream()
                .map(store -> codeOf("STORE", Map.of("storeId", store)))
                .toList();
        shop.allowCodesAMinute(2);
        shop.untilWechatsNextMinute();
        var order = Order.by(shop, "STORE", template, Map.of("carrier", "MINI_PROGRAM", "ids", stores));
        order.awaitDone(2);
        shop.changed(codes.getLast(), Map.of("storeId", elsewhere));
        shop.pass(Duration.ofSeconds(61));
        order.awaitStatus("DONE");
        assertThat(order.failed()).isEqualTo(Map.of("店2", "CODE_MOVED"));
        assertThat(order.names()).containsExactly("店0/店0.png", "店1/店1.png");
    }
}
