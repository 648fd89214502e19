package io.kabao.material;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of files and folders made of what people are called, fit for every system that unpacks them: one step of a path and
 * no more, nothing invisible, nothing that a system keeps for itself. Names that would be taken for the same get a number.
 */
final class SafeNames {

    /** Bytes of a name without its number and ending; systems take 255. */
    private static final int BYTES_MOST = 120;

    /** Bytes that the second part of a name keeps at least, however long the first one is. */
    private static final int SECOND_BYTES = 60;

    private static final String DASH = "-";

    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\:*?\"<>|]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\s]+");
    private static final Pattern ENDS = Pattern.compile("^[ .]+|[ .]+$");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|CLOCK\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])([ .].*)?");

    private final Map<String, Integer> given = new HashMap<>();

    /** A name that was not given before, as close to this one as can be. */
    String next(String name) {
        return unlike(safe(name));
    }

    /** Likewise one of two parts; where both are too long, each keeps what tells it from others. */
    String next(String first, String second) {
        return unlike(safe(first, second));
    }

    private String unlike(String safe) {
        var number = given.merge(key(safe), 1, Integer::sum);
        var next = safe;
        while (number > 1) {
            next = safe + " (" + number + ")";
            if (given.putIfAbsent(key(next), 1) == null) {
                return next;
            }
            number = given.merge(key(safe), 1, Integer::sum);
        }
        return next;
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    static String safe(String first, String second) {
        var begin = step(first);
        var end = DASH + cut(step(second), Math.max(SECOND_BYTES, BYTES_MOST - bytes(begin + DASH)));
        return safe(cut(begin, BYTES_MOST - bytes(end)) + end);
    }

    static String safe(String name) {
        var cut = ENDS.matcher(cut(step(name), BYTES_MOST)).replaceAll("");
        if (cut.isEmpty()) {
            return "_";
        }
        return RESERVED.matcher(cut).matches() ? "_" + cut : cut;
    }

    /** One visible step of a path, however long. */
    private static String step(String name) {
        var visible = INVISIBLE
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll("");
        var oneStep = SEPARATORS.matcher(visible).replaceAll("_");
        return ENDS.matcher(BLANKS.matcher(oneStep).replaceAll(" ")).replaceAll("");
    }

    /** Between two whole characters. */
    private static String cut(String name, int bytesMost) {
        var kept = new StringBuilder();
        var bytes = 0;
        for (var point : name.codePoints().toArray()) {
            var character = Character.toString(point);
            bytes += bytes(character);
            if (bytes > bytesMost) {
                break;
            }
            kept.append(character);
        }
        return kept.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
