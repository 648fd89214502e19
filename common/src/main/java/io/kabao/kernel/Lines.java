package io.kabao.kernel;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that people read on several lines: as {@link OneLine}, but line breaks are allowed, and blanks anywhere. An empty
 * text is no text: it is left out or null.
 */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(
        regexp =
                "(?U)[\\n[^\\p{Cntrl}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\p{Cs}\\u00AD\\u061C\\u200B\\u2060\\u2800\\u3164\\u115F\\u1160]]+")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE
})
public @interface Lines {

    /** Key of the sentence shown. */
    String message() default "{io.kabao.kernel.Lines}";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};
}
