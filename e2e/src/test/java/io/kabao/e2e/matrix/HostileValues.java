package io.kabao.e2e.matrix;

import io.kabao.e2e.Soak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** JSON values that nobody sends who means well. */
final class HostileValues {

    private static final long SEED = 20260101L;
    private static final int THIRDS = 3;

    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "-0",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e9",
            "1e400",
            "1.5",
            "0.1e-5",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"a\":1}",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"-1\"",
            "\"00123\"",
            "\"1e9\"",
            "\"9223372036854775808\"",
            "\"１２３\"",
            "\"true\"",
            "NaN",
            "Infinity",
            "01",
            "'x'",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\u0007\\u001b[31m\"",
            "\"\\n\\r\\t\"",
            "\"\\u202eabc\"",
            "\"\\u200e\\u200f\\u2066\"",
            "\"\\ufeff\\u200b\"",
            "\"\\ufffe\\uffff\"");

    private static final List<String> TEXTS = List.of(
            "😀🏳️‍🌈👩‍👩‍👧‍👦",
            "é̂̃",
            "ﷺ",
            "漢字𠮷",
            "' OR '1'='1",
            "'; DROP TABLE store; -- ",
            "%' AND 1=0",
            "\\\\",
            "<script>alert(1)</script>",
            "{{7*7}}${7*7}#{7*7}",
            "${jndi:ldap://127.0.0.1/x}",
            "../../etc/passwd",
            "=1+1",
            "%s%n%x",
            "{0}{1}{2}",
            "+86 138 0000 0000",
            "2026-13-45T99:99:99Z");

    private HostileValues() {}

    /** Those that one field gets. */
    static Map<String, String> asJsonFor(String field) {
        var values = new LinkedHashMap<String, String>();
        turnOf(field, List.copyOf(asJson().entrySet())).forEach(value -> values.put(value.getKey(), value.getValue()));
        return values;
    }

    /** All of them in a soak, else every third, other ones at other places, so that among a few places each has its turn. */
    static <T> List<T> turnOf(String place, List<T> all) {
        var every = Soak.count(THIRDS, 1);
        var turn = Math.floorMod(place.hashCode(), every);
        return IntStream.range(0, all.size())
                .filter(number -> number % every == turn)
                .mapToObj(all::get)
                .toList();
    }

    /** Named JSON texts. */
    private static Map<String, String> asJson() {
        var values = new LinkedHashMap<String, String>();
        for (var literal : LITERALS) {
            values.put(literal, literal);
        }
        for (var text : TEXTS) {
            values.put(text, "\"" + text.replace("\\", "\\\\") + "\"");
        }
        values.put("61 characters", "\"" + "x".repeat(61) + "\"");
        values.put("201 four-byte characters", "\"" + "😀".repeat(201) + "\"");
        values.put("one million characters", "\"" + "x".repeat(1_000_000) + "\"");
        values.put("a thousand digits", "9".repeat(1000));
        values.put("nineteen levels", "[".repeat(15) + "]".repeat(15));
        values.put("ten thousand levels", "[".repeat(10_000) + "]".repeat(10_000));
        values.put("ten thousand objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        values.putAll(byChance(Soak.count(5, 40)));
        return values;
    }

    /** The same idea for places that hold text: paths and queries. */
    static List<String> asText() {
        var texts = new ArrayList<>(List.of(
                "0",
                "-1",
                "1e9",
                "1.0",
                "0x10",
                "9223372036854775807",
                "9223372036854775808",
                "１２３",
                " 1",
                "1 ",
                "null",
                "undefined",
                "NaN",
                "true",
                "[]",
                "{}",
                "%",
                "\u0000",
                "\n",
                "\u202e1",
                "😀",
                "' OR 1=1 --",
                "<script>",
                "../1",
                "..\\1",
                "x".repeat(2000),
                "1,2",
                "1;2",
                "${1}",
                "*",
                "_",
                "a@b"));
        return texts;
    }

    /** Texts of random characters from the whole of Unicode; the same at every run. */
    private static Map<String, String> byChance(int count) {
        var random = new Random(SEED);
        var values = new LinkedHashMap<String, String>();
        for (var i = 0; i < count; i++) {
            var text = new StringBuilder("\"");
            random.ints(1 + random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                    .forEach(point -> new StringBuilder()
                            .appendCodePoint(point)
                            .chars()
                            .forEach(unit -> text.append("\\u%04x".formatted(unit))));
            values.put("by chance " + i, text.append('"').toString());
        }
        return values;
    }
}
