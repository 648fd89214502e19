/**
 * Card templates, the cards made of them and their numbers. Owns tables {@code card_template},
 * {@code card_template_version}, {@code card_number_sequence} and {@code member_card}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "organization", "merchant", "image"})
package io.kabao.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
