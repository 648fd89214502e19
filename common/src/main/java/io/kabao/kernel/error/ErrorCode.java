package io.kabao.kernel.error;

/**
 * A refusal that a caller can act on. Each module lists its own in one enum; {@link #name()} is the stable code of the
 * problem document.
 */
public interface ErrorCode {

    /** Stable, upper-snake-case name that clients switch on. */
    String name();

    /** HTTP status that the doors answer with. */
    int status();

    /** What is shown to the person, and what to do next. */
    Sentence sentence();

    /** Whether it answers what may be a try at somebody else's phone, code or card. */
    default boolean isOfAGuess() {
        return false;
    }
}
