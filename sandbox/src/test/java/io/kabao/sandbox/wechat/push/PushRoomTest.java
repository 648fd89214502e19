package io.kabao.sandbox.wechat.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.wechat.Caller;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlOutMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlOutNewsMessage;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import me.chanjar.weixin.mp.util.crypto.WxMpCryptUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PushRoomTest {
    private static final String AES = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());
    private final AppUnderTest app = new AppUnderTest();
    private final WxMpDefaultConfigImpl config = new WxMpDefaultConfigImpl();
    private String person = "";

    @BeforeEach
    void register() {
        config.setAppId("wxmp");
        config.setToken("t0ken");
        config.setAesKey(AES);
        registerApp("\"safe\":false");
        person = caller.person("13800000000");
    }

    @AfterEach
    void stop() {
        app.close();
        standIn.close();
    }

    @Test
    void a_follow_is_pushed_plain_and_signed_and_the_reply_reaches_the_person() {
        app.answer = this::hello;
        var push = act("follow", "");
        var request = app.received.getFirst();
        assertThat(SHA1.gen(
                        "t0ken",
                        request.query().get("timestamp"),
                        request.query().get("nonce")))
                .isEqualTo(request.query().get("signature"));
        assertThat(request.query()).containsEntry("openid", caller.openId(person, "wxmp"));
        var message = WxMpXmlMessage.fromXml(request.body());
        assertThat(message.getEvent()).isEqualTo("subscribe");
        assertThat(message.getEventKey()).isEmpty();
        assertThat(message.getToUser()).isEqualTo("gh_1");
        assertThat(push.get("attempts").get(0).get("outcome").asString()).isEqualTo("REPLIED");
        assertThat(messages("PASSIVE")).containsExactly("你好");
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void in_safe_mode_push_and_reply_are_encrypted_as_wxjava_does_it() {
        registerApp("\"safe\":true");
        app.answer = push -> new WxMpCryptUtil(config).encrypt(hello(decrypted(push)));
        act("follow", "");
        var request = app.received.getFirst();
        assertThat(request.body()).doesNotContain("subscribe").contains("<Encrypt>");
        assertThat(request.query()).containsEntry("encrypt_type", "aes");
        assertThat(WxMpXmlMessage.fromXml(decrypted(request)).getEvent()).isEqualTo("subscribe");
        assertThat(messages("PASSIVE")).containsExactly("你好");
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void a_plain_reply_in_safe_mode_is_a_wrong_answer_and_the_person_sees_wechats_apology() {
        registerApp("\"safe\":true");
        app.answer = push -> hello(decrypted(push));
        assertThat(outcome(act("follow", ""))).isEqualTo("WRONG");
        assertThat(caller.violations()).containsExactly("CALLBACK_ANSWER");
        assertThat(messages("PASSIVE")).isEmpty();
        assertThat(messages("SYSTEM")).hasSize(1);
    }

    @Test
    void what_is_not_taken_is_tried_four_times_five_seconds_apart_with_the_same_body() {
        app.status = 503;
        assertThat(outcome(act("follow", ""))).isEqualTo("REFUSED");
        for (int tries = 2; tries <= 4; tries++) {
            standIn.world().clock().advance(Duration.ofSeconds(6));
            int wanted = tries;
            await(() -> app.received.size() == wanted && attempts() == wanted);
        }
        assertThat(standIn.world().schedule().waiting()).isZero();
        assertThat(app.received)
                .extracting(AppUnderTest.Received::body)
                .containsOnly(app.received.getFirst().body());
        assertThat(app.received.stream().map(push -> push.query().get("nonce")).distinct())
                .hasSize(4);
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void retries_can_be_had_at_once_and_end_when_the_app_takes_one() {
        app.status = 500;
        act("follow", "");
        app.status = 200;
        assertThat(caller.post("/sandbox/schedule/runs", "").get("ran").asInt()).isEqualTo(1);
        assertThat(app.received).hasSize(2);
        assertThat(caller.post("/sandbox/schedule/runs", "").get("ran").asInt()).isZero();
    }

    @Test
    void a_slow_answer_is_noted_and_the_push_comes_again() {
        registerApp("\"safe\":false,\"patienceMillis\":3000");
        app.hanging = true;
        assertThat(outcome(act("follow", ""))).isEqualTo("TIMED_OUT");
        assertThat(caller.violations()).containsExactly("SLOW_CALLBACK");
        app.hanging = false;
        assertThat(standIn.world().schedule().runAll()).isEqualTo(1);
        assertThat(app.received).hasSize(2);
    }

    @Test
    void an_app_that_is_down_is_tried_again_without_blame() {
        app.close();
        assertThat(outcome(act("follow", ""))).isEqualTo("UNREACHABLE");
        assertThat(standIn.world().schedule().waiting()).isEqualTo(1);
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void an_unsubscribe_wants_no_reply() {
        act("follow", "");
        app.answer = this::hello;
        assertThat(outcome(act("unfollow", ""))).isEqualTo("WRONG");
        assertThat(caller.violations()).containsExactly("REPLY_TO_UNSUBSCRIBE");
        assertThat(messages("PASSIVE")).isEmpty();
    }

    @Test
    void nonsense_and_replies_to_somebody_else_are_wrong_answers() {
        act("follow", "");
        for (String bad : List.of(
                "{\"errcode\":0}",
                "<xml><ToUserName>o1</ToUserName></xml>",
                hello(app.received.getFirst().body()).replace("gh_1", "gh_2"),
                hello(app.received.getFirst().body()).replace("你好", ""))) {
            app.answer = push -> bad;
            assertThat(outcome(act("texts", ",\"text\":\"会员卡\""))).as(bad).isEqualTo("WRONG");
        }
        assertThat(caller.violations()).hasSize(4).containsOnly("CALLBACK_ANSWER");
    }

    @Test
    void duplicates_come_one_after_the_other_or_all_at_once_with_one_create_time() {
        caller.send("PUT", "/sandbox/apps/wxmp/delivery", "{\"copies\":20,\"concurrently\":true}");
        assertThat(act("follow", "").get("attempts").size()).isEqualTo(20);
        assertThat(app.received)
                .hasSize(20)
                .extracting(AppUnderTest.Received::body)
                .containsOnly(app.received.getFirst().body());
    }

    @Test
    void held_pushes_are_delivered_in_any_order_even_a_day_late() {
        caller.send("PUT", "/sandbox/apps/wxmp/delivery", "{\"held\":true}");
        long followed = act("follow", "").get("id").asLong();
        long left = act("unfollow", "").get("id").asLong();
        assertThat(app.received).isEmpty();
        standIn.world().clock().advance(Duration.ofDays(1));
        deliver(left, "{}");
        deliver(followed, "{}");
        assertThat(app.received)
                .extracting(push -> WxMpXmlMessage.fromXml(push.body()).getEvent())
                .containsExactly("unsubscribe", "subscribe");
        var late = app.received.getFirst();
        assertThat(Long.parseLong(late.query().get("timestamp"))
                        - WxMpXmlMessage.fromXml(late.body()).getCreateTime())
                .isBetween(86_400L, 86_410L);
    }

    @Test
    void a_delayed_push_comes_when_the_clock_says_so() {
        caller.send("PUT", "/sandbox/apps/wxmp/delivery", "{\"delaySeconds\":86400}");
        act("follow", "");
        assertThat(app.received).isEmpty();
        standIn.world().clock().advance(Duration.ofDays(1));
        await(() -> app.received.size() == 1);
    }

    @Test
    void blanks_and_unknown_events_and_fields_can_be_had() {
        caller.send("PUT", "/sandbox/apps/wxmp/delivery", "{\"blanks\":true}");
        caller.post("/sandbox/pushes", """
                {"appId":"wxmp","personId":"%s","fields":{"Event":"brand_new","Surprise":"x"}}""".formatted(person));
        assertThat(app.received.getFirst().body())
                .contains("<Event> <![CDATA[brand_new]]> </Event>", "<Surprise> <![CDATA[x]]> </Surprise>");
    }

    @Test
    void an_accepted_forgery_is_noted_and_a_refused_one_is_not_tried_again() {
        registerApp("\"safe\":true");
        long id = act("follow", "").get("id").asLong();
        for (String forgery : List.of("BAD_SIGNATURE", "WRONG_APP", "PLAIN")) {
            deliver(id, "{\"forgery\":\"" + forgery + "\"}");
        }
        assertThat(caller.violations()).hasSize(3).containsOnly("FORGED_PUSH_ACCEPTED");
        caller.send("DELETE", "/sandbox/violations", "");
        app.status = 403;
        deliver(id, "{\"forgery\":\"BAD_SIGNATURE\"}");
        assertThat(caller.violations()).isEmpty();
        assertThat(standIn.world().schedule().waiting()).isZero();
    }

    @Test
    void forgeries_are_what_they_say() {
        registerApp("\"safe\":true");
        long id = act("follow", "").get("id").asLong();
        app.received.clear();
        deliver(id, "{\"forgery\":\"BAD_SIGNATURE\"}");
        var unsigned = app.received.getLast();
        assertThat(signed(unsigned)).isFalse();
        deliver(id, "{\"forgery\":\"WRONG_APP\"}");
        var foreign = app.received.getLast();
        assertThat(signed(foreign)).isTrue();
        assertThat(new MessageCrypt(AES)
                        .decrypt(FlatXml.read(foreign.body()).getOrDefault("Encrypt", ""))
                        .appId())
                .isNotEqualTo("wxmp");
        deliver(id, "{\"forgery\":\"PLAIN\"}");
        assertThat(FlatXml.read(app.received.getLast().body())).containsEntry("Event", "subscribe");
        deliver(id, "{\"forgery\":\"OLD_TIMESTAMP\"}");
        assertThat(Long.parseLong(app.received.getLast().query().get("timestamp")))
                .isLessThan(standIn.world().clock().instant().getEpochSecond() - 86_000);
        deliver(id, "{\"forgery\":\"XXE\"}");
        assertThat(decrypted(app.received.getLast())).contains("<!ENTITY leak SYSTEM \"" + standIn.url());
    }

    @Test
    void a_reply_with_a_picture_and_a_link_is_received_with_both() {
        app.answer = push -> {
            var message = WxMpXmlMessage.fromXml(push.body());
            var article = new WxMpXmlOutNewsMessage.Item();
            article.setTitle("领卡");
            article.setUrl("https://shop.example/c");
            return WxMpXmlOutMessage.NEWS()
                    .addArticle(article)
                    .fromUser(message.getToUser())
                    .toUser(message.getFromUser())
                    .build()
                    .toXml();
        };
        assertThat(outcome(act("follow", ""))).isEqualTo("REPLIED");
        var received = caller.get("/sandbox/people/" + person + "/messages")
                .get("items")
                .get(0);
        assertThat(received.get("text").asString()).isEqualTo("领卡");
        assertThat(received.get("content").get("Articles.item.Url").asString()).isEqualTo("https://shop.example/c");
    }

    @Test
    void the_delivery_of_a_template_message_is_pushed() {
        act("follow", "");
        var sent = caller.post("/cgi-bin/message/template/send?access_token=" + caller.token("wxmp"), """
                {"touser":"%s","template_id":"t1","data":{"a":{"value":"b"}}}""".formatted(
                        caller.openId(person, "wxmp")));
        await(() -> app.received.size() == 2);
        assertThat(FlatXml.read(app.received.getLast().body()))
                .containsEntry("Event", "TEMPLATESENDJOBFINISH")
                .containsEntry("Status", "success")
                .containsEntry("MsgID", sent.get("msgid").asString());
    }

    @Test
    void who_resolves_the_entity_is_found_out() {
        caller.send("GET", "/xxe-canary", "");
        assertThat(caller.violations()).containsExactly("XXE_RESOLVED");
    }

    @Test
    void the_address_is_verified_by_repeating_wechats_words() {
        app.answer = push -> push.query().getOrDefault("echostr", "");
        assertThat(verified()).isTrue();
        assertThat(caller.violations()).isEmpty();
        app.answer = push -> "success";
        assertThat(verified()).isFalse();
        assertThat(caller.violations()).containsExactly("CALLBACK_ANSWER");
    }

    private boolean verified() {
        return caller.post("/sandbox/apps/wxmp/verifications", "")
                .get("verified")
                .asBoolean();
    }

    private void registerApp(String more) {
        caller.register("wxmp", "OFFICIAL_ACCOUNT", """
                ,"originalId":"gh_1","callbackUrl":"%s","token":"t0ken","aesKey":"%s",%s""".formatted(app.url(), AES, more));
    }

    private JsonNode act(String what, String more) {
        return caller.person(person, what, "{\"appId\":\"wxmp\"" + more + "}").get("push");
    }

    private void deliver(long id, String manner) {
        assertThat(caller.send("POST", "/sandbox/pushes/" + id + "/deliveries", manner)
                        .statusCode())
                .isEqualTo(200);
    }

    private int attempts() {
        return caller.get("/sandbox/pushes").get("items").get(0).get("attempts").size();
    }

    private static String outcome(JsonNode push) {
        var attempts = push.get("attempts");
        return attempts.get(attempts.size() - 1).get("outcome").asString();
    }

    private List<String> messages(String kind) {
        return caller.get("/sandbox/people/" + person + "/messages")
                .get("items")
                .valueStream()
                .filter(message -> message.get("kind").asString().equals(kind))
                .map(message -> message.get("text").asString())
                .toList();
    }

    private String hello(AppUnderTest.Received push) {
        return hello(push.body());
    }

    private String hello(String xml) {
        var message = WxMpXmlMessage.fromXml(xml);
        return WxMpXmlOutMessage.TEXT()
                .content("你好")
                .fromUser(message.getToUser())
                .toUser(message.getFromUser())
                .build()
                .toXml();
    }

    private boolean signed(AppUnderTest.Received push) {
        return SHA1.gen(
                        "t0ken",
                        push.query().get("timestamp"),
                        push.query().get("nonce"),
                        FlatXml.read(push.body()).get("Encrypt"))
                .equals(push.query().get("msg_signature"));
    }

    private String decrypted(AppUnderTest.Received push) {
        return new WxMpCryptUtil(config)
                .decryptXml(
                        push.query().get("msg_signature"),
                        push.query().get("timestamp"),
                        push.query().get("nonce"),
                        push.body());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
