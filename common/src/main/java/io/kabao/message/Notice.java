package io.kabao.message;

/** What people are told by SMS without having asked; each has a template of its own at Aliyun, without places. */
public enum Notice {
    /** A card of this phone was bound to another WeChat. */
    CARD_BOUND_ELSEWHERE,
    /** This phone now belongs to another WeChat of the merchant's members. */
    PHONE_TAKEN_OVER,
    /** Points of the member's end soon. Where it has no template nobody is told. */
    POINTS_ENDING(false),
    /** The member's level will be lost unless more is done. Where it has no template nobody is told. */
    LEVEL_ENDING(false);

    private final boolean needed;

    Notice() {
        this(true);
    }

    Notice(boolean needed) {
        this.needed = needed;
    }

    /** Whether every deployment has to have a template for it. */
    boolean isNeeded() {
        return needed;
    }
}
