package io.kabao.sandbox.wechat.push;

/**
 * What happens to the pushes of an app as they arise: at once, after so many seconds of the sandbox's clock, or held
 * until they are delivered by hand, in any order; and in which manner.
 */
public record Delivery(boolean held, long delaySeconds, Manner manner) {
    private static final long DELAY_AT_MOST = 30L * 24 * 3600;

    /** At once, as WeChat does. */
    public static final Delivery USUAL = new Delivery(false, 0, Manner.USUAL);

    public Delivery {
        if (delaySeconds < 0 || delaySeconds > DELAY_AT_MOST) {
            throw new IllegalArgumentException("delaySeconds is 0 to " + DELAY_AT_MOST);
        }
    }
}
