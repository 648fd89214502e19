package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.books.Branches.Money;
import io.kabao.kernel.Phone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards whose number is a phone, the member's or a former one, are shown to nobody in the clear. */
class PhoneNumbersTest {

    private static final String NUMBER = "13912345678";
    private static final String OTHER = "13600001234";

    private final Branches shop = new Branches(House.shared());
    private final Api owner = shop.owner();

    private long card(String number) {
        var template = owner.post("/admin/card-templates", Map.of("name", "卡", "title", "卡"))
                .text("/id");
        var form = Map.of(
                "templateId",
                template,
                "cardNumber",
                number,
                "offline",
                true,
                "name",
                "会员",
                "phone",
                OTHER,
                "storeId",
                Long.toString(shop.east().store()));
        var made = owner.post("/admin/members", form);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("/card/number")).isEqualTo(masked(number));
        assertThat(made.body()).doesNotContain(NUMBER);
        var id = Long.parseLong(made.text("/card/id"));
        shop.topUp(shop.east(), id, Money.cash(100));
        return id;
    }

    private static String masked(String number) {
        return number.replace(NUMBER, Phone.of(NUMBER).masked());
    }

    @Test
    void not_in_records_statements_files_or_members_whoever_s_phone_it_is() {
        for (var number : List.of(NUMBER, "VIP-" + NUMBER)) {
            var card = card(number);
            var member = shop.rows().number("SELECT member_id FROM member_card WHERE id = " + card);
            var txns = RecordsTest.page(owner, "/admin/txns?cardId=" + card);
            assertThat(txns.at("/items/0/place/cardNumber").asString()).isEqualTo(masked(number));
            var cashier = shop.cashier(shop.east());
            for (var path : List.of("/admin/txns", "/admin/cards/" + card + "/entries", "/admin/members/" + member)) {
                var answer = cashier.get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.body()).as(path).contains(masked(number)).doesNotContain(NUMBER);
            }
        }
        shop.house().trust(shop.account());
        var file = new String(owner.download("/admin/txns.csv").body(), StandardCharsets.UTF_8);
        shop.house().trustNoMore(shop.account());
        assertThat(file).contains(masked(NUMBER)).doesNotContain(NUMBER);
    }

    @Test
    void other_numbers_are_shown_as_they_are() {
        for (var number : List.of("00000042", "VIP-20000042", "139123456712")) {
            var card = card(number);
            assertThat(RecordsTest.page(owner, "/admin/txns?cardId=" + card)
                            .at("/items/0/place/cardNumber")
                            .asString())
                    .isEqualTo(number);
        }
    }
}
