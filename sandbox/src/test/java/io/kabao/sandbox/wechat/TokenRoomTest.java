package io.kabao.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRoomTest {
    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());

    @BeforeEach
    void register() {
        // Noon in Beijing, so that no test runs over the end of WeChat's day.
        standIn.world().clock().moveTo(Instant.parse("2026-11-20T04:00:00Z"));
        caller.register("wx1", "s3cret");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void the_stable_token_stays_the_same_until_five_minutes_before_its_end() {
        String first = stable(false);
        advance(Duration.ofMinutes(114));
        assertThat(stable(false)).isEqualTo(first);
        advance(Duration.ofSeconds(61));
        String second = stable(false);
        assertThat(second).isNotEqualTo(first);
        assertThat(codeWith(first)).isZero();
        assertThat(codeWith(second)).isZero();
        advance(Duration.ofMinutes(5));
        assertThat(codeWith(first)).isEqualTo(42001);
        assertThat(codeWith(second)).isZero();
    }

    @Test
    void a_forced_refresh_kills_the_old_token_and_rests_for_thirty_seconds() {
        String first = stable(false);
        String second = stable(true);
        assertThat(second).isNotEqualTo(first);
        assertThat(codeWith(first)).isEqualTo(40001);
        advance(Duration.ofSeconds(5));
        assertThat(stable(true)).isEqualTo(second);
        advance(Duration.ofSeconds(25));
        assertThat(stable(true)).isNotEqualTo(second);
    }

    @Test
    void twenty_refreshes_may_be_forced_a_day() {
        var tokens = new HashSet<String>();
        tokens.add(stable(false));
        for (int i = 0; i < 25; i++) {
            tokens.add(stable(true));
            advance(Duration.ofSeconds(30));
        }
        assertThat(tokens).hasSize(21);
        advance(Duration.ofHours(13));
        stable(false);
        assertThat(tokens).doesNotContain(stable(true));
    }

    @Test
    void a_classic_token_dies_five_minutes_after_the_next_one_and_leaves_the_stable_one_alone() {
        String stable = stable(false);
        String first = classic();
        String second = classic();
        assertThat(second).isNotEqualTo(first);
        advance(Duration.ofSeconds(280));
        assertThat(codeWith(first)).isZero();
        advance(Duration.ofSeconds(21));
        assertThat(codeWith(first)).isEqualTo(40001);
        assertThat(codeWith(second)).isZero();
        assertThat(codeWith(stable)).isZero();
    }

    @Test
    void fetching_a_token_that_lives_on_is_noted_unless_more_fetches_are_agreed() {
        stable(false);
        assertThat(caller.violations()).isEmpty();
        stable(false);
        assertThat(caller.violations()).containsExactly("TOKEN_FETCHED_AGAIN");
        advance(Duration.ofHours(2));
        stable(false);
        assertThat(caller.violations()).hasSize(1);
        caller.register("wx1", "OFFICIAL_ACCOUNT", ",\"tokenFetches\":2");
        stable(false);
        stable(false);
        assertThat(caller.violations()).hasSize(1);
        classic();
        classic();
        classic();
        assertThat(caller.violations()).hasSize(2);
    }

    @Test
    void a_ticket_stays_the_same_for_two_hours_and_each_kind_is_another() {
        String first = ticket("jsapi");
        assertThat(ticket("wx_card")).isNotEqualTo(first);
        advance(Duration.ofMinutes(119));
        assertThat(ticket("jsapi")).isEqualTo(first);
        advance(Duration.ofMinutes(1));
        assertThat(ticket("jsapi")).isNotEqualTo(first);
    }

    private String ticket(String type) {
        return caller.get("/cgi-bin/ticket/getticket?type=" + type + "&access_token=" + stable(false))
                .get("ticket")
                .asString();
    }

    @Test
    void a_call_without_a_live_token_is_refused_and_noted() {
        assertThat(codeWith("")).isEqualTo(41001);
        assertThat(codeWith("garbage")).isEqualTo(40014);
        assertThat(caller.get("/sandbox/violations").get("items").size()).isEqualTo(2);
        assertThat(caller.get("/sandbox/violations").toString()).doesNotContain("garbage");
    }

    @Test
    void wrong_requests_are_told_by_their_code() {
        assertThat(stableCode("{}")).isEqualTo(40002);
        assertThat(stableCode("not json")).isEqualTo(47001);
        assertThat(stableCode("null")).isEqualTo(47001);
        assertThat(stableCode("{\"grant_type\":\"client_credential\"}")).isEqualTo(41002);
        assertThat(stableCode("{\"grant_type\":\"client_credential\",\"appid\":\"wx1\"}"))
                .isEqualTo(41004);
        var wrong = caller.get("/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=bad");
        assertThat(wrong.get("errcode").asInt()).isEqualTo(40001);
        assertThat(wrong.get("errmsg").asString())
                .startsWith("invalid appsecret")
                .contains(" rid: ");
        assertThat(caller.get("/cgi-bin/ticket/getticket?type=other&access_token=" + classic())
                        .get("errcode")
                        .asInt())
                .isEqualTo(40097);
    }

    private String stable(boolean force) {
        var answer = caller.post("/cgi-bin/stable_token", """
            {"grant_type":"client_credential","appid":"wx1","secret":"s3cret","force_refresh":%s}\
            """.formatted(force));
        assertThat(answer.has("errcode")).isFalse();
        assertThat(answer.get("expires_in").asInt()).isBetween(300, 7200);
        return answer.get("access_token").asString();
    }

    private int stableCode(String body) {
        return caller.post("/cgi-bin/stable_token", body).get("errcode").asInt();
    }

    private String classic() {
        return caller.get("/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=s3cret")
                .get("access_token")
                .asString();
    }

    private int codeWith(String token) {
        return caller.get("/cgi-bin/ticket/getticket?type=jsapi&access_token=" + token)
                .get("errcode")
                .asInt();
    }

    private void advance(Duration by) {
        standIn.world().clock().advance(by);
    }
}
