package io.kabao.message;

/** What people are told by SMS without having asked; each has a template of its own at Aliyun, without places. */
public enum Notice {
    /** A card of this phone was bound to another WeChat. */
    CARD_BOUND_ELSEWHERE,
    /** This phone now belongs to another WeChat of the merchant's members. */
    PHONE_TAKEN_OVER
}
