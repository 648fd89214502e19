package io.kabao.proof;

import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;

/** Which PINs are too easily guessed: those that everybody tries first. */
final class PinRules {

    private static final int DIFFERENT_LEAST = 3;
    private static final int TEN = 10;

    private PinRules() {}

    /** Takes six digits. Errors: {@link ProofError#PIN_TOO_SIMPLE}. */
    static void requireStrong(String pin, Phone phone) {
        if (pin.chars().distinct().count() < DIFFERENT_LEAST
                || isRun(pin)
                || isRepetition(pin)
                || phone.e164().contains(pin)) {
            throw new BusinessError(ProofError.PIN_TOO_SIMPLE);
        }
    }

    /** Up or down by one from digit to digit, also past nine, as in 123456, 987654 and 890123. */
    private static boolean isRun(String pin) {
        var step = Math.floorMod(pin.charAt(1) - pin.charAt(0), TEN);
        for (var at = 1; at < pin.length(); at++) {
            if (Math.floorMod(pin.charAt(at) - pin.charAt(at - 1), TEN) != step) {
                return false;
            }
        }
        return step == 1 || step == TEN - 1;
    }

    /** The same half twice or mirrored, or three pairs, as in 528528, 528825 and 552288. */
    private static boolean isRepetition(String pin) {
        var half = pin.length() / 2;
        var first = pin.substring(0, half);
        var second = pin.substring(half);
        return first.equals(second)
                || new StringBuilder(first).reverse().toString().equals(second)
                || pin.replaceAll("(.)\\1", "").isEmpty();
    }
}
