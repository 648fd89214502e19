package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number that a card gets. */
class CardNumbersTest {

    private static final Map<String, Object> BY_PHONE = Map.of("numberRule", Map.of("kind", "PHONE", "prefix", "P"));

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final Counter counter = new Counter(shop, books);

    @Test
    void a_sequence_has_its_prefix_and_so_many_digits_at_least() {
        var rule = Map.<String, Object>of("kind", "SEQUENCE", "prefix", "VIP", "digits", 6);
        var scene = shop.scene(shop.template(Map.of("numberRule", rule)));
        assertThat(numberOf(scene)).isEqualTo("VIP000001");
        assertThat(numberOf(scene)).isEqualTo("VIP000002");
    }

    @Test
    void templates_with_one_prefix_share_the_sequence() {
        var one = shop.scene(shop.template());
        var other = shop.scene(shop.template());
        assertThat(numberOf(one)).isEqualTo("00000001");
        assertThat(numberOf(other)).isEqualTo("00000002");
    }

    @Test
    void the_verified_phone_can_be_the_number_through_both_doors() {
        var scene = shop.scene(shop.template(BY_PHONE));
        for (var door : Door.values()) {
            var guest = Guest.stranger(shop);
            assertThat(door.claim(guest, door.session(guest), scene).text("/number"))
                    .isEqualTo(guest.phone());
        }
    }

    @Test
    void a_member_whose_phone_is_known_gets_it_as_the_number_of_a_later_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        guest.claim(session, shop.scene(shop.template()));
        var later = session.post("/wx/claims", Map.of("scene", shop.scene(shop.template(BY_PHONE))));
        assertThat(later.text("/number")).isEqualTo(guest.phone());
        // There it is taken now, so the next one comes from the sequence.
        var third = session.post("/wx/claims", Map.of("scene", shop.scene(shop.template(BY_PHONE))));
        assertThat(third.status()).as(third.body()).isEqualTo(201);
        assertThat(third.text("/number")).isEqualTo("P00000001");
    }

    @Test
    void a_phone_that_is_somebody_s_number_already_gives_way_to_the_sequence() {
        var template = shop.template(BY_PHONE);
        var guest = Guest.stranger(shop);
        counter.handOut(Counter.Old.card(template, guest.phone()));
        assertThat(guest.claim(guest.inMiniProgram(), shop.scene(template)).text("/number"))
                .isEqualTo("P00000001");
    }

    @Test
    void a_rule_that_is_changed_leaves_the_numbers_given() {
        var template = shop.template();
        var scene = shop.scene(template);
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var before = guest.claim(session, scene);
        shop.rewritten(template, BY_PHONE);
        assertThat(session.post("/wx/claims", Map.of("scene", scene)).json()).isEqualTo(before.json());
        assertThat(books.ofCard("number", before.text("/id"))).isEqualTo("00000001");
        var next = Guest.stranger(shop);
        assertThat(next.claim(next.inMiniProgram(), scene).text("/number")).isEqualTo(next.phone());
    }

    private String numberOf(String scene) {
        var guest = Guest.stranger(shop);
        var card = guest.claim(guest.inMiniProgram(), scene);
        assertThat(card.status()).as(card.body()).isEqualTo(201);
        return card.text("/number");
    }
}
