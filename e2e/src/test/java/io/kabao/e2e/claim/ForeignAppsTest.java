package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.member.Identities;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who somebody is in one app says nothing in another merchant's. */
class ForeignAppsTest {

    private final House house = House.shared();
    private final Shop here = Shop.open(house);
    private final Shop there = Shop.open(house);

    @Test
    void one_openid_in_two_apps_is_two_people() {
        var identities = house.adminBean(Identities.class);
        var merchant = new Books(here).merchant();
        var openid = "o" + Shop.unique(27);
        var inMini = identities.meet(new Identities.Acquaintance(merchant, here.miniProgram(), openid, null));
        var onPage = identities.meet(new Identities.Acquaintance(merchant, here.account(), openid, null));
        var elsewhere = identities.meet(
                new Identities.Acquaintance(new Books(there).merchant(), there.miniProgram(), openid, null));
        assertThat(inMini.id()).isNotEqualTo(onPage.id()).isNotEqualTo(elsewhere.id());
        assertThat(onPage.id()).isNotEqualTo(elsewhere.id());
        assertThat(identities
                        .meet(new Identities.Acquaintance(merchant, here.miniProgram(), openid, null))
                        .id())
                .isEqualTo(inMini.id());
    }

    @Test
    void a_session_of_one_merchants_app_opens_nothing_at_another_merchant() {
        var theirs = new Books(there);
        var scene = there.scene(there.template());
        var neighbour = Guest.stranger(there);
        var card = neighbour.claim(neighbour.inMiniProgram(), scene).text("/id");
        var guest = Guest.stranger(here);
        var session = guest.inMiniProgram();
        var before = theirs.everything();
        isRefused(guest.claim(session, scene), 404, "UNKNOWN_CODE");
        isRefused(session.post("/wx/cards/" + card + "/activation", Map.of()), 404, "CARD_NOT_FOUND");
        isRefused(session.post("/wx/cards/" + card + "/binding", Map.of("cardNumber", "A0001")), 404, "CARD_NOT_FOUND");
        assertThat(session.get("/wx/cards").json().get("items")).isEmpty();
        assertThat(theirs.everything()).isEqualTo(before);
        assertThat(theirs.count("identity", "1 = 1")).isEqualTo(1);
    }

    private static void isRefused(Answer answer, int status, String code) {
        assertThat(answer.problemCode()).as(answer.body()).hasValue(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
