package io.kabao.wechat;

/** What a WeChat app is. */
public enum AppKind {
    /** A service account: its followers get replies, its pages sign in by OAuth. */
    OFFICIAL_ACCOUNT,
    /** A mini-program: signs in by login code, gives the phone by phone code. */
    MINI_PROGRAM
}
