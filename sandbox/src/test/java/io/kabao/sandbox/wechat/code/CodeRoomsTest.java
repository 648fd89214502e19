package io.kabao.sandbox.wechat.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.bean.WxMaCodeLineColor;
import cn.binarywang.wx.miniapp.bean.scheme.WxMaGenerateSchemeRequest;
import cn.binarywang.wx.miniapp.bean.urllink.GenerateUrlLinkRequest;
import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.wechat.Caller;
import io.kabao.sandbox.wechat.WxClients;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CodeRoomsTest {
    private static final String PAGE = "pages/claim/index";

    private final StandIn standIn = StandIn.start(0, List.of(Outside::new));
    private final Caller caller = new Caller(standIn.url());
    private final WxMaService ma = WxClients.ma(standIn.url(), "wxmini");
    private final WxMpService mp = WxClients.mp(standIn.url(), "wxmp");
    private String person = "";

    @BeforeEach
    void register() {
        caller.register("wxmini", "MINI_PROGRAM", """
                ,"pages":["pages/claim/index","pages/index/index"],"codesPerMinute":3""");
        caller.register("wxmp", "OFFICIAL_ACCOUNT", ",\"permanentCodes\":2");
        person = caller.person("13800000000");
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void a_mini_program_code_is_a_picture_that_leads_to_page_and_scene() throws Exception {
        byte[] picture = code("a&b=c/d", new WxMaCodeLineColor("180", "0", "0"), false);
        assertThat(picture).startsWith(0xFF, 0xD8);
        var led = scan(picture);
        assertThat(led.get("to").asString()).isEqualTo("MINI_PROGRAM");
        var mini = led.get("miniProgram");
        assertThat(mini.get("appId").asString()).isEqualTo("wxmini");
        assertThat(mini.get("page").asString()).isEqualTo(PAGE);
        assertThat(mini.get("query").get("scene").asString()).isEqualTo("a%26b%3Dc%2Fd");
        assertThat(mini.get("envVersion").asString()).isEqualTo("trial");
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void on_clear_ground_it_is_a_png() throws Exception {
        byte[] picture = code("s7Kd2", null, true);
        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        assertThat(scan(picture).get("miniProgram").get("query").get("scene").asString())
                .isEqualTo("s7Kd2");
    }

    @Test
    void a_picture_says_its_type_and_repeats_the_scene_and_an_error_is_json() {
        String token = caller.token("wxmini");
        var good = unlimited(token, "{\"scene\":\"s7Kd2\"}");
        assertThat(good.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(good.headers().firstValue("X-Sandbox-Scene")).hasValue("s7Kd2");
        var bad = unlimited(token, "{\"scene\":\"中文\"}");
        assertThat(bad.headers().firstValue("Content-Type")).hasValue("application/json; encoding=utf-8");
        assertThat(bad.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40169|nonsense",
                "40129|{}",
                "40169|{'scene':'123456789012345678901234567890123'}",
                "40129|{'scene':'100%'}",
                "41030|{'scene':'a','page':'pages/none'}",
                "41030|{'scene':'a','page':'/pages/claim/index'}",
                "41030|{'scene':'a','page':'pages/claim/index?a=1'}",
                "85096|{'scene':'a','page':'pages/scancode_time'}",
                "40097|{'scene':'a','width':279}",
                "40097|{'scene':'a','env_version':'other'}",
                "0|{'scene':'12345678901234567890123456789012','page':'pages/none','check_path':false}"
            })
    void a_code_that_cannot_be_is_refused_as_wechat_does(int errcode, String body) {
        var answer = unlimited(caller.token("wxmini"), body.replace('\'', '"'));
        boolean picture = answer.headers().firstValue("Content-Type").orElse("").startsWith("image/");
        assertThat(picture).isEqualTo(errcode == 0);
        if (!picture) {
            assertThat(new JsonMapper().readTree(answer.body()).get("errcode").asInt())
                    .isEqualTo(errcode);
        }
    }

    @Test
    void more_codes_a_minute_than_allowed_are_45009() throws WxErrorException {
        standIn.world().clock().moveTo(Instant.parse("2026-11-20T00:00:00Z"));
        for (int i = 0; i < 3; i++) {
            code("s" + i, null, false);
        }
        assertThat(WxClients.codeOf(() -> code("s4", null, false))).isEqualTo(45009);
        standIn.world().clock().advance(Duration.ofMinutes(1));
        assertThat(code("s5", null, false)).isNotEmpty();
    }

    @Test
    void a_url_link_opens_the_page_for_thirty_days_at_most() throws WxErrorException {
        String link = ma.getLinkService().generateUrlLink(urlLink(30));
        assertThat(link).startsWith("https://wxaurl.cn/");
        var mini = scan("text", link + "?cq=shop%3D1").get("miniProgram");
        assertThat(mini.get("page").asString()).isEqualTo(PAGE);
        assertThat(mini.get("query").get("scene").asString()).isEqualTo("s7Kd2");
        standIn.world().clock().advance(Duration.ofDays(30));
        assertThat(scan("text", link).get("error").asString()).isEqualTo("the link has expired");
        assertThat(WxClients.codeOf(() -> ma.getLinkService().generateUrlLink(urlLink(31))))
                .isEqualTo(85401);
    }

    @ParameterizedTest
    @CsvSource({"59, 85401", "90, 0", "2592000, 0", "2592061, 85401"})
    void links_and_schemes_last_a_minute_to_thirty_days(long seconds, int errcode) {
        long end = standIn.world().clock().instant().getEpochSecond() + seconds;
        String token = "?access_token=" + caller.token("wxmini");
        String when = "\"is_expire\":true,\"expire_time\":" + end;
        String page = "\"path\":\"" + PAGE + "\"";
        assertThat(errcode("/wxa/generate_urllink" + token, "{" + page + "," + when + "}"))
                .isEqualTo(errcode);
        assertThat(errcode("/wxa/generatescheme" + token, "{\"jump_wxa\":{" + page + "}," + when + "}"))
                .isEqualTo(errcode);
    }

    @Test
    void the_query_of_a_link_has_1024_characters_of_a_known_alphabet() {
        String path = "/wxa/generate_urllink?access_token=" + caller.token("wxmini");
        assertThat(errcode(path, link("a=%20".repeat(204) + "b=c&"))).isZero();
        assertThat(errcode(path, link("a=%20".repeat(204) + "b=cd&"))).isEqualTo(40212);
        assertThat(errcode(path, link("a=中"))).isEqualTo(40212);
    }

    private static String link(String query) {
        return "{\"path\":\"%s\",\"query\":\"%s\",\"expire_type\":1,\"expire_interval\":1}".formatted(PAGE, query);
    }

    @Test
    void a_passing_account_code_lasts_a_minute_unless_told_otherwise_and_thirty_days_at_most() {
        assertThat(secondsOf("")).isEqualTo(60);
        assertThat(secondsOf("\"expire_seconds\":2592000,")).isEqualTo(2_592_000);
        assertThat(secondsOf("\"expire_seconds\":2592001,")).isEqualTo(2_592_000);
    }

    private int secondsOf(String told) {
        return caller.post("/cgi-bin/qrcode/create?access_token=" + caller.token("wxmp"), """
                {%s"action_name":"QR_STR_SCENE","action_info":{"scene":{"scene_str":"s"}}}""".formatted(told))
                .get("expire_seconds")
                .asInt();
    }

    @Test
    void a_scheme_opens_the_page_too() throws WxErrorException {
        long end = standIn.world().clock().instant().plus(Duration.ofDays(1)).getEpochSecond();
        String link = ma.getWxMaSchemeService()
                .generate(WxMaGenerateSchemeRequest.newBuilder()
                        .jumpWxa(WxMaGenerateSchemeRequest.JumpWxa.newBuilder()
                                .path(PAGE)
                                .query("scene=s7Kd2")
                                .build())
                        .isExpire(true)
                        .expireTime(end)
                        .build());
        assertThat(link).startsWith("weixin://dl/business/?t=");
        assertThat(scan("text", link).get("miniProgram").get("page").asString()).isEqualTo(PAGE);
    }

    @Test
    void who_scans_an_account_code_follows_by_its_scene_and_comes_again_as_a_follower()
            throws WxErrorException, IOException {
        var code = mp.getQrcodeService().qrCodeCreateTmpTicket("s7Kd2", 600);
        assertThat(code.getExpireSeconds()).isEqualTo(600);
        File picture = mp.getQrcodeService().qrCodePicture(code);
        assertThat(QrPicture.read(Files.readAllBytes(picture.toPath()))).isEqualTo(code.getUrl());
        assertThat(scan("text", code.getUrl()).get("to").asString()).isEqualTo("ACCOUNT");
        var user = mp.getUserService().userInfo(caller.openId(person, "wxmp"));
        assertThat(user.getSubscribe()).isTrue();
        assertThat(user.getQrSceneStr()).isEqualTo("s7Kd2");
        assertThat(user.getSubscribeScene()).isEqualTo("ADD_SCENE_QR_CODE");
        assertThat(scan("ticket", code.getTicket()).get("to").asString()).isEqualTo("ACCOUNT");
        standIn.world().clock().advance(Duration.ofSeconds(601));
        assertThat(scan("ticket", code.getTicket()).get("error").asString()).isEqualTo("the code has expired");
        assertThat(caller.violations()).isEmpty();
    }

    @Test
    void permanent_codes_last_and_are_counted() throws WxErrorException {
        var first = mp.getQrcodeService().qrCodeCreateLastTicket("one");
        mp.getQrcodeService().qrCodeCreateLastTicket(2);
        assertThat(mp.getQrcodeService().qrCodeCreateLastTicket("one").getTicket())
                .isEqualTo(first.getTicket());
        assertThat(WxClients.codeOf(() -> mp.getQrcodeService().qrCodeCreateLastTicket("three")))
                .isEqualTo(45029);
        assertThat(mp.getQrcodeService().qrCodeCreateTmpTicket("three", 60)).isNotNull();
        standIn.world().clock().advance(Duration.ofDays(4000));
        assertThat(scan("ticket", first.getTicket()).get("to").asString()).isEqualTo("ACCOUNT");
    }

    @Test
    void account_codes_have_scenes_of_64_characters_or_numbers_in_their_range() {
        String path = "/cgi-bin/qrcode/create?access_token=" + caller.token("wxmp");
        assertThat(create(path, "QR_STR_SCENE", "'scene_str':'" + "x".repeat(64) + "'"))
                .isZero();
        assertThat(create(path, "QR_STR_SCENE", "'scene_str':'" + "x".repeat(65) + "'"))
                .isEqualTo(40053);
        assertThat(create(path, "QR_STR_SCENE", "'scene_str':''")).isEqualTo(41011);
        assertThat(create(path, "QR_LIMIT_SCENE", "'scene_id':100001")).isEqualTo(40053);
        assertThat(create(path, "QR_SCENE", "'scene_id':100001")).isZero();
        assertThat(create(path, "QR_OTHER", "'scene_id':1")).isEqualTo(40052);
    }

    @Test
    void an_account_code_can_be_scanned_by_scene_alone_and_an_address_is_an_address() {
        assertThat(caller.person(person, "scans", "{\"appId\":\"wxmp\",\"scene\":\"s7Kd2\"}")
                        .get("to")
                        .asString())
                .isEqualTo("ACCOUNT");
        assertThat(scan("text", "https://shop.example/m/c").get("url").asString())
                .isEqualTo("https://shop.example/m/c");
        assertThat(scan("text", "nonsense").get("error").asString()).isEqualTo("this leads nowhere");
        assertThatThrownBy(() -> QrPicture.read(new byte[] {1, 2})).isInstanceOf(IllegalArgumentException.class);
    }

    private static GenerateUrlLinkRequest urlLink(int days) {
        return GenerateUrlLinkRequest.builder()
                .path(PAGE)
                .query("scene=s7Kd2")
                .isExpire(true)
                .expireType(1)
                .expireInterval(days)
                .build();
    }

    private byte[] code(String scene, @Nullable WxMaCodeLineColor colour, boolean clear) throws WxErrorException {
        return ma.getQrcodeService().createWxaCodeUnlimitBytes(scene, PAGE, true, "trial", 430, false, colour, clear);
    }

    private HttpResponse<String> unlimited(String token, String body) {
        return caller.send("POST", "/wxa/getwxacodeunlimit?access_token=" + token, body);
    }

    private int create(String path, String action, String scene) {
        return errcode(path, """
                {"action_name":"%s","action_info":{"scene":{%s}}}""".formatted(action, scene.replace('\'', '"')));
    }

    private int errcode(String path, String body) {
        return caller.post(path, body).path("errcode").asInt(0);
    }

    private JsonNode scan(String field, String value) {
        return caller.person(person, "scans", "{\"" + field + "\":\"" + value + "\"}");
    }

    private JsonNode scan(byte[] picture) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(standIn.url() + "/sandbox/people/" + person + "/scans"))
                    .header("Content-Type", "image/jpeg")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                    .build();
            return new JsonMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
