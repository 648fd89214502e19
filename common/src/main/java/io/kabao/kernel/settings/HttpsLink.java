package io.kabao.kernel.settings;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An address that customers' phones open: https, at most 300 characters, nobody's password in it. Outside production a
 * page of this very machine may be plain http.
 */
@Documented
@Constraint(validatedBy = HttpsLinkRule.class)
@Size(max = 300)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE
})
public @interface HttpsLink {

    /** Key of the sentence shown. */
    String message() default "{io.kabao.kernel.settings.HttpsLink}";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};
}
