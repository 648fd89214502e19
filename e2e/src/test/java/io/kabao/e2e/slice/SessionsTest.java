package io.kabao.e2e.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final String NEW_PASSWORD = "Quince-Under-The-Stairs-8";

    private final House house = House.shared();

    @Test
    void a_new_password_ends_the_session_and_the_old_one_is_worth_nothing() {
        var account = anOwner();
        var operator = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        assertThat(changePassword(operator, "not-the-old-password", NEW_PASSWORD)
                        .problemCode())
                .hasValue("OLD_PASSWORD_WRONG");
        assertThat(changePassword(operator, Settings.OWNER_PASSWORD, "short").problemCode())
                .hasValue("PASSWORD_TOO_WEAK");
        assertThat(operator.get("/admin/me").status()).isEqualTo(200);

        assertThat(changePassword(operator, Settings.OWNER_PASSWORD, NEW_PASSWORD)
                        .status())
                .isEqualTo(204);
        assertThat(operator.get("/admin/me").problemCode()).hasValue("NOT_SIGNED_IN");
        assertThat(house.admin().signIn(account, Settings.OWNER_PASSWORD).problemCode())
                .hasValue("SIGN_IN_REFUSED");
        assertThat(house.admin()
                        .signedIn(account, NEW_PASSWORD)
                        .get("/admin/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void of_many_sign_ins_at_once_one_session_lives_and_a_new_password_ends_it() {
        var account = anOwner();
        var tokens = IntStream.range(0, 6)
                .mapToObj(_ -> house.admin()
                        .begin(
                                "POST",
                                "/admin/sessions",
                                Map.of("account", account, "password", Settings.OWNER_PASSWORD)))
                .toList()
                .stream()
                .map(signIn -> signIn.join().text("/token"))
                .toList();
        var live = tokens.stream().filter(this::isLive).toList();
        assertThat(live).hasSize(1);
        assertThat(changePassword(house.admin().as(live.getFirst()), Settings.OWNER_PASSWORD, NEW_PASSWORD)
                        .status())
                .isEqualTo(204);
        assertThat(tokens).noneMatch(this::isLive);
    }

    @Test
    void a_session_opened_with_the_old_password_while_it_changes_does_not_live() {
        for (var round = 0; round < Soak.count(5, 100); round++) {
            var account = anOwner();
            var operator = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
            var signIn = house.admin()
                    .begin("POST", "/admin/sessions", Map.of("account", account, "password", Settings.OWNER_PASSWORD));
            var change = operator.begin(
                    "PUT", "/admin/me/password", Map.of("old", Settings.OWNER_PASSWORD, "new", NEW_PASSWORD));
            var opened = signIn.join();
            if (change.join().status() == 204 && opened.status() == 200) {
                assertThat(isLive(opened.text("/token"))).isFalse();
            }
        }
    }

    private boolean isLive(String token) {
        return house.admin().as(token).get("/admin/me").status() == 200;
    }

    @Test
    void signing_out_ends_the_session() {
        var operator = house.admin().signedIn(anOwner(), Settings.OWNER_PASSWORD);
        assertThat(operator.delete("/admin/sessions").status()).isEqualTo(204);
        assertThat(operator.get("/admin/me").status()).isEqualTo(401);
        assertThat(operator.delete("/admin/sessions").status()).isEqualTo(401);
    }

    @Test
    void signing_in_again_ends_the_session_before() {
        var account = anOwner();
        var before = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        var after = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        assertThat(before.get("/admin/me").status()).isEqualTo(401);
        assertThat(after.get("/admin/me").status()).isEqualTo(200);
    }

    @Test
    void a_switched_off_operator_is_out_at_once() {
        var account = anOwner();
        var operator = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        Rows.of(house.sandbox()).change("UPDATE operator SET active = FALSE WHERE account = '" + account + "'");
        assertThat(operator.get("/admin/me").status()).isEqualTo(401);
        assertThat(house.admin().signIn(account, Settings.OWNER_PASSWORD).problemCode())
                .hasValue("SIGN_IN_REFUSED");
    }

    @Test
    void an_unknown_account_and_a_wrong_password_get_the_same_answer() {
        var unknown = house.admin().signIn("nobody-of-that-name", Settings.OWNER_PASSWORD);
        var wrong = house.admin().signIn(anOwner(), "not-the-password-1");
        assertThat(unknown.status()).isEqualTo(401).isEqualTo(wrong.status());
        assertThat(unknown.text("/code")).isEqualTo(wrong.text("/code"));
        assertThat(unknown.text("/detail")).isEqualTo(wrong.text("/detail"));
    }

    @Test
    void only_a_token_that_was_given_out_and_still_lives_lets_anybody_in() {
        var account = anOwner();
        var token = house.admin().signIn(account, Settings.OWNER_PASSWORD).text("/token");
        var flipped = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        var forged = List.of(
                flipped,
                token + "A",
                token.substring(1),
                token.toLowerCase(Locale.ROOT),
                "1",
                "null",
                "undefined",
                "-1",
                "-2",
                "-3",
                "-4",
                "-5",
                "../" + token,
                token + "," + token);
        for (var each : forged) {
            assertThat(house.admin().as(each).get("/admin/me").problemCode())
                    .as(each)
                    .hasValue("NOT_SIGNED_IN");
        }
        for (var header : List.of(token, "Basic " + token, "bearer" + token, "Bearer" + token, "Bearer")) {
            assertThat(house.admin()
                            .with("Authorization", header)
                            .get("/admin/me")
                            .status())
                    .as(header.replace(token, "…"))
                    .isEqualTo(401);
        }
        assertThat(house.admin().as(token).get("/admin/me").status()).isEqualTo(200);
    }

    @Test
    void a_token_counts_in_the_header_alone() {
        var token = house.admin().signIn(anOwner(), Settings.OWNER_PASSWORD).text("/token");
        var nobody = house.admin();
        for (var name : List.of("Authorization", "kabao", "satoken", "token", "access_token")) {
            assertThat(nobody.get("/admin/me?" + name + "=" + token).status())
                    .as("query " + name)
                    .isEqualTo(401);
            assertThat(nobody.get("/admin/me?" + name + "=Bearer%20" + token).status())
                    .isEqualTo(401);
            assertThat(nobody.with("Cookie", name + "=" + token)
                            .get("/admin/me")
                            .status())
                    .as("cookie " + name)
                    .isEqualTo(401);
            assertThat(nobody.post("/admin/stores", Map.of("name", "店", name, token))
                            .status())
                    .as("body " + name)
                    .isEqualTo(401);
            assertThat(nobody.with("Content-Type", "application/x-www-form-urlencoded")
                            .call("DELETE", "/admin/sessions", name + "=" + token)
                            .status())
                    .as("form " + name)
                    .isEqualTo(401);
        }
        var signedIn = nobody.as(token).get("/admin/me");
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_token_says_nothing_about_its_owner_and_none_is_like_another() {
        var account = anOwner();
        var first = house.admin().signIn(account, Settings.OWNER_PASSWORD).text("/token");
        var second = house.admin().signIn(account, Settings.OWNER_PASSWORD).text("/token");
        assertThat(first).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(second);
    }

    private String anOwner() {
        var account = "op-" + UUID.randomUUID().toString().substring(0, 18);
        house.openMerchant(account);
        return account;
    }

    private static Answer changePassword(Api operator, String old, String replacement) {
        return operator.put("/admin/me/password", Map.of("old", old, "new", replacement));
    }
}
