package io.kabao.kernel.error;

import java.text.MessageFormat;
import java.util.Locale;

/**
 * One sentence in the two languages the product speaks. Places are numbered as in {@link MessageFormat}; an apostrophe is one.
 *
 * @param zh simplified Chinese, the default
 * @param en English
 */
public record Sentence(String zh, String en) {

    /** The sentence in the caller's language with its places filled; numbers are written without grouping. */
    public String in(Locale locale, Object... places) {
        var pattern = Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? en : zh;
        return places.length == 0 ? pattern : filled(pattern, places);
    }

    private static String filled(String pattern, Object[] places) {
        return new MessageFormat(pattern.replace("'", "''"), Locale.ROOT).format(asText(places));
    }

    private static Object[] asText(Object[] places) {
        var texts = new Object[places.length];
        for (var i = 0; i < places.length; i++) {
            texts[i] = String.valueOf(places[i]);
        }
        return texts;
    }
}
