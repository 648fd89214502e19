package io.kabao.sandbox.wechat.push;

/** How a push is delivered: how often (1 to 200), all at once or one after the other, with blanks, forged. */
public record Manner(int copies, boolean concurrently, boolean blanks, Forgery forgery) {
    private static final int COPIES_AT_MOST = 200;

    /** Once, as WeChat does. */
    public static final Manner USUAL = new Manner(1, false, false, Forgery.NONE);

    public Manner {
        if (copies < 1 || copies > COPIES_AT_MOST) {
            throw new IllegalArgumentException("copies is 1 to " + COPIES_AT_MOST);
        }
    }
}
