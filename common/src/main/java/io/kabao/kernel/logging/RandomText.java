package io.kabao.kernel.logging;

/** Tells the random texts we know (our 43-character tokens, WeChat's longer ones, openids) from words of a language. */
final class RandomText {
    private static final int TOKEN_LENGTH_MIN = 43;
    private static final int OPENID_LENGTH = 28;

    private RandomText() {}

    /** Whether a whole word of [A-Za-z0-9_-] is a token or an openid. */
    static boolean isOne(String word) {
        if (word.length() >= TOKEN_LENGTH_MIN) {
            return mixes(word) && changes(word) * 10L >= word.length() * (hasDigits(word) ? 2L : 3L);
        }
        return word.length() == OPENID_LENGTH
                && word.charAt(0) == 'o'
                && mixes(word)
                && (changes(word) >= 10 || word.chars().anyMatch(RandomText::isDigit));
    }

    private static boolean mixes(String word) {
        return word.chars().anyMatch(RandomText::isUpper) && word.chars().anyMatch(RandomText::isLower);
    }

    /** Whether there are two digits or more, as in most random texts and few names: one in a hundred thousand changes little. */
    private static boolean hasDigits(String word) {
        return word.chars().filter(RandomText::isDigit).count() >= 2;
    }

    /**
     * How often the class of character changes. Random text changes it at six of ten steps; names made of words, even
     * long ones in camel case, at two.
     */
    private static int changes(String word) {
        int changes = 0;
        for (int i = 1; i < word.length(); i++) {
            if (classOf(word.charAt(i)) != classOf(word.charAt(i - 1))) {
                changes++;
            }
        }
        return changes;
    }

    private static int classOf(int c) {
        if (isUpper(c)) {
            return 1;
        }
        if (isLower(c)) {
            return 2;
        }
        return isDigit(c) ? 3 : 4;
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
