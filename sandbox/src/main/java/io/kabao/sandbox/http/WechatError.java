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
            case 40013 -> "invalid appid";
            case 40014 -> "invalid access_token";
            case 40097 -> "invalid args";
            case 41001 -> "access_token missing";
            case 41002 -> "appid missing";
            case 41004 -> "appsecret missing";
            case 42001 -> "access_token expired";
            case 45009 -> "reach max api daily quota limit";
            case 45011 -> "api minute-quota reach limit, must slower, retry next minute";
            case 47001 -> "data format error";
            case 48001 -> "api unauthorized";
            default -> "error " + code;
        };
    }
}
