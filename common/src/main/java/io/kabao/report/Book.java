package io.kabao.report;

import java.util.List;

/** A book that a member looks into. */
public enum Book {
    STORED_VALUE("MONEY", "BOTH"),
    POINTS("POINTS", "BOTH");

    private final List<String> moved;

    Book(String... moved) {
        this.moved = List.of(moved);
    }

    /** Which txns belong to it, by what they moved. */
    List<String> moved() {
        return moved;
    }
}
