package io.kabao.material;

import java.util.regex.Pattern;

/** The colours of cards as prints show them. */
final class CardColors {

    /** Where a card says no colour that is known. */
    private static final String USUAL = "#0b6b4f";

    private static final Pattern WRITTEN = Pattern.compile("#[0-9A-Fa-f]{6}");

    private CardColors() {}

    /**
     * A card's colour as {@code #rrggbb}
     * (<a href="https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Create_a_Coupon_Voucher_or_Card.html">the
     * colours of WeChat's cards</a>).
     */
    static String written(String color) {
        return switch (color) {
            case "Color010" -> "#63b359";
            case "Color020" -> "#2c9f67";
            case "Color030" -> "#509fc9";
            case "Color040" -> "#5885cf";
            case "Color050" -> "#9062c0";
            case "Color060" -> "#d09a45";
            case "Color070" -> "#e4b138";
            case "Color080" -> "#ee903c";
            case "Color081" -> "#f08500";
            case "Color082" -> "#a9d92d";
            case "Color090" -> "#dd6549";
            case "Color100" -> "#cc463d";
            case "Color101" -> "#cf3e36";
            case "Color102" -> "#5e6671";
            default -> WRITTEN.matcher(color).matches() ? color : USUAL;
        };
    }
}
