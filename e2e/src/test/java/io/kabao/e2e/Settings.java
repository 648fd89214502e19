package io.kabao.e2e;

import io.kabao.sandbox.Sandbox;
import java.util.HashMap;
import java.util.Map;

/** What the doors of tests are told, named as environment variables. */
public final class Settings {

    /** The first operator of the first merchant. */
    public static final String OWNER = "owner";

    /** The first operator's password. */
    public static final String OWNER_PASSWORD = "Plum-Tart-On-A-Ledge-7";

    /** The account of the first person of the platform. */
    public static final String PLATFORM = "platform";

    /** Their password. */
    public static final String PLATFORM_PASSWORD = "Quince-Jelly-By-The-Weir-3";

    /** Bytes 1 to 32 in base64. */
    public static final String DATA_KEY = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    private Settings() {}

    /** Everything a door needs to live in this sandbox, on a port it chooses itself. */
    public static Map<String, String> of(Sandbox sandbox) {
        var settings = new HashMap<>(sandbox.settings());
        settings.put("KABAO_DATA_KEY", DATA_KEY);
        settings.put("KABAO_OWNER_PASSWORD", OWNER_PASSWORD);
        settings.put("KABAO_PLATFORM_PASSWORD", PLATFORM_PASSWORD);
        settings.put("SERVER_PORT", "0");
        // All tests call from one address, some thousands of times a minute.
        settings.put("KABAO_LIMITS_FACTOR", "1000");
        // Whenever a test lets a night go by, the books of some thousand merchants of other tests would be read.
        settings.put("KABAO_BOOKS_VERIFIED_AT", "-");
        return settings;
    }
}
