package io.kabao.door;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A handler that may be called only so often; who calls it more gets 429 and is told when to come again. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Limited {

    /** How often. */
    Limit value();

    /** Whether what is asked for could be found by guessing: then who has missed too often is refused as well. */
    boolean guessable() default false;
}
