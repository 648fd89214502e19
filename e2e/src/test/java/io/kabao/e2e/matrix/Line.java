package io.kabao.e2e.matrix;

import static java.util.Map.entry;

import io.kabao.e2e.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the table {@code endpoints.txt}.
 *
 * @param query a query that the operation takes, with its question mark; empty when it takes none
 * @param body a body that the operation takes; empty when it takes none
 */
record Line(Operation operation, Map<Kind, Integer> statuses, String query, String body) {

    /** The table's columns, in their order. */
    enum Kind {
        NOBODY,
        FORGED,
        OWNER,
        OTHER,
        MANAGER,
        CASHIER,
        CASHIER_ELSEWHERE,
        BRANCH,
        AUDITOR,
        PLATFORM,
        MEMBER,
        STRANGER;

        /** Whether the caller belongs to another merchant than the ids in the path. */
        boolean isOther() {
            return this == OTHER || this == STRANGER;
        }

        /** Whether the caller works at the same merchant, but nowhere near what the ids in the path mean. */
        boolean isElsewhere() {
            return this == CASHIER_ELSEWHERE || this == BRANCH;
        }

        /** Whether the caller signs in at the admin door. */
        boolean isStaff() {
            return switch (this) {
                case OWNER, OTHER, MANAGER, CASHIER, CASHIER_ELSEWHERE, BRANCH, AUDITOR, PLATFORM -> true;
                case NOBODY, FORGED, MEMBER, STRANGER -> false;
            };
        }
    }

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
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

    /** Whether it does not matter who calls, so that nobody is asked. */
    boolean isSameForAll() {
        return new HashSet<>(statuses.values()).size() == 1;
    }

    /** Whether whoever may call it has a merchant more afterwards. */
    boolean opensMerchant() {
        return operation.isOfPlatform()
                && operation.method().equals("POST")
                && operation.path().endsWith("/merchants");
    }

    /** The body of a caller of this merchant, on things of that same merchant. */
    String bodyFor(Merchant mine) {
        return bodyFor(mine, mine);
    }

    /** The body of a caller of a merchant; what stands in the path belongs to {@code mine}. */
    String bodyFor(Merchant caller, Merchant mine) {
        return filled(body, caller, mine);
    }

    /** The query of a caller of a merchant; what stands in the path belongs to {@code mine}. */
    String queryFor(Merchant caller, Merchant mine) {
        return filled(query, caller, mine);
    }

    private static String filled(String text, Merchant caller, Merchant mine) {
        var things = new Things(caller);
        var values = Map.<String, Supplier<String>>ofEntries(
                entry("newcomer", caller::newcomer),
                entry("password", caller::password),
                entry("platform", () -> Settings.PLATFORM),
                entry("platformPassword", () -> Settings.PLATFORM_PASSWORD),
                entry("fresh", Merchant::fresh),
                entry("version", caller::version),
                entry("settings", caller::settingsVersion),
                entry("points", caller::pointsVersion),
                entry("levels", () -> new Stairs(caller).version()),
                entry("preview", () -> new Stairs(caller).preview()),
                entry("soldLevel", () -> new Stairs(caller).soldLevel()),
                entry("organization", () -> Long.toString(Place.of(caller).organization())),
                entry("store", () -> Long.toString(Place.of(caller).store())),
                entry("template", things::aCardTemplate),
                entry("published", () -> Long.toString(Place.of(caller).template())),
                entry("oldCard", things::anOldCard),
                entry("fullCard", things::aFullCard),
                entry("spend", things::anOrder),
                entry("card", things::aCard),
                entry("groupTemplate", () -> new Firm(caller).template()),
                entry(
                        "member",
                        () -> Long.toString(
                                things.anEnrolled(Things.NAME, true).member().id())),
                entry("phone", Regular::freshPhone),
                entry("appId", () -> Regular.of(caller).miniProgram()),
                entry("loginCode", () -> Regular.of(caller).loginCode()),
                entry("pointsCard", () -> new Loyal(caller).aCardWithPoints()),
                entry("ownCard", () -> new Loyal(mine).ownCardWithPoints()),
                entry("scene", () -> Regular.of(mine).scene()));
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        Objects.requireNonNull(values.get(place.group(1)), text).get()));
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
        var sent = columns[BODY_COLUMN].strip();
        var isQuery = sent.startsWith("?");
        return new Line(
                new Operation(words[0], words[1], words[2]), statuses, isQuery ? sent : "", isQuery ? "" : sent);
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
