package io.kabao.e2e.matrix;

import io.kabao.access.BuiltInRole;
import io.kabao.access.Scope;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A merchant made for one test, with an owner who can sign in and things to point at. */
record Merchant(long id, String account) {

    private static final House HOUSE = House.shared();
    private static final Map<Long, String> NEWCOMERS = new ConcurrentHashMap<>();

    static Merchant open() {
        var account = "m-" + fresh();
        return new Merchant(HOUSE.openMerchant(account), account);
    }

    /** A text that nobody has used before. */
    static String fresh() {
        return UUID.randomUUID().toString().substring(0, 18);
    }

    /** Of everybody who signs in at this merchant. */
    String password() {
        return Settings.OWNER_PASSWORD;
    }

    /** The token of a fresh session of the owner, who has just proved themselves again. */
    String signIn() {
        HOUSE.trustNoMore(account);
        var token = HOUSE.admin().signIn(account, password()).text("/token");
        HOUSE.trust(account);
        return token;
    }

    /** The token of a session of a member. */
    String memberToken() {
        return Regular.of(this).token();
    }

    /** The token of whoever may use a door, fresh but for a member. */
    String tokenFor(Operation operation) {
        if (operation.isOfPlatform()) {
            return PlatformPerson.token();
        }
        return operation.door().equals("wx") ? memberToken() : signIn();
    }

    /** The account of an operator without a second factor, in whose name nobody is signed in. */
    String newcomer() {
        return NEWCOMERS.computeIfAbsent(id, _ -> {
            var name = "n-" + fresh();
            new Things(this).anOperator(name, BuiltInRole.CASHIER, Scope.WHOLE);
            return name;
        });
    }

    /** The version that its settings are at. */
    String version() {
        return Rows.of(HOUSE.sandbox())
                .column("SELECT version FROM merchant WHERE id = " + id)
                .getFirst();
    }

    /** The version that the settings of its counters are at. */
    String settingsVersion() {
        return Rows.of(HOUSE.sandbox())
                .column("SELECT COALESCE(MAX(version), 0) FROM book_settings WHERE merchant_id = " + id)
                .getFirst();
    }

    /** That of its settings of points. */
    String pointsVersion() {
        return Rows.of(HOUSE.sandbox())
                .column("SELECT COALESCE(MAX(settings_version), 0) FROM points_ruleset WHERE merchant_id = " + id)
                .getFirst();
    }

    /** A thing of this merchant, in {@link Place}'s organization, for the id in the operation's path. */
    String thingFor(Operation operation) {
        return new Things(this).forPathOf(operation);
    }
}
