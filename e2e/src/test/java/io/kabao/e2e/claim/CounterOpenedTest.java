package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who was opened at the counter stays one member, whichever card they claim first. */
class CounterOpenedTest {

    private final Shop shop = Shop.openWithoutPlatform(House.shared());
    private final Books books = new Books(shop);
    private final String opened = shop.template();
    private final String other = shop.template();

    @Test
    void who_claims_another_card_first_is_still_the_member_of_the_counter() {
        var guest = Guest.stranger(shop);
        var member = open(guest, "王小明", opened);
        var session = guest.inMiniProgram();
        var first = guest.claim(session, shop.scene(other));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(books.memberOf(first.text("/id"))).isEqualTo(member);
        var second = session.post("/wx/claims", Map.of("scene", shop.scene(opened)));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(books.memberOf(second.text("/id"))).isEqualTo(member);
        assertThat(books.count("member_card", "template_id = " + opened)).isEqualTo(1);
        assertThat(books.ofMember("verified_phone_hash = phone_hash", member)).isEqualTo("1");
        assertThat(books.ofMember("rebound_at", member))
                .as("nobody held it in WeChat")
                .isEqualTo("null");
    }

    @Test
    void where_two_of_the_counter_have_the_phone_nobody_is_taken_for_either() {
        var guest = Guest.stranger(shop);
        var one = open(guest, "王小明", opened);
        var two = open(guest, "李小红", shop.template());
        assertThat(one).isNotEqualTo(two);
        var claimed = guest.claim(guest.inMiniProgram(), shop.scene(other));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(books.memberOf(claimed.text("/id"))).isNotIn(one, two);
    }

    @Test
    void of_two_of_the_counter_the_one_with_this_very_card_is_found_as_before() {
        var guest = Guest.stranger(shop);
        var one = open(guest, "王小明", opened);
        open(guest, "李小红", other);
        var claimed = guest.claim(guest.inMiniProgram(), shop.scene(opened));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
        assertThat(books.memberOf(claimed.text("/id"))).isEqualTo(one);
    }

    /** Opens a card at the counter; whose it is. */
    private String open(Guest guest, String name, String template) {
        var answer = shop.owner()
                .post("/admin/members", Map.of("phone", guest.phone(), "name", name, "templateId", template));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return books.values("member_id", "member_card", "template_id = " + template)
                .getLast();
    }
}
