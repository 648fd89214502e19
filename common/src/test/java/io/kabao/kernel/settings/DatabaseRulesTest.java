package io.kabao.kernel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.kernel.settings.DatabaseFacts.Privilege;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseRulesTest {
    private static final Set<String> APPEND_ONLY = Set.of("audit");
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "transaction_isolation", "READ-COMMITTED",
            "sql_mode", "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION",
            "character_set_client", "utf8mb4",
            "character_set_connection", "utf8mb4",
            "innodb_flush_log_at_trx_commit", "1",
            "sync_binlog", "1",
            "log_bin", "ON"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.0.16",
                "8.0.36-0ubuntu0.22.04.1",
                "8.4.0",
                "9.1.0",
                "10.6.0-MariaDB",
                "11.4.5-MariaDB-log",
                "12.0.2-MariaDB"
            })
    void a_sound_database_passes(String version) {
        assertThat(faults(version, true, Set.of(new Privilege("SELECT", ""), new Privilege("UPDATE", "member"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.0.15", "5.7.44-log", "10.5.99-MariaDB", "5.5.5-MariaDB", "unknown"})
    void an_old_or_unknown_server_is_refused(String version) {
        assertThat(faults(version, false, Set.of())).singleElement().asString().startsWith("database version is");
    }

    @ParameterizedTest
    @CsvSource({
        "transaction_isolation, REPEATABLE-READ, session transaction isolation",
        "sql_mode, NO_ENGINE_SUBSTITUTION, sql_mode",
        "sql_mode, '', sql_mode",
        "character_set_client, utf8mb3, character_set_client",
        "character_set_connection, latin1, character_set_connection",
    })
    void a_session_that_would_lose_or_mix_data_is_refused_everywhere(String variable, String value, String named) {
        variables.put(variable, value);
        assertThat(faults("8.0.36", false, Set.of())).singleElement().asString().startsWith("database " + named + " ");
    }

    @Test
    void an_older_mariadb_tells_its_isolation_by_another_name() {
        variables.remove("transaction_isolation");
        assertThat(faults("10.11.6-MariaDB", false, Set.of())).hasSize(1);
        variables.put("tx_isolation", "READ-COMMITTED");
        assertThat(faults("10.11.6-MariaDB", false, Set.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit, 2",
        "innodb_flush_log_at_trx_commit, 0",
        "sync_binlog, 0",
        "sync_binlog, 100"
    })
    void a_database_that_may_forget_a_commit_is_refused_in_production_only(String variable, String value) {
        variables.put(variable, value);
        assertThat(faults("8.0.36", true, Set.of()))
                .singleElement()
                .asString()
                .startsWith("database " + variable + " ");
        assertThat(faults("8.0.36", false, Set.of())).isEmpty();
    }

    @Test
    void the_binlog_matters_only_where_it_is_on() {
        variables.put("sync_binlog", "0");
        variables.put("log_bin", "OFF");
        assertThat(faults("8.0.36", true, Set.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UPDATE, ''", "DELETE, ''", "UPDATE, audit", "DELETE, audit"})
    void a_user_that_can_rewrite_the_audit_is_refused_in_production_only(String type, String table) {
        var privileges = Set.of(new Privilege(type, table));
        assertThat(faults("8.0.36", true, privileges))
                .containsExactly(
                        "database user may " + type + " rows of audit: expected a user that may only append to it");
        assertThat(faults("8.0.36", false, privileges)).isEmpty();
    }

    @Test
    void a_user_that_can_change_tables_is_refused_in_production_only() {
        var privileges =
                Set.of(new Privilege("CREATE", ""), new Privilege("DROP", "card"), new Privilege("SELECT", ""));
        assertThat(faults("8.0.36", true, privileges))
                .containsExactly("database user may CREATE, DROP: expected a user that can't change tables");
        assertThat(faults("8.0.36", false, privileges)).isEmpty();
    }

    private List<String> faults(String version, boolean production, Set<Privilege> privileges) {
        return new DatabaseRules(new DatabaseFacts(version, variables, privileges))
                .problems(production, APPEND_ONLY).stream()
                        .map(BadSettings.Problem::toString)
                        .toList();
    }
}
