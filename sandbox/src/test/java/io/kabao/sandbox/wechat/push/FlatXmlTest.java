package io.kabao.sandbox.wechat.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.junit.jupiter.api.Test;

class FlatXmlTest {
    /** As the official document prints it, blanks and all. */
    private static final String OFFICIAL = """
            <xml><ToUserName> <![CDATA[gh_fc0a06a20993]]> </ToUserName><FromUserName> <![CDATA[oZI8Fj040-be6rlDohc6gkoPOQTQ]]> </FromUserName>
            <CreateTime>1472551036</CreateTime><MsgType> <![CDATA[event]]> </MsgType><Event> <![CDATA[user_get_card]]> </Event>
            <CardId> <![CDATA[pZI8Fjwsy5fVPRBeD78J4RmqVvBc]]> </CardId><IsGiveByFriend>0</IsGiveByFriend><UserCardCode> <![CDATA[226009850808]]> </UserCardCode>
            <FriendUserName> <![CDATA[]]> </FriendUserName><OuterId>0</OuterId><OldUserCardCode> <![CDATA[]]> </OldUserCardCode><OuterStr> <![CDATA[12b]]> </OuterStr>
            <IsRestoreMemberCard>0</IsRestoreMemberCard><IsRecommendByFriend>0</IsRecommendByFriend><UnionId>u</UnionId></xml>
            """;

    @Test
    void the_official_sample_is_read_with_its_blanks() {
        var fields = FlatXml.read(OFFICIAL);
        assertThat(fields)
                .hasSize(15)
                .containsEntry("Event", " user_get_card ")
                .containsEntry("UserCardCode", " 226009850808 ")
                .containsEntry("OuterId", "0")
                .containsEntry("FriendUserName", "  ");
    }

    @Test
    void each_kind_of_push_is_written_as_the_samples_and_as_wxjava_reads_it() {
        for (List<String> sample : List.of(
                List.of("subscribe", "EventKey", "qrscene_s7Kd2", "Ticket", "gQH"),
                List.of("subscribe", "EventKey", ""),
                List.of("SCAN", "EventKey", "s7Kd2", "Ticket", "gQH"),
                List.of("unsubscribe", "EventKey", ""),
                List.of("user_del_card", "CardId", "p1", "UserCardCode", "226009850808"),
                List.of("user_view_card", "CardId", "p1", "UserCardCode", "1", "OuterStr", "12b"),
                List.of("user_enter_session_from_card", "CardId", "p1", "UserCardCode", "1"),
                List.of("submit_membercard_user_info", "CardId", "p1", "UserCardCode", "1"),
                List.of("update_member_card", "CardId", "p1", "ModifyBonus", "3", "ModifyBalance", "0"),
                List.of("user_consume_card", "ConsumeSource", "FROM_API", "LocationName", "", "OuterStr", "xxx"),
                List.of("card_pass_check", "CardId", "p1"),
                List.of("card_not_pass_check", "CardId", "p1", "RefuseReason", "非法代制"),
                List.of("card_sku_remind", "CardId", "p1", "Detail", "the card's quantity is equal to 0"),
                List.of("TEMPLATESENDJOBFINISH", "MsgID", "200163836", "Status", "success"))) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("ToUserName", "gh_1");
            fields.put("FromUserName", "o1");
            fields.put("CreateTime", "1472551036");
            fields.put("MsgType", "event");
            fields.put("Event", sample.getFirst());
            for (int i = 1; i < sample.size(); i += 2) {
                fields.put(sample.get(i), sample.get(i + 1));
            }
            String xml = FlatXml.write(fields, false);
            assertThat(xml).contains("<Event><![CDATA[" + sample.getFirst() + "]]></Event>");
            assertThat(FlatXml.read(xml)).isEqualTo(fields);
            var read = WxMpXmlMessage.fromXml(xml);
            assertThat(read.getEvent()).isEqualTo(sample.getFirst());
            assertThat(read.getCreateTime()).isEqualTo(1472551036L);
            if (fields.containsKey("EventKey")) {
                assertThat(read.getEventKey()).isEqualTo(fields.get("EventKey"));
            }
        }
    }

    @Test
    void blanks_stand_around_the_cdata_and_not_around_numbers() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("CreateTime", "1");
        fields.put("Event", "SCAN");
        assertThat(FlatXml.write(fields, true))
                .isEqualTo("<xml><CreateTime>1</CreateTime><Event> <![CDATA[SCAN]]> </Event></xml>");
    }

    @Test
    void the_end_of_cdata_inside_a_text_comes_through() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Content", "a]]>b<&");
        assertThat(FlatXml.read(FlatXml.write(fields, false))).isEqualTo(fields);
    }

    @Test
    void a_dtd_another_root_and_a_double_field_are_refused() {
        for (String bad : List.of(
                "<!DOCTYPE xml [<!ENTITY a 'b'>]><xml><Content>&a;</Content></xml>",
                "<html/>",
                "<xml><A>1</A><A>2</A></xml>",
                "{\"errcode\":0}",
                "<xml>")) {
            assertThatThrownBy(() -> FlatXml.read(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
