package io.kabao.kernel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mobile number in E.164 form, such as +8613800000000. It prints itself masked, so that it may stand in any message.
 *
 * @param e164 the number with its plus sign and country code, digits only, at most 15 of them
 */
public record Phone(String e164) {
    /** The longest text that is looked at as a number; in characters, blanks and hyphens included. */
    public static final int INPUT_MAX = 32;

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String CHINA = "+86";
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9](?:[ -]?[0-9])*+");
    private static final Pattern CHINESE_MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern CHINESE_MOBILE_AFTER_86 = Pattern.compile("861[3-9][0-9]{9}");

    /** Kinds of number a person can carry; a fixed line, a free or a premium number gets no text message. */
    private static final Set<PhoneNumberType> CARRIED = EnumSet.of(
            PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE,
            PhoneNumberType.PERSONAL_NUMBER,
            PhoneNumberType.VOIP);

    /** Takes a number in E.164 form. Errors: IllegalArgumentException, which does not repeat the number. */
    public Phone {
        if (!isMobile(e164)) {
            throw new IllegalArgumentException("not a mobile number in E.164 form");
        }
    }

    /**
     * Reads a number as people write it: 11 digits for the mainland, +86, 0086 or 86 before them, + or 00 and the
     * country code for others; single blanks and hyphens between digits. Anything else, full-width digits included, is empty.
     */
    public static Optional<Phone> parse(@Nullable String written) {
        if (written == null || written.length() > INPUT_MAX) {
            return Optional.empty();
        }
        var trimmed = written.strip();
        if (!WRITTEN.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        return international(trimmed.replaceAll("[ -]", ""))
                .filter(Phone::isMobile)
                .map(Phone::new);
    }

    /** Reads a number like {@link #parse}. Errors: IllegalArgumentException, which does not repeat the text. */
    public static Phone of(String written) {
        return parse(written).orElseThrow(() -> new IllegalArgumentException("not a mobile number"));
    }

    /** The number for people who may not see it: 138****1234 for the mainland, +85****4567 for others. */
    public String masked() {
        if (e164.startsWith(CHINA)) {
            var national = e164.substring(CHINA.length());
            return national.substring(0, 3) + "****" + lastFour();
        }
        // A short foreign number would be all but spelt out by four digits at its end.
        int shown = e164.length() < 11 ? 2 : 4;
        return e164.substring(0, 3) + "****" + e164.substring(e164.length() - shown);
    }

    /** The last four digits, by which a member is found at the counter. */
    public String lastFour() {
        return e164.substring(e164.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static Optional<String> international(String digits) {
        if (digits.startsWith("+")) {
            return Optional.of(digits);
        }
        if (digits.startsWith("00")) {
            return Optional.of("+" + digits.substring(2));
        }
        if (CHINESE_MOBILE.matcher(digits).matches()) {
            return Optional.of(CHINA + digits);
        }
        return CHINESE_MOBILE_AFTER_86.matcher(digits).matches() ? Optional.of("+" + digits) : Optional.empty();
    }

    private static boolean isMobile(String e164) {
        if (e164.length() > 16 || !e164.startsWith("+")) {
            return false;
        }
        try {
            var number = NUMBERS.parse(e164, null);
            // The library mends spellings such as a national 0 after the country code; one number has one spelling
            // here.
            if (!NUMBERS.format(number, PhoneNumberFormat.E164).equals(e164)) {
                return false;
            }
            var type = NUMBERS.isValidNumber(number) ? NUMBERS.getNumberType(number) : PhoneNumberType.UNKNOWN;
            return e164.startsWith(CHINA) ? type == PhoneNumberType.MOBILE : CARRIED.contains(type);
        } catch (NumberParseException e) {
            return false;
        }
    }
}
