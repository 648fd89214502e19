package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.error.BusinessError;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
