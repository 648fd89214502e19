package io.kabao.sandbox.wechat.push;

/** What is wrong with a delivery on purpose. */
public enum Forgery {
    /** Nothing. */
    NONE,
    /** The signatures do not fit. */
    BAD_SIGNATURE,
    /** It is encrypted for another app, though by the right key; in plain mode: signed by another token. */
    WRONG_APP,
    /** It comes in plain text where safe mode is agreed. */
    PLAIN,
    /** Signed rightly, a day ago by the clock. */
    OLD_TIMESTAMP,
    /** Its XML has a DTD with an entity that asks the sandbox for a file. */
    XXE;

    /** Whether the app under test must not answer this with HTTP 2xx. */
    boolean mustBeRefused() {
        return this == BAD_SIGNATURE || this == WRONG_APP || this == PLAIN;
    }
}
