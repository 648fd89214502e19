package io.kabao.sandbox.http;

/** WeChat says no: it reaches the caller as HTTP 200 with {@code {"errcode":…,"errmsg":"…"}}. */
public final class WechatError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** This code with WeChat's usual words for it. */
    public WechatError(int code) {
        this(code, wordsOf(code));
    }

    /** This code with words of its own. */
    public WechatError(int code, String words) {
        super(words, null, false, false);
        this.code = code;
    }

    /** The errcode. */
    public int code() {
        return code;
    }

    private static String wordsOf(int code) {
        return switch (code) {
            case -1 -> "system error";
            case 40001 -> "invalid credential, access_token is invalid or not latest";
            case 40002 -> "invalid grant_type";
            case 40003 -> "invalid openid";
            case 40005 -> "invalid file type";
            case 40008 -> "invalid message type";
            case 40009 -> "invalid media size";
            case 40013 -> "invalid appid";
            case 40014 -> "invalid access_token";
            case 40016 -> "invalid button size";
            case 40017 -> "invalid button type";
            case 40018 -> "invalid button name size";
            case 40023 -> "invalid sub button size";
            case 40029 -> "invalid code";
            case 40037 -> "invalid template_id";
            case 40052 -> "invalid action name";
            case 40053 -> "invalid action info";
            case 40097 -> "invalid args";
            case 40129 -> "invalid scene";
            case 40163 -> "code been used";
            case 40165 -> "invalid weapp pagepath";
            case 40169 -> "invalid length for scene, or the data is not json string";
            case 40212 -> "invalid query";
            case 41001 -> "access_token missing";
            case 41002 -> "appid missing";
            case 41004 -> "appsecret missing";
            case 41005 -> "media data missing";
            case 41011 -> "missing required fields! please check";
            case 41030 -> "invalid page";
            case 42001 -> "access_token expired";
            case 43004 -> "require subscribe";
            case 43101 -> "user refuse to accept the msg";
            case 45002 -> "content size out of limit";
            case 45009 -> "reach max api daily quota limit";
            case 45011 -> "api minute-quota reach limit, must slower, retry next minute";
            case 45015 -> "response out of time limit or subscription is canceled";
            case 45029 -> "qrcode count out of limit";
            case 45047 -> "out of response count limit";
            case 46003 -> "menu no exist";
            case 47001 -> "data format error";
            case 47003 -> "argument invalid!";
            case 48001 -> "api unauthorized";
            case 85096 -> "not allow include scancode_time field";
            case 85401 -> "time limit between 1min and 30 days";
            case 85402 -> "invalid env_version";
            default -> "error " + code;
        };
    }
}
