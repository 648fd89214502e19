package io.kabao.claim;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What claiming, activating and binding refuse. */
public enum ClaimError implements ErrorCode {
    CLAIM_CODE_NOT_FOUND(404, "没有找到该领卡码，请刷新后重试。", "There is no such claim code; reload the list."),
    CLAIM_CODE_REVOKED(409, "该领卡码已停用，请生成新的领卡码。", "This code was withdrawn; make a new one."),
    CLAIM_CODE_EXPIRED(
            409, "该领卡码已过期，请先修改失效时间，或生成新的领卡码。", "This code has expired; give it a later end or make a new one."),
    /** {@code field} says which, where the request names it. */
    STORE_NOT_OPEN(
            409, "该门店已停业，请改选营业中的门店，或先恢复营业。", "This store is closed; choose an open one, or open it again first."),
    STAFF_GONE(409, "该员工已离职，请改选在职员工。", "This member of staff has left; choose somebody else."),
    MEMBER_PHONE_NEEDED(422, "请填写会员的手机号。", "Enter the member's phone number."),
    CHANNEL_NOT_MADE(422, "该领卡途径不能由商户生成领卡码。", "Codes of this channel are not made by a merchant."),
    CODE_NEEDS_STORE(422, "门店码须指定门店，其他领卡码不能指定门店。", "A store's code names a store, and no other code does."),
    CODE_NEEDS_STAFF(422, "员工码须指定营业员，其他领卡码不能指定营业员。", "A staff code names a person, and no other code does."),
    CHANNEL_NOT_IN_BULK(422, "只能为门店或营业员批量生成领卡码。", "Only codes of stores and of staff are made in bulk."),
    HEIR_NOT_ONE(422, "接手人和接手门店只能选择一个。", "Either a colleague or a store takes over, not both."),
    HEIR_IS_SELF(422, "接手人不能是离职员工本人。", "Whoever leaves can't take over from themselves."),
    NO_MINI_PROGRAM(422, "请先登记小程序，再下载小程序码。", "Register a mini-program first."),
    NO_OFFICIAL_ACCOUNT(422, "请先登记公众号，再下载公众号二维码。", "Register an official account first."),
    EXPIRY_PAST(422, "失效时间须晚于现在。", "The code would have expired already."),

    UNKNOWN_CODE(404, "此领卡码无效，请向店员确认后重新扫码。", "This code is not known; ask the shop for a new one."),
    /** At the counter: the card would count to a place that the operator does not work on. */
    STORE_OUT_OF_REACH(403, "请选择您负责的门店或员工。", "Choose a store or a person that you work for."),
    CARD_CHANGED(409, "会员卡已有变动，请刷新后重试。", "The card has changed meanwhile; load it again."),
    CODE_REVOKED(410, "此领卡码已停用，请扫描新的领卡码。", "This code was withdrawn; scan a new one."),
    CODE_EXPIRED(410, "此领卡码已过期，请扫描新的领卡码。", "This code has expired; scan a new one."),
    STORE_CLOSED(410, "该门店已停业，请到其他门店领卡。", "This store is closed; claim the card at another one."),
    STAFF_LEFT(410, "该营业员已离职，请扫描门店的领卡码。", "This member of staff has left; scan the store's code."),
    TEMPLATE_NOT_PUBLISHED(410, "该会员卡暂未开放领取。", "This card can't be claimed at present."),
    FOLLOW_FIRST(403, "请先关注公众号，再领取会员卡。", "Follow the official account first, then claim the card."),

    PHONE_NEEDED(422, "请授权手机号后领取。", "Authorise your phone number to claim the card."),
    PHONE_NOT_VERIFIED(422, "请通过短信验证码验证手机号。", "Verify the phone number by the code we send you."),
    PHONE_INVALID(422, "手机号格式不正确。", "This is not a mobile number."),
    /** Another person of the same app holds the phone; an IDENTITY code to it decides. */
    PHONE_HELD(409, "该手机号已绑定其他微信，请通过短信验证码确认。", "Another WeChat account holds this phone; confirm by SMS code."),
    /** The customer is a member already, and this phone is another one's. */
    PHONE_OF_OTHER_MEMBER(409, "该手机号已是另一位会员，请到门店办理。", "This phone belongs to another member; ask at a store."),
    CONSENT_MISSING(422, "请阅读并同意最新的会员协议和隐私政策。", "Read and agree to the current terms and privacy policy."),
    /** The same claim runs elsewhere; ask again in a moment. */
    CLAIM_RUNNING(409, "正在领取，请稍候重试。", "This claim is being worked on; ask again in a moment."),

    /** The phone has a member with a card of this template in use. */
    MEMBER_HAS_CARD(409, "该手机号已有此会员卡。", "Whoever has this phone holds a card of this template already."),
    CONSENT_UNKNOWN(422, "没有这份协议或版本已更新，请刷新后重试。", "There is no such document in this version; reload the page."),
    ACTIVATE_FIRST(409, "请先激活会员卡。", "Activate the card first."),
    REFERRAL_NEEDS_CARD(409, "激活会员卡后即可邀请好友。", "You can invite friends once your card is active."),

    CARD_NOT_FOUND(404, "没有找到该会员卡。", "There is no such card."),
    ALREADY_ACTIVE(409, "该会员卡已激活。", "This card is active already."),
    PROFILE_FIELD_MISSING(422, "请填写：{0}。", "Fill in: {0}."),
    PROFILE_FIELD_WRONG(422, "{0} 的内容不正确。", "{0} is not filled in correctly."),
    PROFILE_FIELD_UNKNOWN(422, "该会员卡没有此资料项。", "The card asks for no such field."),
    PROFILE_FIELD_FIXED(422, "{0} 不能修改，请联系门店。", "{0} can't be changed; ask at a store."),
    STORE_NOT_OFFERED(422, "所选门店不可选，请重新选择。", "That store can't be chosen; choose another."),
    STORE_FIXED(422, "常逛门店由领卡码确定，不能更改。", "The store is fixed by the code."),

    OLD_CARD_NOT_FOUND(422, "未能核实该会员卡，请核对卡号和资料。", "The old card could not be verified; check number and details."),
    OLD_CARD_NEEDS_PROOF(422, "请通过发往该卡登记手机的短信验证码验证。", "Verify by the code sent to the phone on the old card."),
    OLD_CARD_ASK_STORE(422, "该卡未登记手机号，请到门店办理绑定。", "The old card has no phone on file; ask at a store."),
    OLD_CARD_BOUND(409, "该会员卡已被绑定。", "This old card is bound already."),
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

    @Override
    public boolean isOfAGuess() {
        return this == PHONE_HELD
                || this == PHONE_OF_OTHER_MEMBER
                || this == OLD_CARD_NOT_FOUND
                || this == BINDING_LOCKED;
    }
}
