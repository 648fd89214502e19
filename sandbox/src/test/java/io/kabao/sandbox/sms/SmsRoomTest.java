package io.kabao.sandbox.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.dysmsapi20170525.Client;
import com.aliyun.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.dysmsapi20170525.models.SendSmsResponseBody;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.Fault;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.wechat.Caller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Aliyun's own SDK against the stand-in, over the wire. */
class SmsRoomTest {
    private static final String PHONE = "13800000000";

    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());
    private final Client client = client();

    @BeforeEach
    void morningInBeijing() {
        standIn.world().clock().moveTo(Instant.parse("2026-11-20T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void a_message_sent_by_the_sdk_can_be_read() throws Exception {
        var answer = send(PHONE, "{\"code\":\"135790\"}");
        assertThat(answer.getCode()).isEqualTo("OK");
        assertThat(answer.getBizId()).isNotBlank();
        var items = caller.get("/sandbox/sms?phone=" + PHONE).get("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.get(0).get("signName").asString()).isEqualTo("卡包");
        assertThat(items.get(0).get("templateCode").asString()).isEqualTo("SMS_1");
        assertThat(items.get(0).get("params").get("code").asString()).isEqualTo("135790");
        String person = caller.person(PHONE);
        assertThat(caller.get("/sandbox/people/" + person + "/sms").get("items"))
                .isEqualTo(items);
        assertThat(caller.get("/sandbox/sms?phone=13900000000").get("items").isEmpty())
                .isTrue();
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void one_a_minute_five_an_hour_ten_a_day_and_not_more() throws Exception {
        int sent = 0;
        for (int i = 0; i < 10; i++) {
            assertThat(send(PHONE, "{}").getCode()).as("message " + i).isEqualTo("OK");
            sent++;
            assertThat(send(PHONE, "{}").getCode()).isEqualTo("isv.BUSINESS_LIMIT_CONTROL");
            standIn.world().clock().advance(Duration.ofMinutes(1));
            if (sent == 5) {
                assertThat(send(PHONE, "{}").getMessage()).isEqualTo("触发小时级流控Permits:5");
                standIn.world().clock().advance(Duration.ofHours(1));
            }
        }
        standIn.world().clock().advance(Duration.ofHours(1));
        assertThat(send(PHONE, "{}").getMessage()).isEqualTo("触发天级流控Permits:10");
        assertThat(send("13900000000", "{}").getCode()).isEqualTo("OK");
        standIn.world().clock().advance(Duration.ofDays(1));
        assertThat(send(PHONE, "{}").getCode()).isEqualTo("OK");
    }

    @Test
    void bad_numbers_and_values_are_refused_by_aliyuns_codes() throws Exception {
        assertThat(send("12345", "{}").getCode()).isEqualTo("isv.MOBILE_NUMBER_ILLEGAL");
        assertThat(send(PHONE, "nonsense").getCode()).isEqualTo("isv.INVALID_JSON_PARAM");
        assertThatThrownBy(() -> client.sendSms(new SendSmsRequest().setPhoneNumbers(PHONE)))
                .isInstanceOf(TeaException.class);
        assertThat(caller.violations()).containsExactly("MISSING_FIELD");
        assertThat(caller.get("/sandbox/sms").get("items").isEmpty()).isTrue();
    }

    @Test
    void a_call_without_a_signature_is_refused() throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(standIn.url() + "/?PhoneNumbers=" + PHONE + "&SignName=a&TemplateCode=b"))
                .header("x-acs-action", "SendSms")
                .header("x-acs-version", "2017-05-25")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(caller.send("POST", "/", "").statusCode()).isEqualTo(404);
        assertThat(caller.violations()).containsExactly("UNSIGNED_SMS_CALL");
    }

    @Test
    void a_message_whose_answer_is_lost_has_been_sent() {
        standIn.world().faults().order(Fault.of("/", Fault.Kind.TIMEOUT_AFTER, 1));
        assertThatThrownBy(() -> send(PHONE, "{}")).isNotNull();
        assertThat(caller.get("/sandbox/sms").get("items").size()).isEqualTo(1);
    }

    private SendSmsResponseBody send(String phone, String params) throws Exception {
        var options = new RuntimeOptions()
                .setAutoretry(false)
                .setConnectTimeout(20_000)
                .setReadTimeout(20_000);
        var request = new SendSmsRequest()
                .setPhoneNumbers(phone)
                .setSignName("卡包")
                .setTemplateCode("SMS_1")
                .setTemplateParam(params);
        return client.sendSmsWithOptions(request, options).getBody();
    }

    private Client client() {
        try {
            return new Client(new Config()
                    .setAccessKeyId("id")
                    .setAccessKeySecret("secret")
                    .setProtocol("http")
                    .setEndpoint("127.0.0.1:" + standIn.port()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
