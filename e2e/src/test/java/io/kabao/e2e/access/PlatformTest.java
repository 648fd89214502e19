package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever runs the deployment opens merchants, and three kinds of people are strangers to each other. */
class PlatformTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final String account = "n-" + Shop.unique(16);

    private Api platform() {
        var session = signIn("/platform/sessions", Settings.PLATFORM, Settings.PLATFORM_PASSWORD);
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        return house.admin().as(session.text("/token"));
    }

    private Answer signIn(String path, String as, String password) {
        return house.admin().post(path, Map.of("account", as, "password", password));
    }

    private static Answer open(Api by, String ownersAccount) {
        return by.post("/platform/merchants", Map.of("name", "新商户", "ownerAccount", ownersAccount));
    }

    @Test
    void a_merchant_is_opened_with_an_owner_whose_password_is_shown_once() {
        var platform = platform();
        var opened = open(platform, account);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var password = opened.text("/initialPassword");
        var path = "/platform/merchants/" + opened.text("/id");
        assertThat(platform.get(path).body()
                        + platform.get("/platform/merchants?limit=200").body())
                .doesNotContain(password)
                .contains("新商户");
        var owner = house.admin().signedIn(account.toUpperCase(Locale.ROOT), password);
        var me = owner.get("/admin/me").json();
        assertThat(me.get("passwordInitial").asBoolean()).isTrue();
        assertThat(me.at("/roles/0").asString()).isEqualTo("OWNER");
        assertThat(owner.get("/admin/merchant").text("/name")).isEqualTo("新商户");
        var seen = owner.get("/admin/audit");
        assertThat(seen.body()).contains("PLATFORM", "OPERATOR_CREATED").doesNotContain(password);
        assertThat(signIn("/admin/sessions", account, Settings.OWNER_PASSWORD).status())
                .as("no default password")
                .isEqualTo(401);
    }

    @Test
    void an_account_that_somebody_has_opens_nothing() {
        var platform = platform();
        var merchants = rows.number("SELECT COUNT(*) FROM merchant");
        var taken = Office.open(house).owner().account();
        for (var each : List.of(taken, taken.toUpperCase(Locale.ROOT), "platform", "owner")) {
            assertRefused(open(platform, each), 409, "ACCOUNT_TAKEN");
        }
        for (var odd : List.of("", "ab", "a b c", "账号", "abc\u0000")) {
            assertThat(open(platform, odd).status()).as(odd).isEqualTo(400);
        }
        assertThat(rows.number("SELECT COUNT(*) FROM merchant"))
                .as("the one of the test beside")
                .isEqualTo(merchants + 1);
        var begun = IntStream.range(0, 6)
                .mapToObj(_ ->
                        platform.begin("POST", "/platform/merchants", Map.of("name", "同时", "ownerAccount", account)))
                .toList();
        assertThat(begun.stream().map(each -> each.join().status()))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        assertThat(rows.number("SELECT COUNT(*) FROM merchant")).isEqualTo(merchants + 2);
    }

    @Test
    void each_kind_of_people_is_a_stranger_at_the_doors_of_the_others() {
        var office = Office.open(house);
        var shop = Shop.open(house);
        var operator = office.owner().api();
        var member = Guest.stranger(shop).inMiniProgram();
        var platform = platform();
        var admin = List.of("/admin/me", "/admin/stores", "/admin/operators", "/admin/audit", "/admin/approvals");
        var ofPlatform = List.of("/platform/me", "/platform/merchants", "/platform/merchants/" + office.merchant());
        for (var path : admin) {
            assertRefused(platform.get(path), 401, "NOT_SIGNED_IN");
            assertRefused(member.movedTo(house.admin().port()).get(path), 401, "NOT_SIGNED_IN");
        }
        for (var path : ofPlatform) {
            assertRefused(operator.get(path), 401, "NOT_SIGNED_IN");
            assertRefused(member.movedTo(house.admin().port()).get(path), 401, "NOT_SIGNED_IN");
        }
        for (var stranger : List.of(operator, platform)) {
            assertRefused(stranger.movedTo(house.wx().port()).get("/wx/me"), 401, "NOT_SIGNED_IN");
        }
        assertRefused(open(operator, account), 401, "NOT_SIGNED_IN");
        assertRefused(platform.post("/admin/sessions/step-up", Map.of("password", "x")), 401, "NOT_SIGNED_IN");
        assertRefused(
                signIn("/platform/sessions", office.owner().account(), Settings.OWNER_PASSWORD),
                401,
                "SIGN_IN_REFUSED");
        assertRefused(signIn("/admin/sessions", Settings.PLATFORM, Settings.PLATFORM_PASSWORD), 401, "SIGN_IN_REFUSED");
        assertThat(operator.get("/admin/me").status()).isEqualTo(200);
        assertThat(platform.get("/platform/me").status()).isEqualTo(200);
        assertThat(platform.delete("/platform/sessions").status()).isEqualTo(204);
        assertThat(platform.get("/platform/me").status()).isEqualTo(401);
    }
}
