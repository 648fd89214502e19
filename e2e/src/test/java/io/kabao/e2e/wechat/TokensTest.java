package io.kabao.e2e.wechat;

import static io.kabao.e2e.wechat.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Provokes;
import io.kabao.wechat.MiniProgram;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import io.kabao.wechat.WechatError;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One token for all who ask, in both doors, which are two instances of the gateways with one Redis. */
class TokensTest {

    private static final String TOKENS = "/cgi-bin/stable_token";
    private static final int CALLERS = 200;
    private static final int PICTURES = 12;

    private final House house = House.shared();
    private final Outside outside = Outside.of(house);
    private final OfficialAccount here = house.adminBean(OfficialAccount.class);
    private final OfficialAccount there = atTheOtherDoor(OfficialAccount.class);
    private final String guest = outside.person("13800000000");

    @Test
    void two_hundred_callers_at_two_doors_fetch_one_token() throws Exception {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        together(caller -> at(caller).follower(app, openid));
        assertThat(outside.calls(TOKENS)).isOne();
        assertThat(outside.calls("/cgi-bin/user/info")).isEqualTo(CALLERS);
    }

    @Test
    void a_mini_programs_callers_fetch_one_token_too() throws Exception {
        var app = outside.miniProgram();
        var doors = new MiniProgram[] {house.adminBean(MiniProgram.class), atTheOtherDoor(MiniProgram.class)};
        // Each of them has a picture drawn, which takes its time.
        together(PICTURES, caller -> doors[caller % 2].codePicture(app, "s7Kd2"));
        assertThat(outside.calls(TOKENS)).isOne();
    }

    /** A dead token shows by being used. */
    @RepeatedTest(5)
    @Provokes("LIVE_TOKEN")
    void two_hundred_callers_whose_token_died_fetch_one_other() throws Exception {
        var app = outside.app("OFFICIAL_ACCOUNT", Map.of(), Map.of("tokenFetches", 2));
        var openid = outside.openid(guest, app);
        here.follower(app, openid);
        // Somebody else, with the same secret, has a new token made: ours is dead from now on.
        outside.post(
                TOKENS,
                Map.of(
                        "grant_type",
                        "client_credential",
                        "appid",
                        app.appId(),
                        "secret",
                        Outside.SECRET,
                        "force_refresh",
                        true));
        together(caller -> at(caller).follower(app, openid));
        assertThat(outside.calls(TOKENS)).as("ours, theirs, and one anew").isEqualTo(3);
    }

    @Test
    void a_secret_that_was_entered_anew_counts_within_a_second() {
        var app = outside.account();
        var openid = outside.openid(guest, app);
        assertThat(here.follower(app, openid).following()).isFalse();
        var changed = outside.owner()
                .patch("/admin/wechat-apps/" + app.id(), Map.of("version", 1, "secret", "no-longer-right-123"));
        assertThat(changed.status()).isEqualTo(200);
        var since = System.nanoTime();
        Awaitility.await("the change is seen")
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    // Whoever looks after a second sees it, however long the look takes.
                    var looked = Duration.ofNanos(System.nanoTime() - since);
                    var isSeen = present(app).version() == 2;
                    assertThat(isSeen || looked.compareTo(Duration.ofSeconds(1)) < 0)
                            .as("seen, or looked within a second")
                            .isTrue();
                    return isSeen;
                });
        assertRefused(WechatError.WECHAT_UNAVAILABLE, () -> here.follower(present(app), openid));
        assertThat(house.adminBean(WechatApps.class).ofMerchant(app.merchantId()))
                .extracting(WechatApp::appId)
                .containsExactly(app.appId());
    }

    private WechatApp present(WechatApp app) {
        return house.adminBean(WechatApps.class).ofAppId(app.appId()).orElseThrow();
    }

    private OfficialAccount at(int caller) {
        return caller % 2 == 0 ? here : there;
    }

    private <T> T atTheOtherDoor(Class<T> type) {
        return Objects.requireNonNull(house.handlerMappings().getLast().getApplicationContext())
                .getBean(type);
    }

    private static void together(IntConsumer call) throws Exception {
        together(CALLERS, call);
    }

    private static void together(int count, IntConsumer call) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, count)
                    .mapToObj(caller -> callers.submit(() -> call.accept(caller)))
                    .toList();
            for (var each : calls) {
                each.get();
            }
        }
    }
}
