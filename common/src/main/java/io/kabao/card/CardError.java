package io.kabao.card;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What templates and cards refuse; property {@code field} of the refusal says where in the template. */
public enum CardError implements ErrorCode {
    TEMPLATE_NOT_FOUND(404, "没有找到该会员卡模板，请刷新后重试。", "There is no such card template; reload the list."),
    /** It was in force or is about to be, cards or claim codes were made of it, or the merchant offers it by itself. */
    TEMPLATE_IN_USE(
            409,
            "该模板发布过、已有会员卡或领卡码，或是默认模板，不能删除；可停止领取。",
            "The template was published, has cards or claim codes or is the default one; it can be taken back."),
    TEMPLATE_KIND_STAYS(
            422, "模板发布过、已有领卡码或是默认模板，不能更改卡类型，请另建模板。", "The kind of a template in use stays; make another template."),
    VERSION_NOT_FOUND(404, "没有第 {0} 版，请刷新后重试。", "There is no version {0}; reload the list."),
    /** A template that was never published has nothing but its draft. */
    DRAFT_ALONE(
            409, "该模板尚未发布，草稿不能丢弃；不再需要时请删除模板。", "The template has nothing but this draft; delete the template instead."),
    /** A group's cards are opened by the merchant, one for each of its people. */
    GROUP_NOT_CLAIMED(422, "团体卡由商户为团体成员开卡，不能领取。", "A group's cards are opened by the merchant; nobody can claim one."),
    GROUP_WITHOUT_GIFT(422, "团体卡由商户开卡，不能设置赠送。", "Nobody claims a group's card, so it gives nothing."),
    NOTHING_TO_FILL_IN(
            422, "模板没有由会员填写的资料项，不能设置完善资料赠送。", "The card asks its member for nothing that points could be given for."),
    ALREADY_PUBLISHED(409, "该模板已在发布中；如需定时发布，请先停止领取。", "The template is in force; take it back before choosing a time."),
    PUBLISH_AT_TOO_FAR(422, "发布时间最晚为 {0} 天后。", "A template can be published at most {0} days ahead."),
    /** Dates without both ends, days without a number, or something beside what the kind needs. */
    VALIDITY_WRONG(
            422,
            "有效期设置不完整：固定日期须填起止日期，固定天数须填天数，永久有效两者都不填。",
            "The validity does not fit: DATES has from and to, DAYS has days, FOREVER has neither."),
    VALIDITY_TURNED(422, "有效期的结束日期不能早于开始日期。", "The validity ends before it begins."),
    VALIDITY_OVER(422, "有效期在发布前已结束，请修改结束日期。", "The validity is over before the template is published; change its end."),
    NUMBER_TOO_LONG(422, "卡号前缀和位数合计最多 {0} 位。", "Prefix and digits make at most {0} characters."),
    PHONE_NUMBER_NEEDS_SMS(
            422, "以手机号为卡号时，必须开启短信验证。", "Where the phone is the card's number it must be verified by SMS."),
    PROFILE_KEY_TWICE(422, "资料项 {0} 重复。", "The profile field {0} is there twice."),
    PROFILE_KEY_RESERVED(422, "资料项不能使用 {0}：领卡时已授权手机号。", "{0} can't be a profile field: it is known from the claim."),
    PROFILE_TYPE_FIXED(422, "资料项 {0} 的类型只能是 {1}。", "The profile field {0} has the type {1}."),
    PROFILE_OPTIONS_WRONG(
            422,
            "资料项 {0}：单选须有 {1}–{2} 个不同选项，其他类型不能有选项。",
            "The profile field {0}: a choice has {1} to {2} different options, other types have none."),
    BINDING_FIELD_UNKNOWN(
            422,
            "绑定验证项 {0} 不可用：只能是手机号、姓名、生日、证件号或自定义资料项，且不能重复。",
            "{0} can't be asked for in binding: phone, name, birthday, idNumber and own profile fields can, each once."),
    PERK_DAYS_WRONG(422, "权益的日期须在 2000 年至 2199 年之间。", "A perk's days lie between 2000 and 2199."),
    PERK_DAYS_TURNED(422, "权益的结束日期不能早于开始日期。", "The perk ends before it begins."),
    ICON_TWICE(422, "链接图标请从内置图标和上传图片中选择一种。", "A link has an icon of ours or a picture of yours, not both."),
    DOCUMENT_TWICE(422, "协议 {0} 重复，每种协议只能有一份。", "There are two documents of kind {0}; each kind has one."),
    CARD_NUMBER_TAKEN(409, "该卡号已被使用，请核对。", "There is a card with this number already; check it."),
    CARD_NUMBER_NEEDED(422, "登记老卡须填写卡号。", "An old card needs the number that stands on it."),
    CARD_EXPIRY_WRONG(422, "会员卡有效期须晚于现在，且在 100 年之内。", "The card must end after now and within 100 years."),
    /** A warning: personal data is asked for and nothing says what becomes of it. */
    PRIVACY_MISSING(422, "尚未填写隐私政策，收集手机号等个人信息前应告知顾客。", "There is no privacy policy; customers must be told."),
    /** A warning. */
    TERMS_MISSING(422, "尚未填写会员协议。", "There are no terms of membership.");

    private final int status;
    private final Sentence sentence;

    CardError(int status, String zh, String en) {
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
