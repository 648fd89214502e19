package io.kabao.kernel.logging;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name before a value says about the value. */
enum Sensitivity {
    /** Nothing: the value is shown. */
    NONE,
    /** A secret: nothing of it is shown. */
    SECRET,
    /** A header that carries a secret and runs to the end of its line. */
    HEADER,
    /** A field called just "code": a one-time code, unless it reads as an error code or an HTTP status. */
    CODE,
    /** A WeChat person: its first four characters are shown, so that lines can be told apart. */
    PERSON;

    private static final int NAME_MAX = 64;

    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "sessionkey",
            "signature",
            "credential",
            "apikey",
            "apiv3key",
            "aeskey",
            "privatekey",
            "datakey",
            "idempotencykey",
            "encryptcode",
            "ticket",
            "pepper");

    private static final Set<String> ONE_TIME_CODES = Set.of(
            "jscode",
            "phonecode",
            "smscode",
            "authcode",
            "logincode",
            "verifycode",
            "verificationcode",
            "captchacode",
            "membercode",
            "paycode",
            "paymentcode");

    /** Short words that count only as a whole part of a name, so that shipping and design stay readable. */
    private static final Set<String> SECRET_PARTS = Set.of("pin", "otp", "pwd", "sign", "totp");

    private static final Pattern PARTS = Pattern.compile("[_-]|(?<=[a-z0-9])(?=[A-Z])");

    /** Judges a name as it stands in code, JSON, a header or a URL. */
    static Sensitivity of(String name) {
        var key = name.length() > NAME_MAX ? name.substring(name.length() - NAME_MAX) : name;
        var plain = key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        if (plain.equals("code")) {
            return CODE;
        }
        // What follows the name of an error is its message, which is masked by its own names.
        if (plain.endsWith("exception") || plain.endsWith("error")) {
            return NONE;
        }
        if (plain.contains("authorization") || plain.contains("cookie")) {
            return HEADER;
        }
        if (SECRETS.stream().anyMatch(plain::contains) || ONE_TIME_CODES.contains(plain) || hasSecretPart(key)) {
            return SECRET;
        }
        return plain.endsWith("openid") || plain.endsWith("unionid") ? PERSON : NONE;
    }

    private static boolean hasSecretPart(String key) {
        return PARTS.splitAsStream(key)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .anyMatch(SECRET_PARTS::contains);
    }
}
