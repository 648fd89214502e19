package io.kabao.wechat;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What WeChat or its settings refuse. */
public enum WechatError implements ErrorCode {
    WECHAT_APP_NOT_FOUND(404, "没有找到该公众号或小程序，请刷新后重试。", "There is no such official account or mini-program."),
    APP_ID_TAKEN(409, "该 AppID 已被登记。", "This app id is registered already."),
    /** Somebody signed in by it or follows it. */
    WECHAT_APP_IN_USE(
            409, "已有顾客通过该公众号或小程序来访，不能删除。", "Customers came through this account or mini-program; it can't be removed."),
    SECRET_MISSING(422, "请填写 AppSecret。", "Enter the app's secret."),
    CALLBACK_KEYS_MISSING(422, "安全模式需要填写 Token 和 EncodingAESKey。", "Safe mode needs the token and the EncodingAESKey."),
    AES_KEY_MALFORMED(422, "EncodingAESKey 须为 43 位字母或数字。", "The EncodingAESKey has 43 letters and digits."),
    ORIGINAL_ID_MISSING(422, "请填写原始 ID（gh_ 开头）。", "Enter the original id, which begins with gh_."),
    PAGE_PATH_MISSING(422, "请填写小程序领卡页面路径。", "Enter the path of the mini-program's claim page."),
    OPEN_PLATFORM_MISSING(
            422,
            "未填写开放平台账号：公众号与小程序之间无法识别同一位顾客，小程序里的“先关注”将不起作用。",
            "No Open Platform account is entered: a customer of the account and of the mini-program can't be known as one,"
                    + " and following first has no effect in the mini-program."),
    OPEN_PLATFORM_DIFFERS(
            422,
            "公众号与小程序不在同一开放平台账号下：无法识别同一位顾客，小程序里的“先关注”将不起作用。",
            "The account and the mini-program are bound to different Open Platform accounts: a customer of both can't be"
                    + " known as one, and following first has no effect in the mini-program."),
    SECRET_WRONG(
            422,
            "AppSecret 不正确，请在微信后台重置后重新填写。",
            "The secret is wrong; reset it in WeChat's console and enter it again."),
    APP_ID_WRONG(422, "微信不认识该 AppID，请核对。", "WeChat does not know this app id; check it."),
    IP_NOT_ALLOWED(
            422,
            "服务器 IP 不在白名单，请在微信后台的 IP 白名单中添加。",
            "This server's address is not on the app's list of allowed addresses; add it in WeChat's console."),
    /** The code of sign-in was used, is older than five minutes or of another app. */
    LOGIN_CODE_INVALID(422, "登录已失效，请重新进入页面。", "The sign-in has expired; open the page again."),
    /** The phone code was used, is older than five minutes, of another app or of another person. */
    PHONE_CODE_INVALID(422, "手机号授权已失效，请重新点击授权。", "The phone authorisation has expired; authorise again."),
    /** The page is open as a snapshot, whose visitor WeChat gives a passing openid. */
    FULL_PAGE_NEEDED(422, "请点击页面下方的“使用完整服务”后继续。", "Choose the full service at the foot of the page to go on."),
    /** The openid is none of this account's. */
    PERSON_UNKNOWN(422, "微信不认识该用户。", "WeChat does not know this person."),
    PAGE_NOT_RELEASED(
            422,
            "小程序领卡页面尚未发布，请先发布小程序或核对页面路径。",
            "The mini-program's claim page is not released; release it or check its path."),
    /** So many codes of a mini-program are made within a minute; says when to ask again. */
    CODES_TOO_FAST(
            503, "小程序码生成数量已达每分钟上限，请稍后再试。", "Too many mini-program codes within a minute; ask again in a moment."),
    PERMANENT_CODES_USED_UP(422, "该公众号的永久二维码数量已用完。", "The account has used up its permanent codes."),
    SIGNATURE_WRONG(403, "签名不正确。", "The signature is wrong."),
    PUSH_MALFORMED(400, "推送内容无法识别。", "The push can't be read."),
    PUSH_PLAIN_REFUSED(403, "安全模式下不接受明文推送。", "In safe mode plain pushes are refused."),
    WECHAT_TOO_OFTEN(429, "操作太频繁，请稍后再试。", "Too often; wait a moment and try again."),
    WECHAT_UNAVAILABLE(503, "微信暂时没有响应，请稍后重试。", "WeChat does not answer; try again in a moment.");

    private final int status;
    private final Sentence sentence;

    WechatError(int status, String zh, String en) {
        this.status = status;
        this.sentence = new Sentence(zh, en);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
