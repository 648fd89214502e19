package io.kabao.access;

/** What became of an action that may need a second person. */
public sealed interface Outcome<T> {

    /** It was done at once. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It waits for somebody else. */
    record Waits<T>(Approval approval) implements Outcome<T> {}
}
