package io.kabao.kernel.settings;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;

/** Tells passwords that a patient guesser would come to. */
public final class WeakPasswords {

    /** Of 0 to 4; below this, 10^8 guesses are enough. */
    private static final int SCORE_LEAST = 3;

    /** What stands behind is not looked at: the time grows with the length, and so much is judged well enough. */
    private static final int LOOKED_AT = 64;

    private static final Zxcvbn ESTIMATOR = new Zxcvbn();

    private WeakPasswords() {}

    /** Whether the password is a common one, a pattern, or made of what everybody knows of its owner. */
    public static boolean contains(String password, String... known) {
        var shown = password.length() > LOOKED_AT ? password.substring(0, LOOKED_AT) : password;
        return ESTIMATOR.measure(shown, List.of(known)).getScore() < SCORE_LEAST;
    }
}
