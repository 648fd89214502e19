package io.kabao.material.drawing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A colour that covers what lies below.
 *
 * @param rgb eight bits each of red, green and blue
 */
public record Ink(int rgb) {

    /** What codes are drawn with: nothing gives a reader more contrast. */
    public static final Ink BLACK = new Ink(0x000000);

    /** The paper. */
    public static final Ink WHITE = new Ink(0xFFFFFF);

    private static final Pattern WRITTEN = Pattern.compile("#[0-9A-Fa-f]{6}");

    /** The colour written {@code #rrggbb}. Errors: {@link IllegalArgumentException} for anything else. */
    public static Ink of(String written) {
        if (!WRITTEN.matcher(written).matches()) {
            throw new IllegalArgumentException("A colour is written #rrggbb");
        }
        return new Ink(Integer.parseInt(written.substring(1), 16));
    }

    int red() {
        return rgb >> 16 & 0xFF;
    }

    int green() {
        return rgb >> 8 & 0xFF;
    }

    int blue() {
        return rgb & 0xFF;
    }

    /** {@code #rrggbb}, in small letters. */
    public String written() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /** This colour with a share of another in it, from 0, none, to 1, nothing else. */
    public Ink with(double share, Ink other) {
        return new Ink(mixed(red(), other.red(), share) << 16
                | mixed(green(), other.green(), share) << 8
                | mixed(blue(), other.blue(), share));
    }

    private static int mixed(int own, int other, double share) {
        return (int) Math.round(own + (other - own) * share);
    }

    /**
     * How far two colours are apart for the eye, from 1, not at all, to 21, black and white; letters of a normal size
     * want 4.5 (<a href="https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio">WCAG</a>).
     */
    public double contrastTo(Ink other) {
        var one = luminance() + 0.05;
        var two = other.luminance() + 0.05;
        return Math.max(one, two) / Math.min(one, two);
    }

    private double luminance() {
        return 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
    }

    private static double linear(int value) {
        var share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** This colour, made as dark as it must be to be read on white. */
    public Ink readableOnWhite() {
        var darker = this;
        for (var share = 0.05; darker.contrastTo(WHITE) < 4.5; share += 0.05) {
            darker = with(share, BLACK);
        }
        return darker;
    }
}
