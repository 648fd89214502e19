package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Friends who bring friends, and those who would bring themselves. */
class WhoBroughtWhomTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String template = shop.template();

    @ParameterizedTest
    @EnumSource
    void staff_who_claim_from_their_own_code_count_for_nobody(Door door) {
        var guest = Guest.stranger(shop);
        var region = shop.organization("华东");
        var store = shop.store("人民广场店", region);
        var staff = shop.staff("王店员", Map.of("organizationId", region, "storeId", store, "phone", guest.phone()));
        var scene = shop.code("STAFF", template, Map.of("staffId", staff)).text("/scene");
        var session = door.session(guest);
        var card = door.claim(guest, session, scene);
        assertThat(card.status()).as(card.body()).isEqualTo(201);
        assertThat(books.claimOf(card.text("/id")))
                .isEqualTo(Attributed.to("STAFF").because("OWN_STAFF_CODE"));
        var active = session.post("/wx/cards/" + card.text("/id") + "/activation", Map.of("favouriteStoreId", store));
        assertThat(active.json().get("issuingStaffId").isNull()).isTrue();

        // Somebody else's claim from it counts for them.
        var other = Guest.stranger(shop);
        assertThat(other.claim(other.inMiniProgram(), scene).text("/issuingStaffId"))
                .isEqualTo(staff);
    }

    @Test
    void the_own_invitation_and_one_to_a_member_bring_nobody() {
        var later = shop.template();
        var friend = Guest.stranger(shop);
        var session = friend.inMiniProgram();
        var first = friend.claim(session, shop.scene(template));
        var own = session.post("/wx/claims", Map.of("scene", invitation(books.memberOf(first.text("/id")), later)));
        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(books.claimOf(own.text("/id")))
                .isEqualTo(Attributed.to("REFERRAL").because("OWN_INVITATION"));

        var member = Guest.stranger(shop);
        var there = member.inMiniProgram();
        var known = member.claim(there, shop.scene(template));
        var brought = there.post("/wx/claims", Map.of("scene", invitation(books.memberOf(first.text("/id")), later)));
        assertThat(books.claimOf(brought.text("/id")))
                .isEqualTo(Attributed.to("REFERRAL").because("NO_NEW_MEMBER"));
        assertThat(brought.json().get("referrerMemberId").isNull()).isTrue();
        assertThat(books.ofMember("referrer_id", books.memberOf(known.text("/id"))))
                .isEqualTo("null");
    }

    @Test
    void the_same_phone_from_the_other_app_is_no_new_member() {
        var apart = Shop.openWithoutPlatform(house);
        var theirs = new Books(apart);
        var plain = apart.template();
        var friend = Guest.stranger(apart);
        var first = friend.claim(friend.inMiniProgram(), apart.scene(plain));
        var scene = theirs.invitation(theirs.memberOf(first.text("/id")), apart.template());
        var own = friend.claimBySms(friend.inAccount(), scene);
        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(theirs.claimOf(own.text("/id")))
                .isEqualTo(Attributed.to("REFERRAL").because("OWN_INVITATION"));
        assertThat(theirs.count("member", "referrer_id IS NOT NULL")).isZero();
    }

    @Test
    void a_new_member_keeps_the_friend_and_those_before_him() {
        var chain = new ArrayList<String>();
        var scene = shop.scene(template);
        for (var i = 0; i < 5; i++) {
            var guest = Guest.stranger(shop);
            var card = guest.claim(guest.inMiniProgram(), scene);
            assertThat(card.status()).as(card.body()).isEqualTo(201);
            chain.add(books.memberOf(card.text("/id")));
            scene = invitation(chain.getLast(), template);
        }
        isBroughtBy(chain.get(0), "null", "null", "null");
        isBroughtBy(chain.get(1), chain.get(0), "null", "null");
        isBroughtBy(chain.get(2), chain.get(1), chain.get(0), "null");
        isBroughtBy(chain.get(3), chain.get(2), chain.get(1), chain.get(0));
        isBroughtBy(chain.get(4), chain.get(3), chain.get(2), chain.get(1));
    }

    @Test
    void a_friend_who_is_gone_brings_nobody_and_one_who_went_on_as_another_does() {
        var gone = member();
        var former = member();
        var isNow = member();
        books.change("member", "status = 'ERASED'", "id = " + gone);
        books.change("member", "status = 'MERGED', merged_into = " + isNow, "id = " + former);
        var one = Guest.stranger(shop);
        var first = one.claim(one.inMiniProgram(), invitation(gone, template));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(books.claimOf(first.text("/id")))
                .isEqualTo(Attributed.to("REFERRAL").because("REFERRER_GONE"));
        var other = Guest.stranger(shop);
        var second = other.claim(other.inMiniProgram(), invitation(former, template));
        assertThat(second.text("/referrerMemberId")).isEqualTo(isNow);
    }

    private String member() {
        var guest = Guest.stranger(shop);
        return books.memberOf(
                guest.claim(guest.inMiniProgram(), shop.scene(template)).text("/id"));
    }

    private String invitation(String member, String toTemplate) {
        return books.invitation(member, toTemplate);
    }

    private void isBroughtBy(String member, String friend, String second, String third) {
        assertThat(books.ofMember("referrer_id", member)).isEqualTo(friend);
        assertThat(books.ofMember("second_referrer_id", member)).isEqualTo(second);
        assertThat(books.ofMember("third_referrer_id", member)).isEqualTo(third);
    }
}
