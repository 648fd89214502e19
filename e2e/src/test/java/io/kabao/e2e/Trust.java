package io.kabao.e2e;

/** What an operator has after signing in with a one-time password and proving it anew, given and taken by the database. */
public final class Trust {

    private Trust() {}

    /** Lets an account step up from now on without being asked. */
    public static void give(Rows rows, String account) {
        var changed =
                rows.change("UPDATE operator SET totp_secret = 'proved by the test', stepped_up_until = '2199-01-01'"
                        + " WHERE account = '" + account + "'");
        if (changed != 1) {
            throw new IllegalStateException("Nobody signs in as " + account);
        }
    }

    /** Likewise for somebody without a second factor, who has given their password again. */
    public static void prove(Rows rows, String account) {
        rows.change("UPDATE operator SET stepped_up_until = '2199-01-01' WHERE account = '" + account + "'");
    }

    /** Takes back what {@link #give} gave. */
    public static void take(Rows rows, String account) {
        rows.change(
                "UPDATE operator SET totp_secret = NULL, stepped_up_until = NULL WHERE account = '" + account + "'");
    }
}
