package io.kabao.sandbox.wechat.message;

import static org.assertj.core.api.Assertions.assertThat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.bean.WxMaSubscribeMessage;
import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.wechat.Caller;
import io.kabao.sandbox.wechat.WxClients;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.kefu.WxMpKefuMessage;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateData;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MessageRoomsTest {
    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());
    private final WxMpService mp = WxClients.mp(standIn.url(), "wxmp");
    private final WxMaService ma = WxClients.ma(standIn.url(), "wxmini");
    private String person = "";
    private String openId = "";

    @BeforeEach
    void register() {
        caller.register("wxmp", "OFFICIAL_ACCOUNT", ",\"templates\":[\"tpl1\"],\"openPlatformId\":\"op1\"");
        caller.register("wxmini", "MINI_PROGRAM", ",\"pages\":[\"pages/card\"]");
        person = caller.person("13800000000");
        openId = caller.openId(person, "wxmp");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void of_who_does_not_follow_an_account_learns_nothing() throws WxErrorException {
        assertThat(mp.getUserService().userInfo(openId).getSubscribe()).isFalse();
        assertThat(mp.getUserService().userInfo(openId).getUnionId()).isNull();
        act("follow", "");
        var follower = mp.getUserService().userInfo(openId);
        assertThat(follower.getSubscribe()).isTrue();
        assertThat(follower.getUnionId()).hasSize(28);
        assertThat(follower.getSubscribeScene()).isEqualTo("ADD_SCENE_SEARCH");
        act("unfollow", "");
        assertThat(mp.getUserService().userInfo(openId).getSubscribe()).isFalse();
        assertThat(WxClients.codeOf(() -> mp.getUserService().userInfo("oNobody")))
                .isEqualTo(40003);
    }

    @Test
    void after_a_follow_three_messages_may_be_sent_within_a_minute() throws WxErrorException {
        act("follow", "");
        for (int i = 0; i < 3; i++) {
            send("第" + i);
        }
        assertThat(received("CUSTOM"))
                .extracting(one -> one.get("text").asString())
                .containsExactly("第0", "第1", "第2");
        assertThat(caller.violations()).isEmpty();
        assertThat(WxClients.codeOf(() -> send("第3"))).isEqualTo(45047);
        assertThat(received("CUSTOM")).hasSize(3);
        assertThat(caller.violations()).containsExactly("CUSTOM_MESSAGE_ALLOWANCE");
        standIn.world().clock().advance(Duration.ofMinutes(1));
        assertThat(WxClients.codeOf(() -> send("late"))).isEqualTo(45015);
    }

    @Test
    void after_a_text_five_messages_may_be_sent_within_two_days() throws WxErrorException {
        act("follow", "");
        act("texts", ",\"text\":\"会员卡\"");
        standIn.world().clock().advance(Duration.ofHours(47));
        caller.send("DELETE", "/sandbox/violations", "");
        for (int i = 0; i < 5; i++) {
            send("x");
        }
        assertThat(WxClients.codeOf(() -> send("x"))).isEqualTo(45047);
        standIn.world().clock().advance(Duration.ofHours(1));
        assertThat(WxClients.codeOf(() -> send("x"))).isEqualTo(45015);
        act("clicks", ",\"key\":\"CARD\"");
        send("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"scans|,\"scene\":\"s7Kd2\"", "clicks|,\"key\":\"CARD\""})
    void after_a_scan_or_a_press_of_the_menu_a_follower_may_be_sent_three_within_a_minute_each_time(
            String what, String more) throws WxErrorException {
        act("follow", "");
        standIn.world().clock().advance(Duration.ofMinutes(1));
        for (int time = 0; time < 2; time++) {
            act(what, more);
            for (int i = 0; i < 3; i++) {
                send("x");
            }
            assertThat(WxClients.codeOf(() -> send("x"))).isEqualTo(45047);
        }
        standIn.world().clock().advance(Duration.ofMinutes(1));
        assertThat(WxClients.codeOf(() -> send("x"))).isEqualTo(45015);
        act(what, more);
        send("x");
        assertThat(received("CUSTOM")).hasSize(7);
    }

    @Test
    void a_text_has_2048_bytes_at_most() throws WxErrorException {
        act("follow", "");
        assertThat(WxClients.codeOf(() -> send("长".repeat(683)))).isEqualTo(45002);
        send("长".repeat(682));
    }

    @Test
    void an_unfollow_ends_every_allowance() {
        act("follow", "");
        act("unfollow", "");
        assertThat(WxClients.codeOf(() -> send("x"))).isEqualTo(45015);
    }

    @Test
    void incomplete_custom_messages_are_refused_before_the_allowance() {
        act("follow", "");
        String path = "/cgi-bin/message/custom/send?access_token=" + caller.token("wxmp");
        assertThat(errcode(path, "{\"msgtype\":\"text\"}")).isEqualTo(41011);
        assertThat(errcode(path, "{\"touser\":\"%s\",\"msgtype\":\"text\"}".formatted(openId)))
                .isEqualTo(41011);
        assertThat(errcode(path, "{\"touser\":\"%s\",\"msgtype\":\"dance\"}".formatted(openId)))
                .isEqualTo(40008);
        assertThat(errcode(path, "{\"touser\":\"oNobody\",\"msgtype\":\"text\"}"))
                .isEqualTo(40003);
        assertThat(caller.violations()).containsExactly("MISSING_FIELD", "MISSING_FIELD");
    }

    @Test
    void a_template_message_reaches_a_follower_once_for_one_client_msg_id() throws WxErrorException {
        var message = WxMpTemplateMessage.builder()
                .toUser(openId)
                .templateId("tpl1")
                .url("https://shop.example")
                .clientMsgId("once")
                .build();
        message.addData(new WxMpTemplateData("keyword1", "开卡成功"));
        assertThat(WxClients.codeOf(() -> mp.getTemplateMsgService().sendTemplateMsg(message)))
                .isEqualTo(43004);
        act("follow", "");
        String id = mp.getTemplateMsgService().sendTemplateMsg(message);
        assertThat(mp.getTemplateMsgService().sendTemplateMsg(message)).isEqualTo(id);
        assertThat(received("TEMPLATE")).singleElement().satisfies(one -> {
            assertThat(one.get("text").asString()).isEqualTo("keyword1：开卡成功");
            assertThat(one.get("content").get("url").asString()).isEqualTo("https://shop.example");
        });
        message.setTemplateId("other");
        assertThat(WxClients.codeOf(() -> mp.getTemplateMsgService().sendTemplateMsg(message)))
                .isEqualTo(40037);
    }

    @Test
    void one_consent_is_one_subscription_message() throws WxErrorException {
        assertThat(WxClients.codeOf(() -> subscribe("开卡成功"))).isEqualTo(43101);
        caller.person(person, "consents", "{\"appId\":\"wxmini\",\"templateId\":\"t1\"}");
        assertThat(WxClients.codeOf(() -> subscribe("长".repeat(21)))).isEqualTo(47003);
        assertThat(WxClients.codeOf(() -> subscribe("phrase1", "长".repeat(6)))).isEqualTo(47003);
        subscribe("开卡成功");
        assertThat(WxClients.codeOf(() -> subscribe("开卡成功"))).isEqualTo(43101);
        assertThat(received("SUBSCRIBE")).hasSize(1);
        caller.person(person, "consents", "{\"appId\":\"wxmini\",\"templateId\":\"t1\",\"messages\":2}");
        subscribe("phrase1", "长".repeat(5));
        subscribe("长".repeat(20));
        assertThat(WxClients.codeOf(() -> subscribe("开卡成功"))).isEqualTo(43101);
    }

    @Test
    void a_menu_is_kept_as_it_was_made() throws WxErrorException {
        assertThat(WxClients.codeOf(() -> mp.getMenuService().menuCreate("{\"button\":[]}")))
                .isEqualTo(40016);
        mp.getMenuService().menuCreate("""
                {"button":[{"type":"click","name":"会员卡","key":"CARD"},
                 {"name":"更多","sub_button":[{"type":"view","name":"官网","url":"https://shop.example"}]}]}""");
        var menu = mp.getMenuService().menuGet().getMenu();
        assertThat(menu.getButtons()).hasSize(2);
        assertThat(menu.getButtons().get(1).getSubButtons().getFirst().getUrl()).isEqualTo("https://shop.example");
        for (String bad : List.of(
                "{\"button\":[{\"type\":\"click\",\"name\":\"a\"}]}",
                "{\"button\":[{\"type\":\"dance\",\"name\":\"a\"}]}",
                "{\"button\":[{\"type\":\"click\",\"key\":\"k\"}]}")) {
            assertThat(WxClients.codeOf(() -> mp.getMenuService().menuCreate(bad)))
                    .as(bad)
                    .isPositive();
        }
        assertThat(caller.get("/sandbox/apps/wxmp/menu").get("button").size()).isEqualTo(2);
    }

    @Test
    void a_menu_has_three_buttons_and_five_beneath_each_at_most() throws WxErrorException {
        assertThat(WxClients.codeOf(() -> mp.getMenuService().menuCreate(menu(4, 0))))
                .isEqualTo(40016);
        assertThat(WxClients.codeOf(() -> mp.getMenuService().menuCreate(menu(3, 6))))
                .isEqualTo(40023);
        mp.getMenuService().menuCreate(menu(3, 5));
        assertThat(caller.get("/sandbox/apps/wxmp/menu").get("button").size()).isEqualTo(3);
    }

    private static String menu(int buttons, int beneath) {
        String key = "{\"type\":\"click\",\"name\":\"a\",\"key\":\"k\"}";
        String one = beneath == 0
                ? key
                : "{\"name\":\"a\",\"sub_button\":[" + String.join(",", Collections.nCopies(beneath, key)) + "]}";
        return "{\"button\":[" + String.join(",", Collections.nCopies(buttons, one)) + "]}";
    }

    @Test
    void a_picture_of_a_megabyte_at_most_gets_an_address_at_wechat(@TempDir Path folder)
            throws WxErrorException, IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};
        assertThat(upload(folder, png, "a.png")).startsWith("http://mmbiz.qpic.cn/");
        assertThat(WxClients.codeOf(() -> upload(folder, "GIF89a".getBytes(StandardCharsets.UTF_8), "b.png")))
                .isEqualTo(40005);
        byte[] large = new byte[1_048_577];
        System.arraycopy(png, 0, large, 0, 4);
        assertThat(WxClients.codeOf(() -> upload(folder, large, "c.png"))).isEqualTo(40009);
    }

    private String upload(Path folder, byte[] bytes, String name) throws WxErrorException, IOException {
        File file = Files.write(folder.resolve(name), bytes).toFile();
        return mp.getMaterialService().mediaImgUpload(file).getUrl();
    }

    private void send(String text) throws WxErrorException {
        mp.getKefuService()
                .sendKefuMessage(
                        WxMpKefuMessage.TEXT().toUser(openId).content(text).build());
    }

    private void subscribe(String thing) throws WxErrorException {
        subscribe("thing1", thing);
    }

    private void subscribe(String name, String value) throws WxErrorException {
        ma.getMsgService()
                .sendSubscribeMsg(WxMaSubscribeMessage.builder()
                        .toUser(caller.openId(person, "wxmini"))
                        .templateId("t1")
                        .page("pages/card?id=1")
                        .data(List.of(new WxMaSubscribeMessage.MsgData(name, value)))
                        .build());
    }

    private void act(String what, String more) {
        assertThat(caller.send("POST", "/sandbox/people/" + person + "/" + what, "{\"appId\":\"wxmp\"" + more + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private int errcode(String path, String body) {
        return caller.post(path, body).get("errcode").asInt();
    }

    private List<JsonNode> received(String kind) {
        return caller.get("/sandbox/people/" + person + "/messages")
                .get("items")
                .valueStream()
                .filter(message -> message.get("kind").asString().equals(kind))
                .toList();
    }
}
