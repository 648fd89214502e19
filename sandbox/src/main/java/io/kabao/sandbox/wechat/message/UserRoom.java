package io.kabao.sandbox.wechat.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.WechatReply;
import io.kabao.sandbox.people.Following;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.wechat.AppSettings;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account asks about one of its users; of who does not follow it learns nothing more. */
public final class UserRoom implements Room {
    private final WechatApps apps;
    private final People people;

    /** The room of these. */
    public UserRoom(WechatApps apps, People people) {
        this.apps = apps;
        this.people = people;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/cgi-bin/user/info", this::info);
    }

    private void info(Context call) {
        var app = apps.requireToken(call, Kind.OFFICIAL_ACCOUNT);
        String openId = call.queryParam("openid");
        Tie tie = people.byOpenId(app.appId(), openId == null ? "" : openId).orElseThrow(() -> new WechatError(40003));
        Following following = tie.following().orElse(null);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("subscribe", following == null ? 0 : 1);
        answer.put("openid", tie.openId());
        if (following != null) {
            describe(answer, following);
            putUnionId(answer, tie, app.settings());
        }
        WechatReply.bare(call, answer);
    }

    private static void describe(Map<String, Object> answer, Following following) {
        String scene = following.scene();
        boolean number = scene.matches("[1-9][0-9]{0,9}");
        answer.put("nickname", "");
        answer.put("sex", 0);
        answer.put("language", "zh_CN");
        answer.put("subscribe_time", following.since().getEpochSecond());
        answer.put("remark", "");
        answer.put("groupid", 0);
        answer.put("tagid_list", List.of());
        answer.put("subscribe_scene", scene.isEmpty() ? "ADD_SCENE_SEARCH" : "ADD_SCENE_QR_CODE");
        answer.put("qr_scene", number ? Long.parseLong(scene) : 0);
        answer.put("qr_scene_str", number ? "" : scene);
    }

    private static void putUnionId(Map<String, Object> answer, Tie tie, AppSettings app) {
        @Nullable String platform = app.openPlatformId();
        if (platform != null) {
            answer.put("unionid", People.unionId(tie.person(), platform));
        }
    }
}
