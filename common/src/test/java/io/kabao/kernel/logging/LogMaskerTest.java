package io.kabao.kernel.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.kernel.crypto.Secrets;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogMaskerTest {
    private static final String TOKEN = "q7Wc2mX0aZ-9LrT_kV3bN8sYh1PdE5uGfJ6iOoR4xKe";
    private static final String OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE";

    static Stream<Arguments> masked() {
        return Stream.of(
                // Phones.
                of("phone 13812345678 sent", "phone 138****5678 sent"),
                of("13812345678", "138****5678"),
                of("to +8613812345678.", "to +86138****5678."),
                of("to 008613812345678.", "to 0086138****5678."),
                of("to +86 138 1234 5678.", "to +86 138****5678."),
                of("to 138-1234-5678.", "to 138****5678."),
                of("to 138 12345678.", "to 138****5678."),
                of("to 1381234 5678.", "to 138****5678."),
                of("{\"mobile\":\"13812345678\"}", "{\"mobile\":\"138****5678\"}"),
                of("{\"mobile\":13812345678}", "{\"mobile\":\"138****5678\"}"),
                of("{\"m\":\"{\\\"m\\\":8613812345678}\"}", "{\"m\":\"{\\\"m\\\":\\\"86138****5678\\\"}\"}"),
                of("{\"m\":\"a\\n13812345678\"}", "{\"m\":\"a\\n138****5678\"}"),
                of("{\"m\":\"\\u002013812345678\"}", "{\"m\":\"\\u0020138****5678\"}"),
                of("?phone=%2B8613812345678&x=1", "?phone=%2B86138****5678&x=1"),
                of("?phone=%2013812345678&x=1", "?phone=%20138****5678&x=1"),
                of("%E5%8D%A113812345678", "%E5%8D%A1138****5678"),
                of("电话13812345678，19912345678", "电话138****5678，199****5678"),
                of("tel13812345678x", "tel138****5678x"),
                // Names with values.
                of("password=hunter2", "password=****"),
                of("password = hunter2 next", "password = **** next"),
                of("Password: hunter2", "Password: ****"),
                of("passwd=hunter2,user=x", "passwd=****,user=x"),
                of("newPassword=a/b+c==&x=1", "newPassword=****&x=1"),
                of("LoginRequest[account=owner, password=hun ter2]", "LoginRequest[account=owner, password=**** ter2]"),
                of("password='hun ter2' x", "password='****' x"),
                of("password=\"hun ter2\" x", "password=\"****\" x"),
                of("password={noop}hunter2", "password=****}hunter2"),
                of("pwd=hunter2", "pwd=****"),
                of("{\"password\":\"hun\\\"ter2\",\"a\":1}", "{\"password\":\"****\",\"a\":1}"),
                of("{\"password\" : \"hunter2\\\\\",\"a\":1}", "{\"password\" : \"****\",\"a\":1}"),
                of(
                        "{\"m\":\"{\\\"password\\\":\\\"hun\\\\\\\"ter2\\\",\\\"a\\\":1}\"}",
                        "{\"m\":\"{\\\"password\\\":\\\"****\\\",\\\"a\\\":1}\"}"),
                of(
                        "{\"m\":\"{\\\"x\\\":\\\"{\\\\\\\"secret\\\\\\\":\\\\\\\"s3\\\\\\\"}\\\"}\"}",
                        "{\"m\":\"{\\\"x\\\":\\\"{\\\\\\\"secret\\\\\\\":\\\\\\\"****\\\\\\\"}\\\"}\"}"),
                of("{\"pin\":123456,\"a\":1}", "{\"pin\":\"****\",\"a\":1}"),
                of("{\"m\":\"{\\\"pin\\\":123456}\"}", "{\"m\":\"{\\\"pin\\\":\\\"****\\\"}\"}"),
                of("{\"tokens\":[\"aa\",\"bb\"],\"a\":1}", "{\"tokens\":[\"****\",\"****\"],\"a\":1}"),
                of("{\"secret\":{\"password\":\"x\"}}", "{\"secret\":{\"password\":\"****\"}}"),
                of("{\"m\":\"a\\npin=1234\"}", "{\"m\":\"a\\npin=****\"}"),
                of("{\"m\":\"password=abc\\nnext\"}", "{\"m\":\"password=****\\nnext\"}"),
                of(
                        "https://api.weixin.qq.com/card/create?access_token=57_abc-DEF&x=1",
                        "https://api.weixin.qq.com/card/create?access_token=****&x=1"),
                of(
                        "?appid=wx1&secret=s3cr3t&js_code=061abc&grant_type=authorization_code",
                        "?appid=wx1&secret=****&js_code=****&grant_type=authorization_code"),
                of(
                        "redirect=https%3A%2F%2Fx%2F%3Fcode%3D061abc%26state%3D1",
                        "redirect=https%3A%2F%2Fx%2F%3Fcode%3D****%26state%3D1"),
                of("refresh_token => abc", "refresh_token => ****"),
                of("{session_key=abc==, errcode=0}", "{session_key=****, errcode=0}"),
                of("{\"session_key\":\"a\\/b==\"}", "{\"session_key\":\"****\"}"),
                of("sessionKey=a\\/b x", "sessionKey=**** x"),
                of(
                        "{\"apiV3Key\":\"k\",\"aesKey\":\"k\",\"privateKey\":\"k\",\"api_key\":\"k\"}",
                        "{\"apiV3Key\":\"****\",\"aesKey\":\"****\",\"privateKey\":\"****\",\"api_key\":\"****\"}"),
                of("{\"smsCode\":\"123456\",\"phoneCode\":\"ab\"}", "{\"smsCode\":\"****\",\"phoneCode\":\"****\"}"),
                of("otp=123456 payPin=123456 pay_pin=123456", "otp=**** payPin=**** pay_pin=****"),
                of("code=061Zq0Ga1b2c", "code=****"),
                of("{\"code\":\"061Zq0Ga1b2c\"}", "{\"code\":\"****\"}"),
                of("code=123456", "code=****"),
                of(
                        "encryptCode=abc activateTicket=def activate_ticket=ghi encrypt_code=jkl",
                        "encryptCode=**** activateTicket=**** activate_ticket=**** encrypt_code=****"),
                of("Idempotency-Key: 4f1c", "Idempotency-Key: ****"),
                of("X-Kabao-Signature: abc", "X-Kabao-Signature: ****"),
                of("kabao.data-key=AAAA/BBB=", "kabao.data-key=****"),
                of("KABAO_OWNER_PASSWORD=abc", "KABAO_OWNER_PASSWORD=****"),
                of("\"paySign\":\"ABC\"", "\"paySign\":\"****\""),
                of("<sign>ABC</sign><a>b</a>", "<sign>****</sign><a>b</a>"),
                of("<sign><![CDATA[ABC]]></sign>", "<sign><![CDATA[****]]></sign>"),
                of("user[password]=abc", "user[password]=****"),
                // Headers.
                of("Authorization: Bearer abc.def", "Authorization: ****"),
                of("[Authorization:\"Bearer abc\", Host:\"x\"]", "[Authorization:\"****\", Host:\"x\"]"),
                of("authorization=[Bearer abc], host=[x]", "authorization=[****], host=[x]"),
                of("Cookie: a=b; c=d\nnext", "Cookie: ****\nnext"),
                of("{\"m\":\"Cookie: a=b; c=d\\nnext\"}", "{\"m\":\"Cookie: ****\\nnext\"}"),
                of("Set-Cookie: sid=1; Path=/", "Set-Cookie: ****"),
                of("sent Bearer abc-1_2.x== ok", "sent Bearer **** ok"),
                of("token: Bearer abc next", "token: Bearer **** next"),
                // Addresses, keys and random texts.
                of("redis://:pw1@127.0.0.1:6379/0", "redis://:****@127.0.0.1:6379/0"),
                of("jdbc:mysql://root:p@ss@db:3306/kabao", "jdbc:mysql://root:****@db:3306/kabao"),
                of("{\"u\":\"https:\\/\\/u:pw@host\\/x\"}", "{\"u\":\"https:\\/\\/u:****@host\\/x\"}"),
                of("https://abc123@host/x", "https://****@host/x"),
                of(
                        "-----BEGIN PRIVATE KEY-----\nMIIE\nabc\n-----END PRIVATE KEY-----\nx",
                        "-----BEGIN PRIVATE KEY-----****-----END PRIVATE KEY-----\nx"),
                of(
                        "{\"k\":\"-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----\"}",
                        "{\"k\":\"-----BEGIN PRIVATE KEY-----****-----END RSA PRIVATE KEY-----\"}"),
                of(
                        "{\"k\":\"-----BEGIN PRIVATE KEY-----\\nMIIE\",\"a\":1}",
                        "{\"k\":\"-----BEGIN PRIVATE KEY-----****\",\"a\":1}"),
                of("got " + TOKEN + ".", "got q7Wc****."),
                of("{\"m\":\"\\n" + TOKEN + "\"}", "{\"m\":\"\\nq7Wc****\"}"),
                of("kabao:member:token:" + TOKEN, "kabao:member:token:****"),
                of("member " + OPENID + " came", "member oGZU**** came"),
                of("{\"m\":\"\\n" + OPENID + "\"}", "{\"m\":\"\\noGZU****\"}"),
                of(
                        "{\"openid\":\"o-1\",\"unionid\":\"u-123456789\"}",
                        "{\"openid\":\"****\",\"unionid\":\"u-12****\"}"),
                of("<FromUserName><![CDATA[" + OPENID + "]]>", "<FromUserName><![CDATA[oGZU****]]>"));
    }

    private static Arguments of(String line, String masked) {
        return Arguments.of(line, masked);
    }

    @ParameterizedTest
    @MethodSource
    void masked(String line, String masked) {
        assertThat(LogMasker.mask(line)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Started WxApi in 4.2 seconds",
                "id 1846213812345678901 done",
                "{\"id\":\"1381234567812345678\"}",
                "at 1700000000000 and 1732264479",
                "amountFen=13812345",
                "12812345678 is no mobile",
                "138123456789",
                "138-1234-56789",
                "1-138123456",
                "traceId=0123456789abcdef13812345678abcde",
                "{\"code\":\"STORE_NOT_FOUND\",\"status\":404}",
                "code=OK code: CARD_NOT_ACTIVE code=isv.BUSINESS_LIMIT_CONTROL",
                "code=404 code: -1",
                "errcode=40029 errmsg=invalid code",
                "{\"errcode\":40029,\"statusCode\":502,\"countryCode\":\"86\"}",
                "exit code was 137",
                "shipping=1 mapping=2 design=3 spin=4 signal=5 assignment=6",
                "token=null secret=true password=",
                "{\"token\":null,\"password\":\"\",\"a\":1}",
                "{\"message\":\"no token:\",\"level\":\"INFO\"}",
                "{\"message\":\"no \\\"token\\\":\",\"level\":\"INFO\"}",
                "{\"message\":\"password=\",\"level\":\"INFO\"}",
                "the token is missing, sign in with your password",
                "Bearer",
                "InvalidTokenException: Account is locked",
                "i.k.access.TokenRealm  : started",
                "Secrets::token",
                "at io.kabao.kernel.crypto.Secrets.token(Secrets.java:42)",
                "AnnotationConfigServletWebServerApplicationContext",
                "org-springframework-boot-autoconfigure-web-servlet-x",
                "a_claim_of_a_member_who_is_already_there_returns_the_same_card",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "organization-settings-change",
                "organizationSettingsAreSaved",
                "f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "https://example.com:8443/a?b=c@d",
                "mail me@example.com: now",
                "jdbc:mysql://127.0.0.1:3306/kabao?sslMode=DISABLED",
                "-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----",
                "2026-11-22T08:34:39.138123456Z",
                "会员卡已激活，余额 100 元",
            })
    void harmless_text_stays_as_it_is(String line) {
        assertThat(LogMasker.mask(line)).isEqualTo(line);
    }

    @RepeatedTest(200)
    void our_own_tokens_and_passwords_are_never_shown() {
        var token = Secrets.token();
        var password = Secrets.password();
        assertThat(LogMasker.mask("signed in with " + token + " at 1, password=" + password))
                .doesNotContain(token, password)
                .endsWith("password=****");
    }

    @Test
    void a_token_that_chance_made_look_like_words_is_not_shown() {
        var token = "YYPA7ziVBASRSBPGmckYHcVTHWBT99HWzwhelgbQykg";
        assertThat(LogMasker.mask("signed in with " + token)).doesNotContain(token);
    }

    @Test
    void a_masked_line_is_not_masked_again() {
        masked().map(arguments -> (String) arguments.get()[1])
                .forEach(line -> assertThat(LogMasker.mask(line)).isEqualTo(line));
    }

    /** Each shape would take hours if any step looked at the rest of the line again for each character. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "token=",
                "token=\\\"",
                "\\",
                "\"",
                "password=\"\\",
                "://",
                "://a:",
                "a:b@",
                "138-",
                "138-1234-",
                "1",
                "a",
                "-----BEGIN PRIVATE KEY",
                "-----BEGIN ",
                "Bearer ",
                "code=A_",
                "cookie:[",
                "token:[\",",
                "%3D%26token",
                "<sign>",
                "aB1",
            })
    void a_hostile_line_of_a_million_characters_is_read_to_its_end(String piece) {
        var hostile = piece.repeat(1_000_000 / piece.length());
        assertThat(LogMasker.mask(hostile + "\n\"' password=hunter2 13812345678"))
                .doesNotContain("hunter2", "13812345678");
    }
}
