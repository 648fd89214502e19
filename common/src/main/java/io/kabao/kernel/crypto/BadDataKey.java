package io.kabao.kernel.crypto;

/** The data key can't be used; the message says what is expected and never repeats the key. */
public class BadDataKey extends IllegalArgumentException {
    BadDataKey(String expected) {
        super(DataKeys.SETTING + " " + expected);
    }
}
