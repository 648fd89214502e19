package io.kabao.e2e.wechat;

import static io.kabao.e2e.wechat.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.kernel.error.BusinessError;
import io.kabao.wechat.MiniProgram;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat that is busy, slow, broken or gone. */
class FaultsTest {

    private static final String INFO = "/cgi-bin/user/info";
    private static final String CODES = "/cgi-bin/qrcode/create";
    private static final String SHOW = "/cgi-bin/showqrcode";
    private static final String TOKENS = "/cgi-bin/stable_token";
    private static final String SESSION = "/sns/jscode2session";
    private static final String PICTURE = "/wxa/getwxacodeunlimit";
    private static final String PHONE = "/wxa/business/getuserphonenumber";

    /** A line is patient for 3.5 s and WeChat takes 30; on few cores a crowd goes away late. */
    private static final Duration LONGEST_HELD = Duration.ofSeconds(10);

    private final House house = House.shared();
    private final Outside outside = Outside.of(house);
    private final OfficialAccount account = house.adminBean(OfficialAccount.class);
    private final MiniProgram miniProgram = house.adminBean(MiniProgram.class);
    private final String guest = outside.person("13800000000");

    @AfterEach
    void all_is_well_again() {
        outside.clearFaults();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTML", "EMPTY", "RESET", "TRUNCATED", "REFUSED"})
    void an_answer_that_is_none_is_not_taken_for_one_and_the_next_is(String kind) {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        var code = account.temporaryCode(app, "s7Kd2");
        outside.fault(INFO, kind, 1, Map.of());
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.follower(app, openid));
        assertThat(outside.calls(INFO)).isOne();
        assertThat(account.follower(app, openid).following()).isFalse();
        outside.fault(CODES, kind, 1, Map.of());
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.temporaryCode(app, "s7Kd2"));
        outside.fault(SHOW, kind, 1, Map.of());
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.codePicture(app, code));
        assertThat(account.codePicture(app, code)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTML", "EMPTY", "RESET", "TRUNCATED", "REFUSED"})
    void a_mini_program_s_answer_that_is_none_is_not_taken_for_one(String kind) {
        var app = outside.miniProgram();
        var openid = outside.openid(guest, app);
        outside.fault(SESSION, kind, 1, Map.of());
        var login = outside.code("login", guest, app);
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> miniProgram.signIn(app, login));
        outside.fault(PHONE, kind, 1, Map.of());
        var phone = outside.code("phone", guest, app);
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> miniProgram.phoneOf(app, phone, openid));
        // What may have been done is not tried again by itself: the code would be used twice.
        assertThat(outside.calls(PHONE)).isOne();
        outside.fault(PICTURE, kind, 1, Map.of());
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> miniProgram.codePicture(app, "s7Kd2"));
        assertThat(miniProgram.codePicture(app, "s7Kd2")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTML", "EMPTY", "REFUSED"})
    void a_token_that_does_not_come_is_fetched_by_the_next(String kind) {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        outside.fault(TOKENS, kind, 1, Map.of());
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.follower(app, openid));
        assertThat(account.follower(app, openid).following()).isFalse();
        assertThat(outside.calls(TOKENS)).isEqualTo(2);
    }

    @Test
    void busy_is_tried_once_more_and_no_more() {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        outside.fault(INFO, "ERRCODE", 1, Map.of("errcode", -1));
        assertThat(account.follower(app, openid).following()).isFalse();
        assertThat(outside.calls(INFO)).isEqualTo(2);
        outside.fault(INFO, "ERRCODE", 2, Map.of("errcode", -1));
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.follower(app, openid));
        assertThat(outside.calls(INFO)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "45009, WECHAT_UNAVAILABLE, CODES_TOO_FAST",
        "45011, WECHAT_TOO_OFTEN, WECHAT_TOO_OFTEN",
        "48001, WECHAT_UNAVAILABLE, WECHAT_UNAVAILABLE"
    })
    void other_errors_are_not_tried_again(int errcode, WechatError error, WechatError ofPictures) {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        outside.fault(INFO, "ERRCODE", 1, Map.of("errcode", errcode));
        assertRefused(error, () -> account.follower(app, openid));
        assertThat(outside.calls(INFO)).isOne();
        var mini = outside.miniProgram();
        outside.fault(PICTURE, "ERRCODE", 1, Map.of("errcode", errcode));
        assertRefused(ofPictures, () -> miniProgram.codePicture(mini, "s7Kd2"));
        assertThat(outside.calls(PICTURE)).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40014, 42001})
    void a_token_that_is_refused_is_fetched_anew_once(int errcode) {
        var app = outside.app("OFFICIAL_ACCOUNT", Map.of(), Map.of("tokenFetches", 2));
        var openid = outside.openid(guest, app);
        outside.fault(INFO, "ERRCODE", 1, Map.of("errcode", errcode));
        assertThat(account.follower(app, openid).following()).isFalse();
        assertThat(outside.calls(INFO)).isEqualTo(2);
        assertThat(outside.calls(TOKENS)).isEqualTo(2);
    }

    @Test
    void a_token_that_stays_refused_is_given_up() {
        var app = outside.app("OFFICIAL_ACCOUNT", Map.of(), Map.of("tokenFetches", 2));
        var openid = outside.openid(guest, app);
        outside.fault(INFO, "ERRCODE", 100, Map.of("errcode", 40001));
        for (var i = 0; i < 5; i++) {
            assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.follower(app, openid));
        }
        assertThat(outside.calls(INFO)).isEqualTo(10);
        assertThat(outside.calls(TOKENS)).as("fetched, and once anew").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cgi-bin/user/info", "/cgi-bin/stable_token"})
    void nobody_is_held_until_wechat_answers_however_many_ask(String path) throws Exception {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        outside.fault(path, "TIMEOUT_BEFORE", 1000, Map.of("millis", 30_000));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = IntStream.range(0, 100)
                    .mapToObj(_ -> callers.submit((Callable<Duration>) () -> heldBy(app, openid)))
                    .toList();
            for (var each : held) {
                assertThat(each.get()).isLessThan(LONGEST_HELD);
            }
        }
        // From here on the line is cut, and nobody waits at all. Few were let through before that was seen.
        var asked = outside.calls(path);
        assertThat(asked).isLessThan(50);
        assertThat(heldBy(app, openid)).isLessThan(Duration.ofSeconds(3));
        assertThat(outside.calls(path)).isEqualTo(asked);
    }

    @Test
    void a_line_that_is_cut_mends_by_itself_and_is_one_apps_alone() {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        outside.fault(INFO, "EMPTY", 10, Map.of());
        for (var i = 0; i < 12; i++) {
            assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> account.follower(app, openid));
        }
        assertThat(outside.calls(INFO)).isEqualTo(10);
        var other = outside.account();
        assertThat(account.follower(other, outside.openid(guest, other)).following())
                .isFalse();
        house.clock().advance(Duration.ofSeconds(6));
        try {
            assertThat(account.follower(app, openid).following()).isFalse();
        } finally {
            house.clock().advance(Duration.ofSeconds(-6));
        }
    }

    private Duration heldBy(WechatApp app, String openid) {
        var began = System.nanoTime();
        try {
            account.follower(app, openid);
            throw new AssertionError("WeChat answered");
        } catch (BusinessError e) {
            assertThat(e.code()).isEqualTo(WechatError.WECHAT_UNAVAILABLE);
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
