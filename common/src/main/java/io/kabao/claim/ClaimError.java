package io.kabao.claim;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What claiming, activating and binding refuse. */
public enum ClaimError implements ErrorCode {
    UNKNOWN_CODE(404, "此领卡码无效，请向店员确认后重新扫码。", "This code is not known; ask the shop for a new one."),
    CODE_REVOKED(410, "此领卡码已停用，请扫描新的领卡码。", "This code was withdrawn; scan a new one."),
    CODE_EXPIRED(410, "此领卡码已过期，请扫描新的领卡码。", "This code has expired; scan a new one."),
    STORE_CLOSED(410, "该门店已停业，请到其他门店领卡。", "This store is closed; claim the card at another one."),
    TEMPLATE_NOT_PUBLISHED(410, "该会员卡暂未开放领取。", "This card can't be claimed at present."),
    FOLLOW_FIRST(403, "请先关注公众号，再领取会员卡。", "Follow the official account first, then claim the card."),
    PHONE_NEEDED(422, "请授权手机号后领取。", "Authorise your phone number to claim the card."),
    PHONE_NOT_VERIFIED(422, "请通过短信验证码验证手机号。", "Verify the phone number by the code we send you."),
    PHONE_INVALID(422, "手机号格式不正确。", "This is not a phone number."),
    /** Another person of the same app holds the phone; an IDENTITY code to it decides. */
    PHONE_HELD(409, "该手机号已绑定其他微信，请通过短信验证码确认。", "Another WeChat account holds this phone; confirm by SMS code."),
    CONSENT_MISSING(422, "请阅读并同意最新的会员协议和隐私政策。", "Read and agree to the current terms and privacy policy."),
    CARD_NOT_FOUND(404, "没有找到该会员卡。", "There is no such card."),
    ALREADY_ACTIVE(409, "该会员卡已激活。", "This card is active already."),
    PROFILE_FIELD_MISSING(422, "请填写：{0}。", "Fill in: {0}."),
    PROFILE_FIELD_WRONG(422, "{0} 的内容不正确。", "{0} is not filled in correctly."),
    STORE_NOT_OFFERED(422, "所选门店不可选，请重新选择。", "That store can't be chosen; choose another."),
    STORE_NEEDED(422, "请选择常逛门店。", "Choose your favourite store."),
    OLD_CARD_NOT_FOUND(422, "未能核实该会员卡，请核对卡号和资料。", "The old card could not be verified; check number and details."),
    OLD_CARD_NEEDS_PROOF(422, "请通过发往该卡登记手机的短信验证码验证。", "Verify by the code sent to the phone on the old card."),
    BINDING_LOCKED(429, "尝试次数过多，请明天再试或到门店办理。", "Too many tries; try again tomorrow or ask at a store.");

    private final int status;
    private final Sentence sentence;

    ClaimError(int status, String zh, String en) {
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
