package io.kabao.wechat;

import cn.binarywang.wx.miniapp.constant.WxMaApiUrlConstants;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import io.kabao.kernel.limit.Buckets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's mini-program. Each method calls WeChat, so never inside a transaction. */
@Component
public class MiniProgram {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** The most that WeChat draws: codes are printed. */
    private static final int PICTURE_PIXELS = 1_280;

    private static final Map<Integer, WechatError> AT_SIGN_IN = Map.of(
            OneTimeCode.INVALID,
            WechatError.LOGIN_CODE_INVALID,
            OneTimeCode.USED,
            WechatError.LOGIN_CODE_INVALID,
            // A person whom WeChat takes for dangerous.
            40226,
            WechatError.LOGIN_CODE_INVALID);

    private static final Map<Integer, WechatError> AT_PHONE = Map.of(
            OneTimeCode.INVALID,
            WechatError.PHONE_CODE_INVALID,
            // The code is not this person's.
            40003,
            WechatError.PHONE_CODE_INVALID);

    /** What WeChat makes in a minute for one mini-program, whichever instance asks. */
    private static final int CODES_A_MINUTE = 5_000;

    private static final Buckets.Rate CODES = Buckets.Rate.never(CODES_A_MINUTE, Duration.ofMinutes(1));

    /** WeChat counts by minutes: in the next one it makes codes again. */
    private static final int NEXT_MINUTE_SECONDS = 60;

    private static final Map<Integer, WechatError> AT_CODE =
            Map.of(41030, WechatError.PAGE_NOT_RELEASED, 45009, WechatError.CODES_TOO_FAST);

    private final Clients clients;
    private final Buckets buckets;
    private final Clock clock;

    MiniProgram(Clients clients, Buckets buckets, Clock clock) {
        this.clients = clients;
        this.buckets = buckets;
        this.clock = clock;
    }

    /**
     * Who a login code stands for
     * (<a href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html">code2Session</a>).
     * Errors: {@link WechatError#LOGIN_CODE_INVALID}, {@link WechatError#WECHAT_TOO_OFTEN},
     * {@link WechatError#WECHAT_UNAVAILABLE}.
     */
    public Person signIn(WechatApp app, String loginCode) {
        var code = OneTimeCode.inAddress(loginCode, WechatError.LOGIN_CODE_INVALID);
        var client = clients.miniProgram(app);
        return client.line().call("sign-in", AT_SIGN_IN, () -> {
            var answer = client.session(code);
            return new Person(answer.text("/openid"), answer.optional("/unionid"));
        });
    }

    /**
     * The phone number that this person authorised
     * (<a href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html">getPhoneNumber</a>).
     * Errors: {@link WechatError#PHONE_CODE_INVALID}, also for another person's code, another app's and one older than
     * five minutes; {@link WechatError#WECHAT_TOO_OFTEN}, {@link WechatError#WECHAT_UNAVAILABLE}.
     */
    public Phone phoneOf(WechatApp app, String phoneCode, String openid) {
        OneTimeCode.require(phoneCode, WechatError.PHONE_CODE_INVALID);
        var question = new LinkedHashMap<String, String>();
        question.put("code", phoneCode);
        // WeChat compares the two; WxJava's own method leaves it out.
        question.put("openid", openid);
        var client = clients.miniProgram(app);
        return client.line()
                .call(
                        "phone authorisation",
                        AT_PHONE,
                        () -> AuthorisedPhone.of(client.post(
                                        WxMaApiUrlConstants.User.GET_PHONE_NUMBER_URL,
                                        JSON.writeValueAsString(question)))
                                .phoneFor(app.appId(), clock.instant()));
    }

    /**
     * The round code that opens the claim page, or the home page where none is named, with the scene: the bytes of a JPEG
     * or PNG
     * (<a href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html">getUnlimitedQRCode</a>).
     * Errors: {@link WechatError#PAGE_NOT_RELEASED}, {@link WechatError#CODES_TOO_FAST} with when to ask again,
     * {@link WechatError#WECHAT_UNAVAILABLE}; IllegalArgumentException for a scene that is not 1 to 32 characters of those
     * WeChat takes.
     */
    public byte[] codePicture(WechatApp app, String scene) {
        Scene.requireForMiniProgram(scene);
        var wait = buckets.take("WECHAT_CODE:" + app.appId(), CODES);
        if (wait.isPositive()) {
            throw new RetryLater(
                    WechatError.CODES_TOO_FAST, wait.plusMillis(999).toSeconds());
        }
        try {
            return drawn(app, scene);
        } catch (BusinessError e) {
            throw e.code() == WechatError.CODES_TOO_FAST
                    ? new RetryLater(WechatError.CODES_TOO_FAST, NEXT_MINUTE_SECONDS)
                    : e;
        }
    }

    private byte[] drawn(WechatApp app, String scene) {
        var client = clients.miniProgram(app);
        // A code is printed and lasts for ever, so the public's page must be there now; a tester's need not.
        var mustBeReleased = app.envVersion() == EnvVersion.RELEASE;
        return client.line()
                .call(
                        "mini-program code",
                        AT_CODE,
                        () -> Picture.whole(client.getQrcodeService()
                                .createWxaCodeUnlimitBytes(
                                        scene,
                                        app.pagePath(),
                                        mustBeReleased,
                                        app.envVersion().wechatName(),
                                        PICTURE_PIXELS,
                                        false,
                                        null,
                                        false)));
    }
}
