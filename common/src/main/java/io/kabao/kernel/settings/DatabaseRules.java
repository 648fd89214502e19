package io.kabao.kernel.settings;

import io.kabao.kernel.settings.BadSettings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a database must be and do for the books to hold; the rules only, without a database. */
final class DatabaseRules {
    private static final Pattern VERSION =
            Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4}).*", Pattern.DOTALL);
    private static final Set<String> DDL = Set.of(
            "CREATE", "ALTER", "DROP", "INDEX", "TRIGGER", "EVENT", "CREATE VIEW", "CREATE ROUTINE", "ALTER ROUTINE");

    private final DatabaseFacts facts;
    private final List<Problem> problems = new ArrayList<>();

    DatabaseRules(DatabaseFacts facts) {
        this.facts = facts;
    }

    /** The faults; in production also those of durability and of rights on the tables that are only ever appended to. */
    List<Problem> problems(boolean production, Set<String> appendOnly) {
        version();
        expect(
                "session transaction isolation",
                "READ-COMMITTED",
                variable("transaction_isolation", variable("tx_isolation", "")));
        if (!List.of(variable("sql_mode", "").split(",", -1)).contains("STRICT_TRANS_TABLES")) {
            add("sql_mode", "lacks STRICT_TRANS_TABLES: values that do not fit would be cut without a word");
        }
        expect("character_set_client", "utf8mb4", variable("character_set_client", ""));
        expect("character_set_connection", "utf8mb4", variable("character_set_connection", ""));
        if (production) {
            durability();
            appendOnly.stream().sorted().forEach(this::rightsOn);
            ddl();
        }
        return problems;
    }

    private void version() {
        var version = VERSION.matcher(facts.version());
        boolean maria = facts.version().toLowerCase(Locale.ROOT).contains("mariadb");
        if (!version.matches()) {
            add("version", "is not understood: expected MySQL 8.0.16 or MariaDB 10.6 and newer");
            return;
        }
        long number = 0;
        for (int part = 1; part <= 3; part++) {
            number = number * 10_000 + Integer.parseInt(version.group(part));
        }
        long least = maria ? 10_0006_0000L : 8_0000_0016L;
        if (number < least) {
            add("version", "is too old: expected MySQL 8.0.16 or MariaDB 10.6 and newer");
        }
    }

    private void durability() {
        expect("innodb_flush_log_at_trx_commit", "1", variable("innodb_flush_log_at_trx_commit", ""));
        var binlog = variable("log_bin", "OFF");
        if (binlog.equalsIgnoreCase("ON") || binlog.equals("1")) {
            expect("sync_binlog", "1", variable("sync_binlog", ""));
        }
    }

    private void rightsOn(String table) {
        for (var type : List.of("UPDATE", "DELETE")) {
            boolean may = facts.privileges().stream()
                    .filter(privilege -> privilege.type().equals(type))
                    .anyMatch(privilege ->
                            privilege.table().isEmpty() || privilege.table().equals(table));
            if (may) {
                add("user", "may " + type + " rows of " + table + ": expected a user that may only append to it");
            }
        }
    }

    private void ddl() {
        var held = facts.privileges().stream()
                .map(DatabaseFacts.Privilege::type)
                .filter(DDL::contains)
                .sorted()
                .distinct()
                .toList();
        if (!held.isEmpty()) {
            add("user", "may " + String.join(", ", held) + ": expected a user that can't change tables");
        }
    }

    private void expect(String what, String expected, String found) {
        if (!found.equalsIgnoreCase(expected)) {
            add(what, "is not as needed: expected " + expected);
        }
    }

    private String variable(String name, String otherwise) {
        return facts.variables().getOrDefault(name, otherwise);
    }

    private void add(String what, String fault) {
        problems.add(new Problem("database " + what, fault));
    }
}
