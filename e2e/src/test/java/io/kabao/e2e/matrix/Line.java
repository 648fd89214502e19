package io.kabao.e2e.matrix;

import static java.util.Map.entry;

import io.kabao.e2e.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
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
 * @param sendsPicture whether it takes a file instead
 */
record Line(Operation operation, Map<Kind, Integer> statuses, String query, String body, boolean sendsPicture) {

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
        STRANGER,
        FELLOW;

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
                case NOBODY, FORGED, MEMBER, STRANGER, FELLOW -> false;
            };
        }
    }

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
    private static final int BODY_COLUMN = Kind.values().length + 1;
    private static final String PICTURE = "picture";

    /** What callers say who have nothing of the kind. */
    private static final Map<String, String> OF_NOBODY =
            Map.of("otp", "000000", "smsCode", "000000", "ownPhone", "13200000000", "ownOldCard", "NO-SUCH-CARD");

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

    /** Whether anybody is served who calls it so. */
    boolean isServed() {
        return statuses.values().stream().anyMatch(status -> status >= 200 && status < 300);
    }

    /** The body of a caller of this merchant, on things of that same merchant. */
    String bodyFor(Merchant mine) {
        return bodyFor(mine, mine, Map.of());
    }

    /**
     * The body of a caller of a merchant; what stands in the path belongs to {@code mine}.
     *
     * @param own what only this caller has; see {@link Cast#ownOf}
     */
    String bodyFor(Merchant caller, Merchant mine, Map<String, Supplier<String>> own) {
        return filled(body, caller, mine, own);
    }

    /** The query likewise. */
    String queryFor(Merchant caller, Merchant mine, Map<String, Supplier<String>> own) {
        return filled(query, caller, mine, own);
    }

    private static String filled(String text, Merchant caller, Merchant mine, Map<String, Supplier<String>> own) {
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
                entry("elder", () -> new Friends(caller).elder()),
                entry("referralSettings", () -> new Friends(caller).settingsVersion()),
                entry("walletCard", () -> new Friends(mine).cardWithWallet()),
                entry("fullWallet", () -> new Friends(caller).fullWallet()),
                entry("levelsAllowed", () -> new Friends(caller).levelsAllowed()),
                entry("organization", () -> Long.toString(Place.of(caller).organization())),
                entry("store", () -> Long.toString(Place.of(caller).store())),
                entry("template", things::aCardTemplate),
                entry("published", () -> Long.toString(Place.of(caller).template())),
                entry("oldCard", things::anOldCard),
                entry("fullCard", () -> new Till(caller).aFullCard()),
                entry("spend", () -> new Till(caller).anOrder()),
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
                entry("signed", () -> Regular.of(mine).signed()),
                entry("scene", () -> Regular.of(mine).scene()));
        var all = new HashMap<>(values);
        OF_NOBODY.forEach((name, value) -> all.put(name, () -> value));
        all.putAll(own);
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        Objects.requireNonNull(all.get(place.group(1)), text).get()));
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
        var query = sent.startsWith("?") ? sent.split(" ", 2)[0] : "";
        var body = sent.substring(query.length()).strip();
        var operation = new Operation(words[0], words[1], words[2]);
        var sendsPicture = body.equals(PICTURE);
        return new Line(operation, statuses, query, sendsPicture ? "" : body, sendsPicture);
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
