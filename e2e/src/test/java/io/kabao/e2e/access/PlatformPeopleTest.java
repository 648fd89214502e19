package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.id.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever runs the deployment looks after their own login as operators do after theirs. */
class PlatformPeopleTest {

    private static final String PASSWORD = Settings.PLATFORM_PASSWORD;
    private static final String OTHER = "Medlar-Behind-The-Mill-9";

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final String account = "q-" + Shop.unique(16);
    private final String id = colleague();
    private final Api session = signedIn(PASSWORD);

    /** One more person of the platform, with the password of the first. */
    private String colleague() {
        var made = Long.toString(house.adminBean(Ids.class).next());
        rows.change("INSERT INTO operator (id, merchant_id, realm, account, name, password_hash, active, scope_kind,"
                + " scope_ids, password_initial, version, created_at, updated_at) SELECT " + made + ", merchant_id,"
                + " realm, '" + account + "', name, password_hash, TRUE, scope_kind, scope_ids, TRUE, 1, created_at,"
                + " updated_at FROM operator WHERE account = '" + Settings.PLATFORM + "'");
        return made;
    }

    private Answer signIn(String password, @Nullable String otp) {
        var shown = new HashMap<String, @Nullable Object>(Map.of("account", account, "password", password));
        shown.put("otp", otp);
        return house.admin().post("/platform/sessions", shown);
    }

    private Api signedIn(String password) {
        var answer = signIn(password, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return house.admin().as(answer.text("/token"));
    }

    private static Answer change(Api by, String old, String replacement) {
        return by.put("/platform/me/password", Map.of("old", old, "new", replacement));
    }

    @Test
    void an_own_password_is_changed_by_who_knows_the_present_one_and_ends_the_session_at_once() {
        assertThat(session.get("/platform/me").json().get("passwordInitial").asBoolean())
                .isTrue();
        assertRefused(change(session, "Wrong-Password-7", OTHER), 422, "OLD_PASSWORD_WRONG");
        for (var weak : List.of("short-one-1", account, "password1234", PASSWORD)) {
            assertRefused(change(session, PASSWORD, weak), 422, "PASSWORD_TOO_WEAK");
        }
        assertThat(session.get("/platform/me").status()).as("refused").isEqualTo(200);

        assertThat(change(session, PASSWORD, OTHER).status()).isEqualTo(204);
        assertRefused(session.get("/platform/me"), 401, "NOT_SIGNED_IN");
        assertRefused(signIn(PASSWORD, null), 401, "SIGN_IN_REFUSED");
        var again = signedIn(OTHER);
        assertThat(again.get("/platform/me").json().get("passwordInitial").asBoolean())
                .isFalse();
        assertThat(rows.column("SELECT password_hash FROM operator WHERE id = " + id))
                .allMatch(hash -> hash.startsWith("$argon2id$"));
        assertThat(onRecord("OPERATOR_PASSWORD_CHANGED")).isOne();
    }

    @Test
    void there_is_one_session_of_a_person() {
        var second = signedIn(PASSWORD);
        assertRefused(session.get("/platform/me"), 401, "NOT_SIGNED_IN");
        assertRefused(change(session, PASSWORD, OTHER), 401, "NOT_SIGNED_IN");
        assertThat(second.get("/platform/me").status()).isEqualTo(200);
    }

    @Test
    void a_device_is_asked_for_once_it_is_confirmed_and_given_up_by_who_has_just_proved_it() {
        assertRefused(confirm("123456"), 409, "NOTHING_TO_CONFIRM");
        var offered = session.post("/platform/me/totp", Map.of());
        assertThat(offered.status()).as(offered.body()).isEqualTo(200);
        var device = Device.of(offered.text("/secret"));
        assertRefused(confirm(device.never(now())), 401, "OTP_WRONG");
        // The step before counts as long as this one, which has just begun.
        house.pass(Device.goesOnAfter(now()));
        var confirmed = confirm(device.at(now(), -1));
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        assertThat(session.get("/platform/me").json().get("secondFactor").asBoolean())
                .isTrue();
        assertRefused(signIn(PASSWORD, null), 401, "OTP_REQUIRED");
        assertRefused(signIn(PASSWORD, device.never(now())), 401, "OTP_WRONG");
        var welcome = signIn(PASSWORD, device.at(now()));
        assertThat(welcome.status()).as(welcome.body()).isEqualTo(200);

        var again = house.admin().as(welcome.text("/token"));
        assertRefused(again.delete("/platform/me/totp"), 403, "STEP_UP_REQUIRED");
        assertRefused(again.post("/platform/me/totp", Map.of()), 403, "STEP_UP_REQUIRED");
        var recovery = confirmed.text("/recoveryCodes/0");
        assertThat(again.post("/platform/sessions/step-up", Map.of("otp", recovery))
                        .status())
                .isEqualTo(200);
        assertThat(again.delete("/platform/me/totp").status()).isEqualTo(204);
        assertRefused(again.get("/platform/me"), 401, "NOT_SIGNED_IN");
        assertThat(signedIn(PASSWORD).get("/platform/me").status()).isEqualTo(200);
        assertThat(rows.number("SELECT COUNT(*) FROM recovery_code WHERE operator_id = " + id))
                .isZero();
        for (var act : List.of("OPERATOR_TOTP_OFFERED", "OPERATOR_TOTP_ENROLLED", "OPERATOR_TOTP_GIVEN_UP")) {
            assertThat(onRecord(act)).as(act).isOne();
        }
    }

    private Answer confirm(String otp) {
        return session.post("/platform/me/totp/confirmation", Map.of("otp", otp));
    }

    private long onRecord(String action) {
        return rows.number("SELECT COUNT(*) FROM audit WHERE merchant_id = 0 AND realm = 'PLATFORM' AND actor_id = "
                + id + " AND action = '" + action + "'");
    }

    private Instant now() {
        return house.clock().instant();
    }
}
