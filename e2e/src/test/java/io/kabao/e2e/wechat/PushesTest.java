package io.kabao.e2e.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.Push;
import io.kabao.wechat.Pushes;
import io.kabao.wechat.WechatApp;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushesTest {

    private final House house = House.shared();
    private final Outside outside = Outside.of(house);
    private final Callback callback = new Callback(house.adminBean(Pushes.class));
    private final String guest = outside.person("13800000000");

    @AfterEach
    void close() {
        callback.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_scans_a_code_is_told_with_its_scene_and_gets_the_reply(boolean safe) {
        var app = listening(safe);
        callback.words = "点击<a href=\"https://shop.example/\">领卡</a> ]]> 😀";
        var account = house.adminBean(OfficialAccount.class);
        var picture = account.codePicture(app, account.temporaryCode(app, "qrscene_7Kd2"));
        outside.scan(guest, picture);
        outside.scan(guest, picture);
        assertThat(callback.taken).extracting(Push::event).containsExactly("subscribe", "SCAN");
        assertThat(callback.taken).extracting(Push::scene).containsExactly("qrscene_7Kd2", "qrscene_7Kd2");
        assertThat(callback.taken).extracting(Push::openid).containsOnly(outside.openid(guest, app));
        assertThat(callback.taken).extracting(Push::toUser).containsOnly("gh_0123456789ab");
        assertThat(callback.taken).extracting(Push::sealed).containsOnly(safe);
        assertThat(replies()).isEqualTo(2);
    }

    @Test
    void a_message_and_a_leaving_are_told_in_the_persons_words_and_with_none() {
        var app = listening(true);
        outside.act(guest, "follow", Map.of("appId", app.appId()));
        outside.act(guest, "texts", Map.of("appId", app.appId(), "text", "领卡 <xml> & ]]>"));
        outside.act(guest, "unfollow", Map.of("appId", app.appId()));
        assertThat(callback.taken).extracting(Push::type).containsExactly("EVENT", "MSG", "EVENT");
        assertThat(callback.taken.get(0).scene()).isNull();
        assertThat(callback.taken.get(1).text()).isEqualTo("领卡 <xml> & ]]>");
        assertThat(callback.taken.get(2).event()).isEqualTo("unsubscribe");
    }

    @ParameterizedTest
    @CsvSource({
        "true, BAD_SIGNATURE, SIGNATURE_WRONG",
        "true, WRONG_APP, SIGNATURE_WRONG",
        "true, PLAIN, PUSH_PLAIN_REFUSED",
        "true, OLD_TIMESTAMP, SIGNATURE_WRONG",
        "true, XXE, PUSH_MALFORMED",
        "false, BAD_SIGNATURE, SIGNATURE_WRONG",
        "false, WRONG_APP, SIGNATURE_WRONG",
        "false, OLD_TIMESTAMP, SIGNATURE_WRONG",
        "false, XXE, PUSH_MALFORMED"
    })
    void a_forged_push_is_refused_and_its_entity_never_asked_for(boolean safe, String forgery, String refusal) {
        var app = listening(safe);
        var push = outside.act(guest, "follow", Map.of("appId", app.appId())).text("/push/id");
        callback.taken.clear();
        outside.post("/sandbox/pushes/" + push + "/deliveries", Map.of("forgery", forgery));
        assertThat(callback.taken).isEmpty();
        assertThat(callback.refused).containsExactly(refusal);
    }

    @Test
    void twenty_copies_at_once_with_blanks_are_one_push() {
        var app = listening(true);
        var push = outside.act(guest, "follow", Map.of("appId", app.appId())).text("/push/id");
        outside.post(
                "/sandbox/pushes/" + push + "/deliveries", Map.of("copies", 20, "concurrently", true, "blanks", true));
        assertThat(callback.taken)
                .hasSize(21)
                .extracting(Push::dedupeKey)
                .containsOnly(callback.taken.getFirst().dedupeKey());
    }

    @Test
    void an_unheard_of_event_with_unheard_of_fields_is_read() {
        var app = listening(true);
        var fields = Map.of("Event", "card_of_the_future", "UserCardCode", "226009850808", "Unheard", "of");
        outside.post("/sandbox/pushes", Map.of("appId", app.appId(), "personId", guest, "fields", fields));
        assertThat(callback.taken.getFirst().fields()).containsAllEntriesOf(fields);
    }

    @Test
    void wechats_question_is_answered_with_its_own_words() {
        var app = listening(true);
        assertThat(outside.post("/sandbox/apps/" + app.appId() + "/verifications", Map.of())
                        .json()
                        .get("verified")
                        .asBoolean())
                .isTrue();
    }

    private WechatApp listening(boolean safe) {
        var there = new HashMap<String, Object>(Map.of(
                "callbackUrl", callback.url(), "token", Outside.TOKEN, "originalId", "gh_0123456789ab", "safe", safe));
        if (safe) {
            there.put("aesKey", Outside.AES_KEY);
        }
        var app = outside.app("OFFICIAL_ACCOUNT", Map.of("safeMode", safe), there);
        callback.app = app;
        return app;
    }

    private long replies() {
        return outside.get("/sandbox/people/" + guest + "/messages")
                .json()
                .get("items")
                .valueStream()
                .filter(message -> message.get("kind").asString().equals("PASSIVE")
                        && message.get("text").asString().equals(callback.words))
                .count();
    }
}
