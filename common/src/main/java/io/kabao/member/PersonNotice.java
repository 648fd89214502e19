package io.kabao.member;

/** What a person of WeChat is told at the next sign-in without having asked. */
public enum PersonNotice {
    /** The membership is another person's, who has proved to hold its phone. */
    PHONE_TAKEN_OVER,
    /** Somebody with the member's phone, who may be the same person, is that member in another app by now. */
    JOINED_ELSEWHERE,
    /** An old card of the member's was bound to another person's by a code to the old phone, or at the counter. */
    CARD_BOUND_ELSEWHERE
}
