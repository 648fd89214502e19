package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A customer scans a code, authorises the phone and holds a card. */
class ClaimingTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);

    @Test
    void a_guest_who_scans_a_store_code_and_authorises_a_phone_holds_the_card() {
        var region = shop.organization("华东");
        var store = shop.store("人民广场店", region);
        var template = shop.template();
        var scene = shop.code("STORE", template, Map.of("storeId", store)).text("/scene");
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();

        var offer = session.get("/wx/claim-codes/" + scene);
        assertThat(offer.status()).as(offer.body()).isEqualTo(200);
        assertThat(offer.text("/store/name")).isEqualTo("人民广场店");
        assertThat(offer.text("/phoneBy")).isEqualTo("WECHAT");

        var claimed = guest.claim(session, scene);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(claimed.text("/status")).isEqualTo("CLAIMED");
        assertThat(claimed.text("/issuingStoreId")).isEqualTo(store);
        assertThat(claimed.text("/issuingOrganizationId")).isEqualTo(region);
        assertThat(claimed.text("/nextStep")).isEqualTo("ACTIVATE");

        var active = session.post("/wx/cards/" + claimed.text("/id") + "/activation", Map.of("profile", Map.of()));
        assertThat(active.status()).as(active.body()).isEqualTo(200);
        assertThat(active.text("/status")).isEqualTo("ACTIVE");
        var card = session.get("/wx/cards/" + claimed.text("/id"));
        assertThat(card.status()).as(card.body()).isEqualTo(200);
        assertThat(card.json().get("balanceFen").asLong()).isZero();
        assertThat(card.text("/favouriteStore/id")).isEqualTo(store);
    }

    @Test
    void claiming_twice_returns_the_same_card() {
        var scene = shop.scene(shop.template());
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var first = guest.claim(session, scene);
        var again = guest.claim(session, scene);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void on_the_page_of_the_account_an_sms_code_proves_the_phone() {
        var scene = shop.scene(shop.template());
        var guest = Guest.stranger(shop);
        var session = guest.inAccount();
        assertThat(session.get("/wx/claim-codes/" + scene).text("/phoneBy")).isEqualTo("SMS");
        var claimed = guest.claimBySms(session, scene);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        assertThat(claimed.text("/phoneMasked")).endsWith(guest.phone().substring(7));
    }
}
