package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The second factor at the door: a device set up, asked for, lost, guessed at and replaced. */
class SecondFactorTest {

    private static final String PASSWORD = Settings.OWNER_PASSWORD;

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final String account = "t-" + Shop.unique(16);
    private final Api session = newcomer();

    private Api newcomer() {
        house.openMerchant(account);
        return house.admin().signedIn(account, PASSWORD);
    }

    /** A device that the account knows, and the codes for its loss. */
    private record Enrolled(Device device, String confirmedBy, List<String> recoveryCodes) {}

    private Enrolled enrol() {
        return enrol(session);
    }

    private Enrolled enrol(Api by) {
        var device = Device.of(begun(by));
        var code = device.at(now());
        var confirmed = by.post("/admin/me/totp/confirmation", Map.of("otp", code));
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        var codes = confirmed.json().get("recoveryCodes").valueStream().map(each -> each.asString());
        return new Enrolled(device, code, codes.toList());
    }

    private static String begun(Api by) {
        var begun = by.post("/admin/me/totp", Map.of());
        assertThat(begun.status()).as(begun.body()).isEqualTo(200);
        return begun.text("/secret");
    }

    @Test
    void the_codes_are_those_of_the_rfc() {
        var device = new Device("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        Map.of(59L, "287082", 1_111_111_109L, "081804", 1_234_567_890L, "005924", 20_000_000_000L, "353130")
                .forEach((seconds, code) ->
                        assertThat(device.at(Instant.ofEpochSecond(seconds))).isEqualTo(code));
    }

    @Test
    void a_device_counts_once_it_has_shown_a_right_code_and_is_asked_for_from_then_on() {
        assertRefused(confirm(session, "123456"), 409, "NOTHING_TO_CONFIRM");
        var offered = session.post("/admin/me/totp", Map.of());
        assertThat(offered.text("/uri"))
                .startsWith("otpauth://totp/")
                .contains("secret=" + offered.text("/secret"), account);
        var device = Device.of(offered.text("/secret"));
        assertRefused(confirm(session, device.never(now())), 401, "OTP_WRONG");
        assertThat(signIn(null).status()).as("not confirmed, not asked for").isEqualTo(200);

        var again = house.admin().signedIn(account, PASSWORD);
        var enrolled = enrol(again);
        assertThat(enrolled.recoveryCodes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[0-9A-Z]{5}-[0-9A-Z]{5}"));
        assertThat(again.get("/admin/me").json().get("secondFactor").asBoolean())
                .isTrue();
        assertRefused(signIn(null), 401, "OTP_REQUIRED");
        assertRefused(signIn(" "), 401, "OTP_REQUIRED");
        assertThat(refusals()).as("asked for, not refused").isEmpty();
        assertRefused(signIn(enrolled.confirmedBy()), 401, "OTP_WRONG");
        assertRefused(signIn(device.at(now(), 1)), 401, "OTP_WRONG");
        assertThat(refusals()).containsExactly("OTP_WRONG", "OTP_WRONG");
        assertThat(signIn(enrolled.device().at(now(), 1)).status()).isEqualTo(200);
    }

    @Test
    void a_code_counts_a_step_around_its_time_and_none_counts_twice_or_after_a_later_one() {
        var device = enrol().device();
        pass(Duration.ofMinutes(2));
        // The step before counts as long as this one, which has just begun.
        pass(Device.goesOnAfter(now()));
        var time = now();
        assertRefused(signIn(device.at(time, -2)), 401, "OTP_WRONG");
        assertRefused(signIn(device.at(time, 3)), 401, "OTP_WRONG");
        assertThat(signIn(device.at(time, -1)).status()).isEqualTo(200);
        assertRefused(signIn(device.at(time, -1)), 401, "OTP_WRONG");
        assertThat(signIn(device.at(time, 1)).status()).isEqualTo(200);
        assertRefused(signIn(device.at(time)), 401, "OTP_WRONG");
        for (var odd : List.of(
                "１２３４５６", device.at(time, 2).substring(1), "0" + device.at(time, 2), device.at(time, 2) + "\u0000")) {
            assertRefused(signIn(odd), 401, "OTP_WRONG");
            assertThat(rows.change(forgive())).isOne();
        }
        pass(Duration.ofSeconds(30));
        assertThat(signIn(" " + device.at(time, 2) + " ").status()).isEqualTo(200);
    }

    @Test
    void of_many_tries_with_the_same_code_at_once_one_is_let_in() {
        var enrolled = enrol();
        pass(Duration.ofMinutes(1));
        var code = enrolled.device().at(now());
        var device = atOnce(20, _ -> begin(code));
        assertThat(device.get(200)).isEqualTo(1L);
        rows.change(forgive());
        var recovery = enrolled.recoveryCodes().getFirst();
        assertThat(atOnce(20, _ -> begin(recovery)).get(200)).isEqualTo(1L);
    }

    @Test
    void a_recovery_code_lets_its_owner_in_once_however_it_is_written() {
        var codes = enrol().recoveryCodes();
        var other = new SecondFactorTest().enrol().recoveryCodes();
        assertThat(signIn(codes.get(0)).status()).isEqualTo(200);
        assertRefused(signIn(codes.get(0)), 401, "OTP_WRONG");
        assertThat(signIn(codes.get(1).replace("-", "").toLowerCase(Locale.ROOT))
                        .status())
                .isEqualTo(200);
        assertRefused(signIn(codes.get(1)), 401, "OTP_WRONG");
        assertRefused(signIn(other.get(0)), 401, "OTP_WRONG");
        assertThat(signIn(codes.get(9)).status()).isEqualTo(200);
        assertThat(rows.number("SELECT COUNT(*) FROM recovery_code WHERE used_at IS NULL AND operator_id = " + id()))
                .isEqualTo(7);
    }

    @Test
    void of_two_hundred_guesses_at_once_five_are_judged_and_then_nobody_gets_in_for_a_quarter_of_an_hour() {
        var device = enrol().device();
        pass(Duration.ofMinutes(1));
        var wrong = device.never(now());
        var answers = atOnce(200, _ -> session.begin("POST", "/admin/sessions/step-up", Map.of("otp", wrong)));
        var judged = answers.getOrDefault(401, 0L);
        // Where there is no room for it, a try may be spent without being judged.
        var unjudged = answers.getOrDefault(503, 0L);
        assertThat(5L).as("tries").isBetween(judged, judged + unjudged);
        assertThat(answers.keySet())
                .as("judged, locked or no room for it")
                .contains(401, 429)
                .isSubsetOf(401, 429, 503);
        assertThat(rows.number("SELECT COUNT(*) FROM audit WHERE refused_as = 'OTP_WRONG' AND actor_id = " + id()))
                .as("on record, unless there was no room for that")
                .isBetween(1L, judged);

        var locked = signIn(device.at(now()));
        assertRefused(locked, 429, "OTP_LOCKED");
        assertThat(locked.header("Retry-After")).isEqualTo("900");
        pass(Duration.ofMinutes(14));
        assertRefused(signIn(device.at(now())), 429, "OTP_LOCKED");
        pass(Duration.ofMinutes(1));
        assertThat(signIn(device.at(now())).status()).isEqualTo(200);
    }

    @Test
    void who_lacks_the_password_neither_locks_the_second_factor_nor_learns_that_it_is_locked() {
        var device = enrol().device();
        pass(Duration.ofMinutes(1));
        for (var guess = 0; guess < 7; guess++) {
            var refused = house.admin()
                    .post(
                            "/admin/sessions",
                            Map.of("account", account, "password", "Wrong-Password-7", "otp", device.never(now())));
            assertRefused(refused, 401, "SIGN_IN_REFUSED");
        }
        assertThat(signIn(device.at(now())).status()).isEqualTo(200);
        for (var guess = 0; guess < 5; guess++) {
            assertRefused(signIn(device.never(now())), 401, "OTP_WRONG");
        }
        assertRefused(signIn(device.at(now(), 1)), 429, "OTP_LOCKED");
        assertRefused(house.admin().signIn(account, "Wrong-Password-7"), 401, "SIGN_IN_REFUSED");
    }

    @Test
    void a_session_of_ten_minutes_proves_itself_before_a_device_is_tied_to_the_account() {
        pass(Duration.ofMinutes(10));
        assertRefused(session.post("/admin/me/totp", Map.of()), 403, "STEP_UP_REQUIRED");
        assertRefused(stepUp(session, Map.of("password", "Wrong-Password-7")), 422, "OLD_PASSWORD_WRONG");
        assertRefused(stepUp(session, Map.of()), 422, "OLD_PASSWORD_WRONG");
        assertThat(stepUp(session, Map.of("password", PASSWORD)).status()).isEqualTo(200);
        enrol();
    }

    @Test
    void another_device_asks_for_proof_by_the_present_one_and_voids_it_with_all_its_codes() {
        var first = enrol();
        assertRefused(session.post("/admin/me/totp", Map.of()), 403, "STEP_UP_REQUIRED");
        assertRefused(stepUp(session, Map.of("password", PASSWORD)), 401, "OTP_REQUIRED");
        pass(Duration.ofMinutes(1));
        assertThat(stepUp(session, Map.of("otp", first.device().at(now()))).status())
                .isEqualTo(200);
        var offered = Device.of(begun(session));
        pass(Duration.ofSeconds(30));
        assertThat(stepUp(session, Map.of("otp", first.device().at(now()))).status())
                .as("the present one counts until the other is confirmed")
                .isEqualTo(200);
        assertThat(confirm(session, offered.at(now())).status()).isEqualTo(200);
        pass(Duration.ofMinutes(1));
        assertRefused(signIn(first.device().at(now())), 401, "OTP_WRONG");
        assertRefused(signIn(first.recoveryCodes().getFirst()), 401, "OTP_WRONG");
        assertThat(signIn(offered.at(now())).status()).isEqualTo(200);
    }

    @Test
    void neither_secret_nor_recovery_code_nor_password_is_found_in_answers_or_rows() {
        var secret = begun(session);
        var device = Device.of(secret);
        var code = device.at(now());
        var codes = confirm(session, code);
        house.trust(account);
        var read = List.of("/admin/audit?limit=200", "/admin/operators", "/admin/me", "/admin/approvals");
        var kept = rows.column(
                "SELECT CONCAT_WS('|', HEX(totp_secret), totp_secret, totp_pending, password_hash) FROM operator"
                        + " WHERE account = '" + account + "'");
        kept.addAll(rows.column("SELECT HEX(code_hash) FROM recovery_code WHERE operator_id = " + id()));
        for (var each : codes.json().get("recoveryCodes").values()) {
            assertThat(kept).noneMatch(row -> row.contains(each.asString()));
            assertThat(read).noneMatch(path -> session.get(path).body().contains(each.asString()));
        }
        assertThat(kept).noneMatch(row -> row.contains(secret) || row.contains(PASSWORD));
        assertThat(read).noneMatch(path -> session.get(path).body().contains(secret));
        assertThat(session.get("/admin/audit?limit=200").body())
                .contains("OPERATOR_TOTP_OFFERED", "OPERATOR_TOTP_ENROLLED")
                .doesNotContain(PASSWORD);
    }

    @Test
    void who_has_just_proved_it_gives_the_device_up_and_is_out() {
        var enrolled = enrol();
        assertRefused(session.delete("/admin/me/totp"), 403, "STEP_UP_REQUIRED");
        assertThat(stepUp(session, Map.of("otp", enrolled.recoveryCodes().getFirst()))
                        .status())
                .isEqualTo(200);
        assertThat(session.delete("/admin/me/totp").status()).isEqualTo(204);
        assertRefused(session.get("/admin/me"), 401, "NOT_SIGNED_IN");
        var again = house.admin().signedIn(account, PASSWORD);
        assertThat(again.get("/admin/me").json().get("secondFactor").asBoolean())
                .isFalse();
        assertRefused(again.delete("/admin/me/totp"), 403, "TOTP_REQUIRED");
        assertThat(rows.number("SELECT COUNT(*) FROM recovery_code WHERE operator_id = " + id()))
                .isZero();
        assertThat(again.get("/admin/audit?limit=200").body()).contains("OPERATOR_TOTP_GIVEN_UP");
    }

    /** What sign-ins with this account were refused as. */
    private List<String> refusals() {
        return rows.column("SELECT refused_as FROM audit WHERE action = 'OPERATOR_SIGN_IN' AND actor_id = " + id());
    }

    private Answer signIn(@Nullable String otp) {
        return house.admin().post("/admin/sessions", credentials(otp));
    }

    private CompletableFuture<Answer> begin(String otp) {
        return house.admin().begin("POST", "/admin/sessions", credentials(otp));
    }

    private Map<String, @Nullable Object> credentials(@Nullable String otp) {
        var credentials = new HashMap<String, @Nullable Object>(Map.of("account", account, "password", PASSWORD));
        credentials.put("otp", otp);
        return credentials;
    }

    private static Answer confirm(Api by, String code) {
        return by.post("/admin/me/totp/confirmation", Map.of("otp", code));
    }

    private static Answer stepUp(Api by, Map<String, Object> proof) {
        return by.post("/admin/sessions/step-up", proof);
    }

    /** How many were answered how. */
    private static Map<Integer, Long> atOnce(int count, IntFunction<CompletableFuture<Answer>> call) {
        return IntStream.range(0, count).mapToObj(call).toList().stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private String forgive() {
        return "UPDATE operator SET otp_misses = 0, otp_locked_until = NULL WHERE account = '" + account + "'";
    }

    private String id() {
        return rows.column("SELECT id FROM operator WHERE account = '" + account + "'")
                .getFirst();
    }

    private Instant now() {
        return house.clock().instant();
    }

    private void pass(Duration time) {
        house.pass(time);
    }
}
