package io.kabao.member;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A handler for every customer who is signed in; it acts on what is the customer's own. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyVisitor {

    /** Whether people who are not signed in may come as well; the handler then gets an empty {@code Optional<Visitor>}. */
    boolean orNobody() default false;
}
