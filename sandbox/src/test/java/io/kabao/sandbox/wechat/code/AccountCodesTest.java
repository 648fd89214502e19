package io.kabao.sandbox.wechat.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCodesTest {
    private static final Instant SOON = Instant.parse("2026-03-01T10:00:00.123Z");

    private final AccountCodes codes = new AccountCodes();
    private final AccountCodes startedAnew = new AccountCodes();

    @Test
    void a_code_is_known_after_a_new_start_by_its_ticket_and_by_its_picture() {
        var forEver = codes.permanent("wx-a", "scene-1", 10);
        var passing = codes.passing("wx-a", "场景\n2", SOON);
        assertThat(startedAnew.find(forEver.ticket())).contains(forEver);
        assertThat(startedAnew.find(forEver.url())).contains(forEver);
        assertThat(startedAnew.find(passing.ticket())).contains(passing);
        assertThat(startedAnew.find(passing.url())).contains(passing);
    }

    @Test
    void a_scene_has_one_permanent_code_and_any_number_of_passing_ones() {
        assertThat(codes.permanent("wx-a", "s", 10).ticket())
                .isEqualTo(codes.permanent("wx-a", "s", 10).ticket())
                .isEqualTo(startedAnew.permanent("wx-a", "s", 10).ticket());
        assertThat(codes.passing("wx-a", "s", SOON).ticket())
                .isNotEqualTo(codes.passing("wx-a", "s", SOON).ticket());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gQHAAA==",
                "gQH8AAA==",
                "gQHabcdefghAAA==",
                "http://weixin.qq.com/q/",
                "http://weixin.qq.com/q/02abc_-4",
                "http://weixin.qq.com/q/a b",
                "https://shop.example/m/claim/abc"
            })
    void anything_else_is_no_code(String text) {
        assertThat(codes.find(text)).isEmpty();
    }
}
