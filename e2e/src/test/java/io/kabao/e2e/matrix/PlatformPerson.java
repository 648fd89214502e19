package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.util.Map;
import java.util.Set;

/** The first of the people who run the deployment: one for all tests of a JVM, so that what a call did to them is put right. */
final class PlatformPerson {

    private static final House HOUSE = House.shared();
    private static final Rows ROWS = Rows.of(HOUSE.sandbox());
    private static final String THEIRS = " WHERE account = '" + Settings.PLATFORM + "'";
    private static final String PASSWORD_HASH =
            ROWS.column("SELECT password_hash FROM operator" + THEIRS).getFirst();

    /** What ends their session, or leaves something behind that the next sign-in would meet. */
    private static final Set<String> ENDING = Set.of(
            "admin POST /platform/sessions",
            "admin DELETE /platform/sessions",
            "admin PUT /platform/me/password",
            "admin POST /platform/me/totp",
            "admin POST /platform/me/totp/confirmation",
            "admin DELETE /platform/me/totp");

    private PlatformPerson() {}

    /** The token of a fresh session of theirs, who have just proved themselves again. */
    static String token() {
        var asked = Map.of("account", Settings.PLATFORM, "password", Settings.PLATFORM_PASSWORD);
        var token = HOUSE.admin().post("/platform/sessions", asked).text("/token");
        HOUSE.prove(Settings.PLATFORM);
        return token;
    }

    /** Whether they have to sign in anew after such a call. */
    static boolean isEndedBy(Operation operation) {
        return ENDING.contains(operation.toString());
    }

    /** Gives them their password back, and no second factor. */
    static void mend() {
        ROWS.change("UPDATE operator SET totp_pending = NULL, totp_secret = NULL, password_hash = '" + PASSWORD_HASH
                + "'" + THEIRS);
    }
}
