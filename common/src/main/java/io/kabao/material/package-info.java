/**
 * Printed materials: codes drawn bare, on posters, table cards, stickers, badges and sheets, as PNG, SVG and PDF. One at a
 * time, or many in the background as one file. Owns tables {@code material_batch}, {@code material_item} and
 * {@code material_chunk}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "access",
            "merchant",
            "organization",
            "image",
            "wechat",
            "card",
            "claim"
        })
package io.kabao.material;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
