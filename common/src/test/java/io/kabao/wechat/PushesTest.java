package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.MovableClock;
import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.error.BusinessError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushesTest {

    private static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String TOKEN = "spamtest";
    private static final String APP = "wx2c2769f8efd9abc2";
    private static final String SCAN = "<xml><ToUserName><![CDATA[gh_1]]></ToUserName>"
            + "<FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1472551036</CreateTime>"
            + "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[SCAN]]></Event>"
            + "<EventKey><![CDATA[s7Kd2]]></EventKey><Ticket><![CDATA[gQH]]></Ticket></xml>";

    private final FieldCipher cipher = new FieldCipher(DataKeys.parse("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="));
    private final MovableClock clock = new MovableClock();
    private final Pushes pushes = new Pushes(cipher, clock);
    private final WechatApp plain = app(TOKEN, null, false);
    private final WechatApp safe = app(TOKEN, AES_KEY, true);

    @Test
    void the_published_message_is_proved_and_opened() {
        var encrypted = "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6"
                + "F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+"
                + "h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp"
                + "3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl"
                + "+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=";
        var query = Map.of(
                "signature", WechatSignature.of(TOKEN, "1409735669", "1320562132"),
                "timestamp", "1409735669",
                "nonce", "1320562132",
                "encrypt_type", "aes",
                "msg_signature", "5d197aaffba7e9b25a30732f161a50dee96bd5fa");
        var then = new Pushes(cipher, Clock.fixed(Instant.ofEpochSecond(1409735669), ZoneOffset.UTC));
        var push = then.open(safe, query, envelope(encrypted));
        assertThat(push.openid()).isEqualTo("oyORnuP8q7ou2gfYjqLzSIWZf0rs");
        assertThat(push.text()).isEqualTo("abcdteT");
        assertThat(push.dedupeKey()).isEqualTo("msg:6054768590064713728");
        assertThat(push.sealed()).isTrue();
    }

    @Test
    void a_plain_push_is_taken_where_that_is_agreed_and_refused_in_safe_mode() {
        var push = pushes.open(plain, signed(), bytes(SCAN));
        assertThat(push.scene()).isEqualTo("s7Kd2");
        assertThat(push.sealed()).isFalse();
        refused(WechatError.PUSH_PLAIN_REFUSED, () -> pushes.open(safe, signed(), bytes(SCAN)));
    }

    @ParameterizedTest
    @CsvSource({"signature, 0", "signature, ''", "nonce, 1", "timestamp, ''", "timestamp, now"})
    void what_the_token_did_not_sign_is_refused(String name, String value) {
        var query = signed();
        query.put(name, value);
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.open(plain, query, bytes(SCAN)));
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.verify(plain, query));
    }

    @Test
    void a_push_without_any_query_is_refused_before_it_is_read() {
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.open(safe, Map.of(), bytes("<xml>")));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, -310, 86_400})
    void a_push_of_another_time_is_refused(int seconds) {
        var query = signed();
        assertThat(pushes.open(plain, query, bytes(SCAN)).event()).isEqualTo("SCAN");
        clock.advance(Duration.ofSeconds(seconds));
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.open(plain, query, bytes(SCAN)));
    }

    @Test
    void the_same_push_is_taken_again_within_its_time_as_the_same() {
        var first = pushes.open(plain, signed(), bytes(SCAN));
        clock.advance(Duration.ofMinutes(4));
        assertThat(pushes.open(plain, signed(), bytes(SCAN)).dedupeKey()).isEqualTo(first.dedupeKey());
    }

    @Test
    void an_encrypted_push_needs_its_own_signature() {
        var encrypted = new PushCipher(AES_KEY, APP).encrypt(SCAN);
        var query = sealed(encrypted);
        assertThat(pushes.open(safe, query, envelope(encrypted)).scene()).isEqualTo("s7Kd2");
        refused(
                WechatError.SIGNATURE_WRONG,
                () -> pushes.open(safe, query, envelope(new PushCipher(AES_KEY, APP).encrypt(SCAN))));
        query.remove("msg_signature");
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.open(safe, query, envelope(encrypted)));
    }

    @Test
    void an_encrypted_push_for_another_app_is_refused_though_all_is_signed() {
        var encrypted = new PushCipher(AES_KEY, "wx0000000000000000").encrypt(SCAN);
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.open(safe, sealed(encrypted), envelope(encrypted)));
    }

    @Test
    void an_app_without_token_or_key_proves_nothing() {
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.open(app(null, null, false), signed(), bytes(SCAN)));
        var encrypted = new PushCipher(AES_KEY, APP).encrypt(SCAN);
        refused(WechatError.SIGNATURE_WRONG, () -> pushes.open(plain, sealed(encrypted), envelope(encrypted)));
    }

    @Test
    void a_document_type_is_refused_also_within_what_is_encrypted() {
        var bomb = "<!DOCTYPE xml [<!ENTITY leak SYSTEM \"http://127.0.0.1:1/\">]>"
                + SCAN.replace("</xml>", "<Content>&leak;</Content></xml>");
        refused(WechatError.PUSH_MALFORMED, () -> pushes.open(plain, signed(), bytes(bomb)));
        var encrypted = new PushCipher(AES_KEY, APP).encrypt(bomb);
        refused(WechatError.PUSH_MALFORMED, () -> pushes.open(safe, sealed(encrypted), envelope(encrypted)));
    }

    @Test
    void a_push_has_so_many_bytes_and_no_more() {
        var most = bytes(SCAN + " ".repeat(Pushes.BODY_MOST - SCAN.length()));
        assertThat(pushes.open(plain, signed(), most).event()).isEqualTo("SCAN");
        refused(
                WechatError.PUSH_MALFORMED,
                () -> pushes.open(plain, signed(), bytes(new String(most, StandardCharsets.UTF_8) + " ")));
    }

    @Test
    void wechats_question_is_answered_in_its_own_words_if_they_are_some() {
        var query = signed();
        query.put("echostr", "5838479218127813673");
        assertThat(pushes.verify(plain, query)).isEqualTo("5838479218127813673");
        query.put("echostr", "卡\n");
        refused(WechatError.PUSH_MALFORMED, () -> pushes.verify(plain, query));
        query.remove("echostr");
        refused(WechatError.PUSH_MALFORMED, () -> pushes.verify(plain, query));
    }

    @Test
    void a_reply_to_a_plain_push_goes_back_to_the_person_plain() {
        var now = clock.instant();
        var then = new Pushes(cipher, Clock.fixed(now, ZoneOffset.UTC));
        var reply = read(then.seal(plain, then.open(plain, signed(), bytes(SCAN)), "您好 <a href=\"x\">卡</a> ]]>"));
        assertThat(reply)
                .containsEntry("ToUserName", "o1")
                .containsEntry("FromUserName", "gh_1")
                .containsEntry("MsgType", "text")
                .containsEntry("Content", "您好 <a href=\"x\">卡</a> ]]>")
                .containsEntry("CreateTime", Long.toString(now.getEpochSecond()));
    }

    @Test
    void a_reply_to_an_encrypted_push_is_encrypted_and_signed() {
        var encrypted = new PushCipher(AES_KEY, APP).encrypt(SCAN);
        var body = pushes.seal(safe, pushes.open(safe, sealed(encrypted), envelope(encrypted)), "欢迎");
        var outer = read(body);
        assertThat(body).doesNotContain("欢迎");
        assertThat(outer).containsOnlyKeys("Encrypt", "MsgSignature", "TimeStamp", "Nonce");
        assertThat(outer.getOrDefault("MsgSignature", ""))
                .isEqualTo(WechatSignature.of(
                        TOKEN,
                        outer.getOrDefault("TimeStamp", ""),
                        outer.getOrDefault("Nonce", ""),
                        outer.getOrDefault("Encrypt", "")));
        var inner = new PushCipher(AES_KEY, APP)
                .decrypt(outer.getOrDefault("Encrypt", ""))
                .orElseThrow();
        assertThat(read(inner)).containsEntry("Content", "欢迎").containsEntry("ToUserName", "o1");
    }

    @Test
    void a_reply_has_something_to_say_and_not_too_much() {
        var push = pushes.open(plain, signed(), bytes(SCAN));
        assertThatThrownBy(() -> pushes.seal(plain, push, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pushes.seal(plain, push, "卡".repeat(683)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(pushes.seal(plain, push, "卡".repeat(682))).contains("卡卡");
    }

    private Map<String, String> signed() {
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var query = new HashMap<String, String>();
        query.put("timestamp", timestamp);
        query.put("nonce", "1320562132");
        query.put("signature", WechatSignature.of(TOKEN, timestamp, "1320562132"));
        query.put("openid", "o1");
        return query;
    }

    private Map<String, String> sealed(String encrypted) {
        var query = signed();
        query.put("encrypt_type", "aes");
        query.put(
                "msg_signature",
                WechatSignature.of(TOKEN, query.getOrDefault("timestamp", ""), "1320562132", encrypted));
        return query;
    }

    private static byte[] envelope(String encrypted) {
        return bytes(
                "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> read(String xml) {
        return PushXml.read(bytes(xml));
    }

    private static void refused(WechatError error, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BusinessError.class,
                        refused -> assertThat(refused.code()).isEqualTo(error));
    }

    private WechatApp app(@Nullable String token, @Nullable String aesKey, boolean safeMode) {
        return new WechatApp(
                1,
                7,
                AppKind.OFFICIAL_ACCOUNT,
                APP,
                "gh_1",
                "公众号",
                cipher.encrypt(WechatApps.SECRET, 7, "unused"),
                token == null ? null : cipher.encrypt(WechatApps.TOKEN, 7, token),
                aesKey == null ? null : cipher.encrypt(WechatApps.AES_KEY, 7, aesKey),
                null,
                null,
                EnvVersion.RELEASE,
                safeMode,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }
}
