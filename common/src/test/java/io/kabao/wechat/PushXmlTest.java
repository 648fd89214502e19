package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kabao.kernel.error.BusinessError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushXmlTest {

    /** As the official document prints it, blanks and all. */
    private static final String OFFICIAL = """
            <xml><ToUserName> <![CDATA[gh_fc0a06a20993]]> </ToUserName><FromUserName> <![CDATA[oZI8Fj040-be6rlDohc6gkoPOQTQ]]> </FromUserName>
            <CreateTime>1472551036</CreateTime><MsgType> <![CDATA[event]]> </MsgType><Event> <![CDATA[user_get_card]]> </Event>
            <CardId> <![CDATA[pZI8Fjwsy5fVPRBeD78J4RmqVvBc]]> </CardId><IsGiveByFriend>0</IsGiveByFriend><UserCardCode> <![CDATA[226009850808]]> </UserCardCode>
            <FriendUserName> <![CDATA[]]> </FriendUserName><OuterId>0</OuterId><OldUserCardCode> <![CDATA[]]> </OldUserCardCode><OuterStr> <![CDATA[12b]]> </OuterStr>
            <IsRestoreMemberCard>0</IsRestoreMemberCard><IsRecommendByFriend>0</IsRecommendByFriend><UnionId>u</UnionId></xml>
            """;

    @Test
    void the_official_sample_is_read_without_its_blanks() {
        assertThat(read(OFFICIAL))
                .hasSize(15)
                .containsEntry("Event", "user_get_card")
                .containsEntry("FromUserName", "oZI8Fj040-be6rlDohc6gkoPOQTQ")
                .containsEntry("UserCardCode", "226009850808")
                .containsEntry("OuterId", "0")
                .containsEntry("FriendUserName", "");
    }

    /** The specific part of each push that the documents show, and what its last field reads. */
    static Stream<Arguments> samples() {
        var card = "<CardId><![CDATA[pZI8Fjwsy5fVPRBeD78J4RmqVvBc]]></CardId>";
        var code = card + "<UserCardCode><![CDATA[226009850808]]></UserCardCode>";
        return Stream.of(
                arguments(
                        "subscribe",
                        "<EventKey><![CDATA[qrscene_s7Kd2]]></EventKey><Ticket><![CDATA[gQH]]></Ticket>",
                        "gQH"),
                arguments("subscribe", "<EventKey><![CDATA[]]></EventKey>", ""),
                arguments("SCAN", "<EventKey><![CDATA[s7Kd2]]></EventKey><Ticket><![CDATA[gQH]]></Ticket>", "gQH"),
                arguments("unsubscribe", "<EventKey><![CDATA[]]></EventKey>", ""),
                arguments(
                        "user_get_card",
                        code + "<IsGiveByFriend>0</IsGiveByFriend><FriendUserName><![CDATA[]]></FriendUserName>"
                                + "<OuterStr><![CDATA[12b]]></OuterStr><IsRestoreMemberCard>0</IsRestoreMemberCard>",
                        "0"),
                arguments("user_del_card", code, "226009850808"),
                arguments("user_view_card", code + "<OuterStr><![CDATA[12b]]></OuterStr>", "12b"),
                arguments("user_enter_session_from_card", code, "226009850808"),
                arguments("submit_membercard_user_info", code, "226009850808"),
                arguments(
                        "update_member_card",
                        code + "<ModifyBonus>3</ModifyBonus><ModifyBalance>0</ModifyBalance>",
                        "0"),
                arguments(
                        "user_consume_card",
                        code
                                + "<ConsumeSource><![CDATA[FROM_API]]></ConsumeSource><LocationName><![CDATA[]]></LocationName>"
                                + "<StaffOpenId><![CDATA[]]></StaffOpenId><VerifyCode><![CDATA[]]></VerifyCode>"
                                + "<RemarkAmount><![CDATA[]]></RemarkAmount><OuterStr><![CDATA[xxx]]></OuterStr>",
                        "xxx"),
                arguments("card_pass_check", card, "pZI8Fjwsy5fVPRBeD78J4RmqVvBc"),
                arguments("card_not_pass_check", card + "<RefuseReason><![CDATA[非法代制]]></RefuseReason>", "非法代制"),
                arguments(
                        "card_sku_remind",
                        card + "<Detail><![CDATA[the card's quantity is equal to 0]]></Detail>",
                        "the card's quantity is equal to 0"),
                arguments(
                        "TEMPLATESENDJOBFINISH",
                        "<MsgID>200163836</MsgID><Status><![CDATA[success]]></Status>",
                        "success"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_sample_of_the_documents_is_read_the_same_with_and_without_blanks(String event, String part, String last) {
        var sample = "<xml><ToUserName><![CDATA[gh_fc0a06a20993]]></ToUserName>"
                + "<FromUserName><![CDATA[oZI8Fj040-be6rlDohc6gkoPOQTQ]]></FromUserName>"
                + "<CreateTime>1472551036</CreateTime><MsgType><![CDATA[event]]></MsgType>"
                + "<Event><![CDATA[" + event + "]]></Event>" + part + "</xml>";
        var fields = read(sample);
        assertThat(fields).hasSizeGreaterThan(5).containsEntry("Event", event);
        assertThat(fields.values()).last().isEqualTo(last);
        assertThat(read(sample.replace("<![CDATA[", " <![CDATA[").replace("]]>", "]]> ")))
                .isEqualTo(fields);
        var push = Push.of(fields, false);
        assertThat(push.type()).isEqualTo(Push.EVENT);
        assertThat(push.event()).isEqualTo(event);
        assertThat(push.createdAt()).isEqualTo(Instant.ofEpochSecond(1_472_551_036));
        assertThat(push.scene()).isEqualTo("gQH".equals(push.ticket()) ? "s7Kd2" : null);
    }

    @Test
    void fields_within_fields_are_named_by_their_path_and_the_first_of_a_list_stays() {
        assertThat(read("<xml><Event>scancode_push</Event><ScanCodeInfo><ScanType>qrcode</ScanType>"
                        + "<ScanResult><![CDATA[1]]></ScanResult></ScanCodeInfo>"
                        + "<List><Item>a</Item><Item>b</Item></List></xml>"))
                .isEqualTo(Map.of(
                        "Event", "scancode_push",
                        "ScanCodeInfo.ScanType", "qrcode",
                        "ScanCodeInfo.ScanResult", "1",
                        "List.Item", "a"));
    }

    @Test
    void what_stands_for_characters_is_read_and_a_cdata_in_pieces_is_one_text() {
        assertThat(
                        read(
                                "<?xml version=\"1.0\"?><xml><A>&lt;a&amp;b&#x5361;</A><B><![CDATA[x]]]]><![CDATA[>y]]></B></xml>"))
                .isEqualTo(Map.of("A", "<a&b卡", "B", "x]]>y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "success",
                "{\"errcode\":0}",
                "<xml>",
                "<html/>",
                "<xml/><xml/>",
                "<!DOCTYPE xml><xml><A>1</A></xml>",
                "<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><xml><A>&a;</A></xml>",
                "<!DOCTYPE xml [<!ENTITY a \"b\">]><xml><A>&a;</A></xml>",
                "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml/>",
                "<xml><A>&a;</A></xml>",
                "<xml><A><A><A><A><A><A><A><A><A>1</A></A></A></A></A></A></A></A></A></xml>"
            })
    void what_is_no_push_is_refused(String bad) {
        assertThatThrownBy(() -> read(bad))
                .isInstanceOfSatisfying(
                        BusinessError.class,
                        refused -> assertThat(refused.code()).isEqualTo(WechatError.PUSH_MALFORMED));
    }

    @Test
    void there_are_so_many_fields_and_no_more() {
        assertThat(read(fields(200))).hasSize(200);
        assertThatThrownBy(() -> read(fields(201))).isInstanceOf(BusinessError.class);
    }

    @Test
    void what_is_written_is_read_again() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("CreateTime", "1472551036");
        fields.put("Content", "a]]>b<a href=\"https://x?a=1&b=2\">卡🎂</a>");
        var xml = PushXml.write(fields);
        assertThat(xml).startsWith("<xml><CreateTime>1472551036</CreateTime><Content><![CDATA[");
        assertThat(read(xml)).isEqualTo(fields);
    }

    @Test
    void what_xml_cannot_hold_is_left_out() {
        assertThat(read(PushXml.write(Map.of("Content", "a\0b\u0008c\uD800d\nе"))))
                .isEqualTo(Map.of("Content", "abcd\nе"));
    }

    private static Map<String, String> read(String xml) {
        return PushXml.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String fields(int count) {
        var xml = new StringBuilder("<xml>");
        for (var i = 0; i < count; i++) {
            xml.append("<F").append(i).append(">1</F").append(i).append('>');
        }
        return xml.append("</xml>").toString();
    }
}
