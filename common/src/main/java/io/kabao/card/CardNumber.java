package io.kabao.card;

import io.kabao.kernel.Phone;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a card's number may be shown: it may be a phone, by the template's rule or because the counter wrote it down so. */
public final class CardNumber {

    /** A mainland number among other signs; digits within a longer run are none. */
    private static final Pattern PHONE_WITHIN = Pattern.compile("(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])");

    private CardNumber() {}

    /** The number for people who may not see phones: one that is a phone, whoever's and since whenever, is masked like one. */
    public static String shown(String number) {
        return phone(number)
                .map(Phone::masked)
                .orElseGet(() -> PHONE_WITHIN.matcher(number).replaceAll("$1****$2"));
    }

    /** The phone that the number is, also a foreign one, which stands there without its plus sign. */
    static Optional<Phone> phone(String number) {
        return Phone.parse(number).or(() -> Phone.parse("+" + number));
    }
}
