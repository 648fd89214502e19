package io.kabao.kernel.settings;

/** Passwords that everybody tries first. */
public final class WeakPasswords {

    private WeakPasswords() {}

    /** Whether the password is among them. */
    public static boolean contains(String s) {
        return false;
    }
}
