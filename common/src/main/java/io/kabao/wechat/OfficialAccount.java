package io.kabao.wechat;

import io.kabao.kernel.error.BusinessError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import me.chanjar.weixin.mp.enums.WxMpApiUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's official account. Each method but {@link #signInAddress} calls WeChat, so never inside a transaction. */
@Component
public class OfficialAccount {

    /** How long a temporary code lives; WeChat allows no longer. */
    public static final Duration TEMPORARY_LIVES = Duration.ofDays(30);

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<Integer, WechatError> AT_SIGN_IN = Map.of(
            OneTimeCode.INVALID, WechatError.LOGIN_CODE_INVALID,
            OneTimeCode.USED, WechatError.LOGIN_CODE_INVALID);

    private static final Map<Integer, WechatError> AT_FOLLOWER = Map.of(40003, WechatError.PERSON_UNKNOWN);

    private static final Map<Integer, WechatError> AT_CODE = Map.of(45029, WechatError.PERMANENT_CODES_USED_UP);

    private final Clients clients;
    private final WechatAddresses addresses;
    private final Clock clock;

    OfficialAccount(Clients clients, WechatAddresses addresses, Clock clock) {
        this.clients = clients;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** A person and whether they follow the account now; of who does not, WeChat tells no unionid. */
    public record Follower(boolean following, Person person) {}

    /**
     * A code that brings whoever scans it to the account with a scene.
     *
     * @param url what the code says
     * @param pictureUrl where WeChat shows it
     * @param expiresAt null: never
     */
    public record FollowCode(
            String url, String pictureUrl, @Nullable Instant expiresAt) {}

    /**
     * Where a page inside WeChat sends its visitor to be recognised without being asked; it comes back to
     * {@code redirect} with {@code code} and {@code state}, which has at most 128 letters and digits.
     */
    public String signInAddress(WechatApp app, String redirect, String state) {
        if (!state.matches("[0-9A-Za-z]{0,128}")) {
            throw new IllegalArgumentException("A state has at most 128 letters and digits");
        }
        return clients.officialAccount(app).getOAuth2Service().buildAuthorizationUrl(redirect, "snsapi_base", state);
    }

    /**
     * Who an OAuth code stands for. Errors: {@link WechatError#LOGIN_CODE_INVALID},
     * {@link WechatError#FULL_PAGE_NEEDED}, {@link WechatError#WECHAT_UNAVAILABLE}.
     */
    public Person signIn(WechatApp app, String oauthCode) {
        var code = OneTimeCode.inAddress(oauthCode, WechatError.LOGIN_CODE_INVALID);
        var client = clients.officialAccount(app);
        return client.line().call("sign-in", AT_SIGN_IN, () -> recognised(client.oauth(code)));
    }

    /**
     * Whether the person follows the account now, and the unionid if there is one. Errors:
     * {@link WechatError#PERSON_UNKNOWN}, {@link WechatError#WECHAT_UNAVAILABLE}.
     */
    public Follower follower(WechatApp app, String openid) {
        var client = clients.officialAccount(app);
        var query = "openid=" + URLEncoder.encode(openid, StandardCharsets.UTF_8) + "&lang=zh_CN";
        return client.line().call("follower", AT_FOLLOWER, () -> {
            var answer = WechatAnswer.of(client.get(WxMpApiUrl.User.USER_INFO_URL, query));
            return new Follower(
                    answer.number("/subscribe") == 1, new Person(answer.text("/openid"), answer.optional("/unionid")));
        });
    }

    /**
     * A code that lives for {@link #TEMPORARY_LIVES}; there may be any number of them. Errors:
     * {@link WechatError#WECHAT_UNAVAILABLE}; IllegalArgumentException for a scene that is not 1 to 64 visible ASCII
     * characters.
     */
    public FollowCode temporaryCode(WechatApp app, String scene) {
        var now = clock.instant();
        var seconds = TEMPORARY_LIVES.toSeconds();
        return code(
                app,
                Map.of(
                        "action_name",
                        "QR_STR_SCENE",
                        "expire_seconds",
                        seconds,
                        "action_info",
                        Map.of("scene", Map.of("scene_str", scene(scene)))),
                answer -> now.plusSeconds(answer.number("/expire_seconds")));
    }

    /**
     * A code for ever. An account has 100,000 of them in its life and none can be taken back, so for stores and staff
     * alone. Errors: {@link WechatError#PERMANENT_CODES_USED_UP}, {@link WechatError#WECHAT_UNAVAILABLE};
     * IllegalArgumentException as for {@link #temporaryCode}.
     */
    public FollowCode permanentCode(WechatApp app, String scene) {
        return code(
                app,
                Map.of(
                        "action_name",
                        "QR_LIMIT_STR_SCENE",
                        "action_info",
                        Map.of("scene", Map.of("scene_str", scene(scene)))),
                _ -> null);
    }

    /**
     * The picture of a code: the bytes of a JPEG or PNG. Errors: {@link WechatError#WECHAT_UNAVAILABLE};
     * IllegalArgumentException for a picture that is not WeChat's.
     */
    public byte[] codePicture(WechatApp app, FollowCode code) {
        if (!code.pictureUrl().startsWith(addresses.mp() + "/cgi-bin/showqrcode?ticket=")) {
            throw new IllegalArgumentException("Only WeChat's own pictures are asked for");
        }
        var client = clients.officialAccount(app);
        return client.line().call("code picture", Map.of(), () -> Picture.whole(client.download(code.pictureUrl())));
    }

    private interface Ending {
        @Nullable
        Instant of(WechatAnswer answer);
    }

    private FollowCode code(WechatApp app, Map<String, Object> wanted, Ending ending) {
        var client = clients.officialAccount(app);
        return client.line().call("account code", AT_CODE, () -> {
            var answer = WechatAnswer.of(client.post(WxMpApiUrl.Qrcode.QRCODE_CREATE, JSON.writeValueAsString(wanted)));
            var picture = client.getQrcodeService().qrCodePictureUrl(answer.text("/ticket"));
            return new FollowCode(answer.text("/url"), picture, ending.of(answer));
        });
    }

    private static String scene(String scene) {
        Scene.requireForAccount(scene);
        return scene;
    }

    /** A visitor who sees a mere snapshot of the page is given an openid that means nobody. */
    private static Person recognised(WechatAnswer answer) {
        if ("1".equals(answer.optional("/is_snapshotuser"))) {
            throw new BusinessError(WechatError.FULL_PAGE_NEEDED);
        }
        return new Person(answer.text("/openid"), answer.optional("/unionid"));
    }
}
