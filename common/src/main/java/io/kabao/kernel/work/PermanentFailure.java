package io.kabao.kernel.work;

/** Trying again can't help: the work is given up at once and shown as such. The text must hold no personal data. */
public class PermanentFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PermanentFailure(String text) {
        super(text);
    }

    public PermanentFailure(String text, Throwable cause) {
        super(text, cause);
    }
}
