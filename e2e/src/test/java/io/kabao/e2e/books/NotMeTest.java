package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member finds an order on the own card that was somebody else's, and has the card frozen at once. */
class NotMeTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final String scene = shop.scene(shop.template(Map.of("autoBindOrCreate", true)));
    private final Holder member = holder();

    /** Somebody with a card. */
    private record Holder(Api session, String card) {

        Answer freezes(String which) {
            return session.call("POST", "/wx/cards/" + which + "/freeze", null);
        }
    }

    private Holder holder() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        return new Holder(session, guest.claim(session, scene).text("/id"));
    }

    @BeforeEach
    void thereIsMoneyOnTheCard() {
        var paid = paying("/admin/topups", Map.of("amountFen", 5_000, "means", "CASH"));
        assertThat(paid.status()).as(paid.body()).isEqualTo(201);
    }

    private Answer spends() {
        return paying(
                "/admin/spends", Map.of("orderNo", "M" + Shop.unique(16), "channel", "OFFLINE", "amountFen", 1_200));
    }

    private Answer paying(String path, Map<String, Object> what) {
        var body = new HashMap<>(what);
        body.put("card", Map.of("cardId", member.card()));
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body);
    }

    @Test
    void nothing_moves_any_more_on_a_card_whose_member_says_not_me_until_staff_let_it() {
        var frozen = member.freezes(member.card());
        assertThat(frozen.status()).as(frozen.body()).isEqualTo(200);
        assertThat(frozen.text("/status")).isEqualTo("FROZEN");
        assertThat(Company.refusal(spends())).isEqualTo("409 CARD_FROZEN");

        var again = member.freezes(member.card());
        assertThat(again.status()).as("pressed twice: %s", again.body()).isEqualTo(200);
        assertThat(again.text("/status")).isEqualTo("FROZEN");
        assertThat(Rows.of(house.sandbox())
                        .column("SELECT reason FROM audit WHERE action = 'CARD_FROZEN' AND thing_id = "
                                + member.card()))
                .as("on record once")
                .containsExactly("NOT_ME");

        var inUse = shop.owner().post("/admin/cards/" + member.card() + "/unfreeze", Map.of("reason", "已核实"));
        assertThat(inUse.status()).as(inUse.body()).isEqualTo(200);
        assertThat(spends().number("/balanceFen")).isEqualTo(3_800);
    }

    @Test
    void nobody_has_anothers_card_frozen() {
        var stranger = holder();
        assertThat(Company.refusal(stranger.freezes(member.card()))).isEqualTo("404 CARD_NOT_FOUND");
        assertThat(shop.wx()
                        .call("POST", "/wx/cards/" + member.card() + "/freeze", null)
                        .status())
                .isEqualTo(401);
        assertThat(spends().number("/balanceFen")).isEqualTo(3_800);
    }
}
