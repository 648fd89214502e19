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

    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\:*?\"<>|]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\s]+");
    private static final Pattern ENDS = Pattern.compile("^[ .]+|[ .]+$");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|CLOCK\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])([ .].*)?");

    private final Map<String, Integer> given = new HashMap<>();

    /** A name that was not given before, as close to this one as can be. */
    String next(String name) {
        var safe = safe(name);
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

    static String safe(String name) {
        var visible = INVISIBLE
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll("");
        var oneStep = SEPARATORS.matcher(visible).replaceAll("_");
        var trimmed = ENDS.matcher(BLANKS.matcher(oneStep).replaceAll(" ")).replaceAll("");
        var cut = ENDS.matcher(cut(trimmed)).replaceAll("");
        if (cut.isEmpty()) {
            return "_";
        }
        return RESERVED.matcher(cut).matches() ? "_" + cut : cut;
    }

    /** Between two whole characters. */
    private static String cut(String name) {
        var kept = new StringBuilder();
        var bytes = 0;
        for (var point : name.codePoints().toArray()) {
            var character = Character.toString(point);
            bytes += character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > BYTES_MOST) {
                break;
            }
            kept.append(character);
        }
        return kept.toString();
    }
}
