package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.House;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every push that the documents show, at the account's address: all are taken, and only those that say so follow. */
class PushSamplesTest {

    private static final Map<String, String> CARD = Map.of("CardId", "pZI8Fjwsy5fVPRBeD78J4RmqVvBc");
    private static final Map<String, String> CODE = and(CARD, Map.of("UserCardCode", "226009850808"));

    private static final Duration SOON = Duration.ofMillis(10);

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final Guest guest = Guest.stranger(shop);
    private long newest = house.clock().instant().getEpochSecond() - 1000;

    /** What says nothing about following: the samples of the documents, and what nobody has heard of. */
    static Stream<Map<String, String>> ofOtherThings() {
        return Stream.of(
                and(
                        CODE,
                        Map.of(
                                "Event",
                                "user_get_card",
                                "IsGiveByFriend",
                                "0",
                                "FriendUserName",
                                "",
                                "OuterId",
                                "0",
                                "OldUserCardCode",
                                "",
                                "OuterStr",
                                "12b",
                                "IsRestoreMemberCard",
                                "0",
                                "UnionId",
                                "u")),
                and(CODE, Map.of("Event", "user_gifting_card", "FriendUserName", "", "IsReturnBack", "0")),
                and(CODE, Map.of("Event", "user_del_card")),
                and(CODE, Map.of("Event", "user_view_card", "OuterStr", "12b")),
                and(CODE, Map.of("Event", "user_enter_session_from_card")),
                and(CODE, Map.of("Event", "submit_membercard_user_info")),
                and(CODE, Map.of("Event", "update_member_card", "ModifyBonus", "3", "ModifyBalance", "0")),
                and(
                        CODE,
                        Map.of(
                                "Event",
                                "user_consume_card",
                                "ConsumeSource",
                                "FROM_API",
                                "LocationName",
                                "",
                                "StaffOpenId",
                                "",
                                "VerifyCode",
                                "",
                                "RemarkAmount",
                                "",
                                "OuterStr",
                                "xxx")),
                and(CARD, Map.of("Event", "card_pass_check")),
                and(CARD, Map.of("Event", "card_not_pass_check", "RefuseReason", "非法代制")),
                and(CARD, Map.of("Event", "card_sku_remind", "Detail", "the card's quantity is equal to 0")),
                Map.of("Event", "TEMPLATESENDJOBFINISH", "MsgID", "200163836", "Status", "success"),
                Map.of("Event", "card_of_the_future", "Unheard", "of"));
    }

    @ParameterizedTest
    @MethodSource("ofOtherThings")
    void what_speaks_of_other_things_is_taken_and_changes_nobody(Map<String, String> fields) {
        pushed(Map.of("Event", "subscribe", "EventKey", ""));
        assertThat(state()).isEqualTo("following");
        pushed(Map.of("Event", "unsubscribe", "EventKey", ""));
        assertThat(state()).isEqualTo("left");
        var before = books.everything();
        pushed(fields);
        assertThat(state()).as("after somebody left").isEqualTo("left");
        pushed(Map.of("Event", "subscribe", "EventKey", ""));
        pushed(fields);
        assertThat(state()).as("after somebody came back").isEqualTo("following");
        assertThat(books.everything()).isEqualTo(before);
        assertThat(books.count("claim_intent", "1 = 1")).isZero();
    }

    /** What only a follower can do. */
    static Stream<Map<String, String>> ofFollowers() {
        return Stream.of(
                Map.of("Event", "subscribe", "EventKey", ""),
                Map.of("Event", "subscribe", "EventKey", "qrscene_s7Kd2", "Ticket", "gQH"),
                Map.of("Event", "SCAN", "EventKey", "s7Kd2", "Ticket", "gQH"),
                Map.of("Event", "CLICK", "EventKey", "CARD"),
                Map.of("Event", "VIEW", "EventKey", "https://shop.example/"),
                Map.of("MsgType", "text", "Content", "你好", "MsgId", "23456789012345"));
    }

    @ParameterizedTest
    @MethodSource("ofFollowers")
    void what_only_a_follower_does_proves_that_somebody_follows(Map<String, String> fields) {
        pushed(fields);
        assertThat(state()).isEqualTo("following");
        pushed(Map.of("Event", "unsubscribe", "EventKey", ""));
        assertThat(state()).isEqualTo("left");
        pushed(and(fields, fields.containsKey("MsgId") ? Map.of("MsgId", "23456789012346") : Map.of()));
        assertThat(state()).isEqualTo("following");
    }

    @Test
    void a_scene_that_is_scanned_counts_as_looked_at_whether_one_follows_by_it_or_did_before() {
        var scene = shop.code("STORE", shop.template(), Map.of("storeId", shop.store("店", shop.organization("华东"))))
                .text("/scene");
        pushed(Map.of("Event", "subscribe", "EventKey", "qrscene_" + scene, "Ticket", "gQH"));
        assertThat(books.values("scene", "claim_intent", "1 = 1")).containsExactly(scene);
        pushed(Map.of("Event", "SCAN", "EventKey", scene, "Ticket", "gQH"));
        assertThat(books.values("scene", "claim_intent", "1 = 1")).containsExactly(scene);
    }

    /** WeChat tells it a second later than what it told before, as it is and once more with blanks; it is worked off. */
    private void pushed(Map<String, String> fields) {
        shop.outside().put("/sandbox/apps/" + shop.account() + "/delivery", Map.of("held", true));
        var timed = and(Map.of("MsgType", "event", "CreateTime", Long.toString(++newest)), fields);
        var made = shop.outside()
                .post("/sandbox/pushes", Map.of("appId", shop.account(), "personId", guest.person(), "fields", timed));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var before = books.count("inbox", "1 = 1");
        for (var blanks : List.of(false, true)) {
            var told = shop.outside()
                    .post("/sandbox/pushes/" + made.text("/id") + "/deliveries", Map.of("blanks", blanks));
            assertThat(told.json().get("attempts").valueStream())
                    .as(told.body())
                    .extracting(attempt -> attempt.get("outcome").asString())
                    .isSubsetOf("ACCEPTED", "REPLIED");
        }
        assertThat(books.count("inbox", "1 = 1")).isEqualTo(before + 1);
        await().pollDelay(SOON).pollInterval(SOON).until(() -> books.count("inbox", "status <> 'DONE'") == 0);
    }

    private String state() {
        var found = books.values(
                "CONCAT(following, follow_at IS NOT NULL)", "identity", "app_id = '" + shop.account() + "'");
        return switch (String.join(",", found)) {
            case "11" -> "following";
            case "01" -> "left";
            default -> "met " + found;
        };
    }

    private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
