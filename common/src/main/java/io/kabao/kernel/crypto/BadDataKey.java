package io.kabao.kernel.crypto;

/** The data key can't be used; the message says what is expected and never repeats the key. */
public class BadDataKey extends IllegalArgumentException {
    private final String fault;

    BadDataKey(String fault) {
        super(DataKeys.SETTING + " " + fault);
        this.fault = fault;
    }

    /** What is wrong and what is expected, to stand after the setting's name. */
    public String fault() {
        return fault;
    }
}
