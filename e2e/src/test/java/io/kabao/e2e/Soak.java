package io.kabao.e2e;

/** How much a run does: everyday sizes, or the full counts with {@code -Dkabao.soak=true}. */
public final class Soak {

    private static final boolean ON = Boolean.getBoolean("kabao.soak");

    private Soak() {}

    /** The everyday count, or the full one in a soak. */
    public static int count(int everyday, int full) {
        return ON ? full : everyday;
    }
}
