package io.kabao.e2e.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One line of the table {@code endpoints.txt}.
 *
 * @param body a body that the operation takes; empty when it takes none
 */
record Line(Operation operation, Map<Kind, Integer> statuses, String body) {

    /** The table's columns, in their order. */
    enum Kind {
        NOBODY,
        FORGED,
        MINE,
        OTHER
    }

    private static final String TEMPLATE = "${template}";
    private static final int BODY_COLUMN = Kind.values().length + 1;

    /** The table. */
    static List<Line> all() {
        var lines = new ArrayList<Line>();
        for (var text : read().lines().toList()) {
            if (!text.isBlank() && !text.startsWith("#")) {
                lines.add(parse(text));
            }
        }
        return lines;
    }

    /** The status that this kind of caller gets. */
    int status(Kind kind) {
        return Objects.requireNonNull(statuses.get(kind));
    }

    /** The body with the account, the password and a template of whose ids stand in the path. */
    String bodyFor(Merchant mine) {
        var filled = body.replace("${account}", mine.account()).replace("${password}", mine.password());
        return filled.contains(TEMPLATE) ? filled.replace(TEMPLATE, mine.aCardTemplate()) : filled;
    }

    private static Line parse(String text) {
        var columns = text.split("\\|", -1);
        if (columns.length != BODY_COLUMN + 1) {
            throw new IllegalStateException("A line has " + (BODY_COLUMN + 1) + " columns: " + text);
        }
        var words = columns[0].strip().split("\\s+");
        var statuses = new EnumMap<Kind, Integer>(Kind.class);
        var column = 1;
        for (var kind : Kind.values()) {
            statuses.put(kind, Integer.valueOf(columns[column++].strip()));
        }
        return new Line(new Operation(words[0], words[1], words[2]), statuses, columns[BODY_COLUMN].strip());
    }

    private static String read() {
        try (var table = Line.class.getResourceAsStream("endpoints.txt")) {
            if (table == null) {
                throw new IllegalStateException("endpoints.txt is not on the class path");
            }
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return operation.toString();
    }
}
