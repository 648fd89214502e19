package io.kabao.material;

import org.jspecify.annotations.Nullable;

/**
 * What of the merchant stands on a print.
 *
 * @param name the merchant's name
 * @param logo bytes of a PNG or JPEG
 * @param color {@code #rrggbb}
 * @param headline the large words, such as 扫码领取会员卡
 * @param hint the small words that say how, such as 微信扫一扫
 */
public record Brand(String name, byte @Nullable [] logo, String color, String headline, String hint) {}
