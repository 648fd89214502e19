package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {

    @ParameterizedTest
    @CsvSource({
        "subscribe, qrscene_s7Kd2, s7Kd2",
        "subscribe, qrscene_qrscene_s7Kd2, qrscene_s7Kd2",
        "subscribe, '', ",
        "subscribe, qrscene_, ",
        "subscribe, last_trade_no_4200001, ",
        "SCAN, s7Kd2, s7Kd2",
        "SCAN, qrscene_s7Kd2, qrscene_s7Kd2",
        "CLICK, s7Kd2, ",
        "unsubscribe, '', "
    })
    void the_scene_is_what_the_code_carried(String event, String key, String scene) {
        assertThat(event(event, Map.of("EventKey", key)).scene()).isEqualTo(scene);
    }

    @Test
    void an_event_is_read() {
        var push = event("SCAN", Map.of("EventKey", "s7Kd2", "Ticket", "gQH", "Unheard", "of"));
        assertThat(push.type()).isEqualTo(Push.EVENT);
        assertThat(push.openid()).isEqualTo("o1");
        assertThat(push.toUser()).isEqualTo("gh_1");
        assertThat(push.createdAt()).isEqualTo(Instant.parse("2016-08-30T09:57:16Z"));
        assertThat(push.ticket()).isEqualTo("gQH");
        assertThat(push.text()).isNull();
        assertThat(push.msgId()).isNull();
        assertThat(push.fields()).containsEntry("Unheard", "of");
    }

    @Test
    void a_message_is_read() {
        var push = Push.of(
                Map.of(
                        "ToUserName", "gh_1",
                        "FromUserName", "o1",
                        "CreateTime", "1472551036",
                        "MsgType", "text",
                        "Content", "你好",
                        "MsgId", "6054768590064713728"),
                false);
        assertThat(push.type()).isEqualTo(Push.MSG);
        assertThat(push.text()).isEqualTo("你好");
        assertThat(push.event()).isNull();
        assertThat(push.msgId()).isEqualTo("6054768590064713728");
        assertThat(push.dedupeKey()).isEqualTo("msg:6054768590064713728");
        assertThat(push.scene()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FromUserName", "CreateTime", "Event", "EventKey", "CardId", "UserCardCode", "MsgID"})
    void two_events_that_differ_in_this_are_two(String name) {
        assertThat(event("SCAN", Map.of(name, "7")).dedupeKey())
                .isNotEqualTo(event("SCAN", Map.of(name, "8")).dedupeKey())
                .matches("[!-~]{1,200}");
    }

    @Test
    void a_repetition_is_told_though_it_is_signed_anew_and_what_moves_between_fields_is_not_one() {
        assertThat(event("SCAN", Map.of("EventKey", "a", "Ticket", "1")).dedupeKey())
                .isEqualTo(event("SCAN", Map.of("EventKey", "a", "Ticket", "1")).dedupeKey());
        assertThat(event("SCAN", Map.of("EventKey", "ab", "CardId", "c")).dedupeKey())
                .isNotEqualTo(
                        event("SCAN", Map.of("EventKey", "a", "CardId", "bc")).dedupeKey());
    }

    @ParameterizedTest
    @CsvSource({
        "FromUserName, ''",
        "FromUserName, o 1",
        "ToUserName, ''",
        "CreateTime, soon",
        "CreateTime, -1",
        "CreateTime, 999999999999",
        "MsgType, ''",
        "Event, ''",
        "Event, 关注"
    })
    void a_push_without_who_when_and_what_is_none(String name, String value) {
        assertThatThrownBy(() -> event("SCAN", Map.of(name, value)))
                .isInstanceOfSatisfying(
                        BusinessError.class,
                        refused -> assertThat(refused.code()).isEqualTo(WechatError.PUSH_MALFORMED));
    }

    @Test
    void it_prints_itself_without_persons() {
        assertThat(event("SCAN", Map.of("EventKey", "s7Kd2"))).hasToString("Push[EVENT SCAN]");
    }

    private static Push event(String event, Map<String, String> more) {
        var fields = new HashMap<>(
                Map.of("ToUserName", "gh_1", "FromUserName", "o1", "CreateTime", "1472551036", "MsgType", "event"));
        fields.put("Event", event);
        fields.putAll(more);
        return Push.of(fields, true);
    }
}
