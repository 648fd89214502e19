package io.kabao.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What WeChat does for an app so often and no more, and begins anew with the next minute or the next day of Beijing. */
class QuotasTest {
    private static final int USED_UP = 45009;

    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());

    @BeforeEach
    void an_hour_before_midnight_in_beijing() {
        standIn.world().clock().moveTo(Instant.parse("2026-11-20T15:00:00Z"));
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void classic_tokens_a_day() {
        caller.register("wx1", "OFFICIAL_ACCOUNT", ",\"tokensPerDay\":2");
        caller.register("wx2", "OFFICIAL_ACCOUNT", "");
        assertThat(classic("wx1")).isZero();
        assertThat(classic("wx1")).isZero();
        assertThat(classic("wx1")).isEqualTo(USED_UP);
        assertThat(classic("wx2")).isZero();
        assertThat(stable("wx1")).isZero();
        advance(Duration.ofMinutes(59));
        assertThat(classic("wx1")).isEqualTo(USED_UP);
        advance(Duration.ofMinutes(1));
        assertThat(classic("wx1")).isZero();
    }

    @Test
    void of_classic_tokens_two_thousand_unless_the_console_says_otherwise() {
        caller.register("wx1", "OFFICIAL_ACCOUNT", "");
        for (int i = 0; i < 2_000; i++) {
            assertThat(classic("wx1")).as("token %d", i).isZero();
        }
        assertThat(classic("wx1")).isEqualTo(USED_UP);
    }

    @Test
    void a_refused_fetch_leaves_the_tokens_before_it_alone() {
        caller.register("wx1", "OFFICIAL_ACCOUNT", ",\"tokensPerDay\":1,\"stableCallsPerMinute\":1");
        String classic = caller.get(classicPath("wx1")).get("access_token").asString();
        String stable = caller.token("wx1");
        assertThat(classic("wx1")).isEqualTo(USED_UP);
        assertThat(stable("wx1")).isEqualTo(USED_UP);
        advance(Duration.ofMinutes(6));
        assertThat(errcode("/cgi-bin/user/info?openid=o&access_token=" + classic))
                .isEqualTo(40003);
        assertThat(errcode("/cgi-bin/user/info?openid=o&access_token=" + stable))
                .isEqualTo(40003);
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void calls_for_the_stable_token_a_minute_and_a_day() {
        caller.register("wx1", "OFFICIAL_ACCOUNT", ",\"stableCallsPerMinute\":2,\"stableCallsPerDay\":3");
        assertThat(stable("wx1")).isZero();
        assertThat(stable("wx1")).isZero();
        assertThat(stable("wx1")).isEqualTo(USED_UP);
        advance(Duration.ofMinutes(1));
        assertThat(stable("wx1")).isZero();
        assertThat(stable("wx1")).as("the day's").isEqualTo(USED_UP);
        advance(Duration.ofMinutes(58));
        assertThat(stable("wx1")).isEqualTo(USED_UP);
        advance(Duration.ofMinutes(1));
        assertThat(stable("wx1")).isZero();
    }

    @Test
    void links_and_schemes_together_a_day() {
        caller.register("wxmini", "MINI_PROGRAM", ",\"linksPerDay\":2");
        String token = caller.token("wxmini");
        assertThat(errcode("/wxa/generate_urllink?access_token=" + token, "{\"expire_type\":1,\"expire_interval\":31}"))
                .as("what is refused does not count")
                .isEqualTo(85401);
        assertThat(urlLink(token)).isZero();
        assertThat(scheme(token)).isZero();
        assertThat(urlLink(token)).isEqualTo(USED_UP);
        assertThat(scheme(token)).isEqualTo(USED_UP);
        advance(Duration.ofHours(1));
        assertThat(scheme(token)).isZero();
    }

    @Test
    void links_are_opened_so_often_a_day() {
        caller.register("wxmini", "MINI_PROGRAM", ",\"linkOpensPerDay\":2");
        String link = caller.post("/wxa/generate_urllink?access_token=" + caller.token("wxmini"), days(2))
                .get("url_link")
                .asString();
        String person = caller.person("13800000000");
        assertThat(open(person, link)).isEqualTo("MINI_PROGRAM");
        assertThat(open(person, link + "?cq=a")).isEqualTo("MINI_PROGRAM");
        assertThat(open(person, link)).isEqualTo("links of this mini-program were opened too often today");
        advance(Duration.ofHours(1));
        assertThat(open(person, link)).isEqualTo("MINI_PROGRAM");
    }

    @Test
    void pages_that_need_not_be_there_are_counted_once_each_and_for_ever() {
        caller.register("wxmini", "MINI_PROGRAM", ",\"pages\":[\"pages/there\"],\"uncheckedPages\":2");
        String token = caller.token("wxmini");
        assertThat(code(token, "pages/one")).isZero();
        assertThat(code(token, "pages/two")).isZero();
        assertThat(code(token, "pages/three")).isEqualTo(USED_UP);
        assertThat(code(token, "pages/one")).isZero();
        assertThat(code(token, "pages/there")).isZero();
        advance(Duration.ofHours(1));
        assertThat(code(token, "pages/three")).isEqualTo(USED_UP);
    }

    private static String classicPath(String appId) {
        return "/cgi-bin/token?grant_type=client_credential&secret=s3cret&appid=" + appId;
    }

    private int classic(String appId) {
        return errcode(classicPath(appId));
    }

    private int stable(String appId) {
        return errcode("/cgi-bin/stable_token", """
                {"grant_type":"client_credential","appid":"%s","secret":"s3cret"}""".formatted(appId));
    }

    private int urlLink(String token) {
        return errcode("/wxa/generate_urllink?access_token=" + token, days(1));
    }

    private int scheme(String token) {
        return errcode("/wxa/generatescheme?access_token=" + token, days(1));
    }

    private static String days(int days) {
        return "{\"is_expire\":true,\"expire_type\":1,\"expire_interval\":" + days + "}";
    }

    private String open(String person, String link) {
        var led = caller.person(person, "scans", "{\"text\":\"" + link + "\"}");
        return led.path(led.has("error") ? "error" : "to").asString();
    }

    /** 0: it is a picture. */
    private int code(String token, String page) {
        var answer = caller.send("POST", "/wxa/getwxacodeunlimit?access_token=" + token, """
                {"scene":"s","check_path":false,"page":"%s"}""".formatted(page));
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("image/")
                ? 0
                : Integer.parseInt(answer.body().replaceAll("(?s).*\"errcode\"\\s*:\\s*(\\d+).*", "$1"));
    }

    private int errcode(String path) {
        return caller.get(path).path("errcode").asInt(0);
    }

    private int errcode(String path, String body) {
        return caller.post(path, body).path("errcode").asInt(0);
    }

    private void advance(Duration by) {
        standIn.world().clock().advance(by);
    }
}
