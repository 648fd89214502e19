package io.kabao.e2e.matrix;

import io.kabao.access.BuiltInRole;
import io.kabao.access.Scope;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.access.Device;
import io.kabao.e2e.matrix.Line.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everybody who calls, each signed in: those of one merchant, whose ids stand in the paths, the owner and a member of another,
 * and the platform.
 */
final class Cast {

    private static final House HOUSE = House.shared();
    private static final Rows ROWS = Rows.of(HOUSE.sandbox());
    private static final String NEVER_GIVEN_OUT = "A".repeat(43);

    /** What ends a session, or leaves something behind that the next sign-in would meet. */
    private static final Set<String> ENDING =
            Set.of("/admin/sessions", "/admin/me/password", "/admin/me/totp", "/admin/me/totp/confirmation");

    private final Merchant mine = Merchant.open();
    private final Merchant other = Merchant.open();
    private final Map<Kind, Person> people = new EnumMap<>(Kind.class);
    private final Map<Kind, String> tokens = new EnumMap<>(Kind.class);

    /**
     * Somebody who signs in at the admin door.
     *
     * @param passwordHash that of everybody's password
     * @param trusted whether they have a second factor and have proved it
     */
    private record Person(long id, String account, String passwordHash, boolean trusted) {}

    Cast() {
        var place = Place.of(mine);
        people.put(Kind.OWNER, person(mine.account(), true));
        people.put(Kind.OTHER, person(other.account(), true));
        people.put(Kind.PLATFORM, person(Settings.PLATFORM, false));
        hire(Kind.MANAGER, BuiltInRole.MANAGER, new Scope(Scope.Kind.ORGANIZATION, Set.of(place.organization())));
        hire(Kind.CASHIER, BuiltInRole.CASHIER, new Scope(Scope.Kind.STORES, Set.of(place.store())));
        hire(Kind.CASHIER_ELSEWHERE, BuiltInRole.CASHIER, new Scope(Scope.Kind.STORES, Set.of(place.storeElsewhere())));
        hire(Kind.BRANCH, BuiltInRole.OWNER, new Scope(Scope.Kind.ORGANIZATION, Set.of(place.elsewhere())));
        hire(Kind.AUDITOR, BuiltInRole.AUDITOR, Scope.WHOLE);
        // Whatever is listed has something of the first store in it.
        new Things(mine).furnish();
    }

    private void hire(Kind kind, BuiltInRole role, Scope scope) {
        var account = "h-" + Merchant.fresh();
        new Things(mine).anOperator(account, role, scope);
        people.put(kind, person(account, role.needsSecondFactor()));
    }

    private static Person person(String account, boolean trusted) {
        var where = " FROM operator WHERE account = '" + account + "'";
        return new Person(
                ROWS.number("SELECT id" + where),
                account,
                ROWS.column("SELECT password_hash" + where).getFirst(),
                trusted);
    }

    /** The merchant whose ids stand in the paths. */
    Merchant mine() {
        return mine;
    }

    /** Another one. */
    Merchant other() {
        return other;
    }

    private Regular customer(Kind kind) {
        return kind == Kind.FELLOW ? Regular.fellowAt(mine) : Regular.of(merchantOf(kind));
    }

    /** What nobody but this caller could send, by name: made only when the line asks for it. */
    Map<String, Supplier<String>> ownOf(Line line, Kind kind) {
        return switch (kind) {
            case MEMBER, STRANGER, FELLOW ->
                Map.of(
                        "smsCode", () -> customer(kind).pinCode(),
                        "ownPhone", () -> customer(kind).phone(),
                        "ownOldCard", () -> customer(kind).freshOldCard(merchantOf(kind)));
            case NOBODY, FORGED -> Map.of();
            default ->
                line.operation().isOfPlatform() == (kind == Kind.PLATFORM)
                        ? Map.of("otp", () -> otp(line.operation(), kind))
                        : Map.of();
        };
    }

    /** What the device shows that was just fed with a secret of the caller's. */
    private String otp(Operation operation, Kind kind) {
        var path = operation.path().replace("/confirmation", "");
        var offered = at(operation.caller(), kind).post(path, Map.of());
        return Device.of(offered.text("/secret")).at(HOUSE.clock().instant());
    }

    /** The caller's own; mine for whoever has none. */
    Merchant merchantOf(Kind kind) {
        return kind.isOther() ? other : mine;
    }

    /** The operator's id as it stands in the audit; empty for whoever does not sign in at the admin door. */
    Optional<Long> operatorId(Kind kind) {
        return Optional.ofNullable(people.get(kind)).map(Person::id);
    }

    /** The caller at a door. */
    Api at(Api door, Kind kind) {
        return kind == Kind.NOBODY ? door : door.as(token(kind));
    }

    private String token(Kind kind) {
        return switch (kind) {
            case NOBODY, FORGED -> NEVER_GIVEN_OUT;
            case MEMBER, STRANGER, FELLOW -> customer(kind).token();
            default -> tokens.computeIfAbsent(kind, this::signIn);
        };
    }

    private String signIn(Kind kind) {
        if (kind == Kind.PLATFORM) {
            return PlatformPerson.token();
        }
        var person = Objects.requireNonNull(people.get(kind));
        if (person.trusted()) {
            HOUSE.trustNoMore(person.account());
        }
        var token = HOUSE.admin().signIn(person.account(), mine.password()).text("/token");
        if (person.trusted()) {
            HOUSE.trust(person.account());
        } else if (kind == Kind.MANAGER) {
            // Pays money out.
            HOUSE.prove(person.account());
        }
        return token;
    }

    /** Puts right what a call did to whoever called: their session, their password, their second factor. */
    void afterCall(Operation operation, Kind kind) {
        if (operation.isOfPlatform()) {
            if (PlatformPerson.isEndedBy(operation)) {
                PlatformPerson.mend();
                tokens.remove(Kind.PLATFORM);
            }
        } else if (ENDING.contains(operation.path()) && people.containsKey(kind)) {
            var person = people.get(kind);
            ROWS.change("UPDATE operator SET totp_pending = NULL, totp_secret = NULL, password_hash = '"
                    + person.passwordHash() + "' WHERE id = " + person.id());
            tokens.remove(kind);
        }
    }
}
