package io.kabao.e2e;

import io.kabao.sandbox.Sandbox;
import java.util.HashMap;
import java.util.Map;

/** A second sandbox, for processes and for tests that break what is in it. */
public final class Ground {

    private static final Sandbox SANDBOX = Sandbox.throwAway();

    private Ground() {}

    /** Its servers; whoever breaks one mends it. */
    public static Sandbox sandbox() {
        return SANDBOX;
    }

    /** Its rows. */
    public static Rows rows() {
        return Rows.of(SANDBOX);
    }

    /** A door of its own process, as shipped, ready to serve. */
    public static AppProcess open(String door) {
        return AppProcess.ofJar(door, Settings.of(SANDBOX)).waitUntilReady();
    }

    /** The settings of a door here, with some more or other ones. */
    public static Map<String, String> settingsWith(Map<String, String> others) {
        var settings = new HashMap<>(Settings.of(SANDBOX));
        settings.putAll(others);
        return settings;
    }
}
