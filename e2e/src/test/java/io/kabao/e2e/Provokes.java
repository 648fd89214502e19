package io.kabao.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** This test breaks rules of the outside world on purpose: each of those named, and no other. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Provokes {

    /** The rules by their short names, as a sandbox reports them. */
    String[] value();

    /** Whether each of them is broken whenever the test runs; false: it depends on which of two things comes first. */
    boolean always() default true;
}
