package io.kabao.card;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text of at most so many Chinese characters as WeChat counts them: three bytes of UTF-8 each. */
@Documented
@Constraint(validatedBy = HanSize.Rule.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@interface HanSize {

    /** The most Chinese characters. */
    int max();

    /** Key of the sentence shown. */
    String message() default "{io.kabao.card.HanSize}";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Counts. */
    final class Rule implements ConstraintValidator<HanSize, String> {

        private static final int BYTES_OF_ONE = 3;

        private int bytesMost;

        @Override
        public void initialize(HanSize size) {
            bytesMost = BYTES_OF_ONE * size.max();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || text.getBytes(StandardCharsets.UTF_8).length <= bytesMost;
        }
    }
}
