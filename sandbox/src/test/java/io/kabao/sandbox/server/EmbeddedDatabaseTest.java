package io.kabao.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = throwAway();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void its_settings_are_those_of_a_strict_production() throws SQLException {
        try (var admin = database.adminConnection()) {
            Map<String, String> settings = variables(admin);
            assertThat(settings)
                    .containsEntry("bind_address", "127.0.0.1")
                    .containsEntry("innodb_flush_log_at_trx_commit", "1")
                    .containsEntry("innodb_buffer_pool_size", Integer.toString(64 << 20))
                    .containsEntry("max_connections", "200")
                    .containsEntry("time_zone", "+00:00")
                    .containsEntry("local_infile", "OFF")
                    .containsEntry("skip_name_resolve", "ON")
                    .containsEntry("character_set_server", "utf8mb4")
                    .containsEntry("collation_server", "utf8mb4_unicode_ci")
                    .containsEntry("lower_case_table_names", "0");
            assertThat(settings.get("sql_mode")).contains("STRICT_TRANS_TABLES", "NO_ENGINE_SUBSTITUTION");
            assertThat(settings.get("version")).startsWith("11.4.5");
        }
    }

    @Test
    void the_app_may_read_and_change_only_what_the_owner_grants() throws SQLException {
        try (var owner = owner();
                var app = app()) {
            run(owner, "CREATE TABLE entry (id BIGINT PRIMARY KEY)");
            assertThatThrownBy(() -> run(app, "INSERT INTO entry VALUES (1)"))
                    .hasMessageContaining("INSERT command denied");
            assertThatThrownBy(() -> run(app, "UPDATE entry SET id = 2")).hasMessageContaining("UPDATE command denied");
            assertThatThrownBy(() -> run(app, "DELETE FROM entry")).hasMessageContaining("DELETE command denied");
            assertThatThrownBy(() -> run(app, "CREATE TABLE other (id INT)")).hasMessageContaining("denied");

            run(owner, "GRANT INSERT, UPDATE ON entry TO " + database.appUser() + "@'127.0.0.1'");
            run(app, "INSERT INTO entry VALUES (1)");
            run(app, "UPDATE entry SET id = 2");
            assertThat(ask(app, "SELECT id FROM entry")).isEqualTo("2");
        }
    }

    @Test
    void nobody_logs_in_without_the_password() {
        assertThatThrownBy(() -> database.connect("root", "")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> database.connect("", "")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> database.connect(database.appUser(), "wrong")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> database.connect(database.appUser(), database.ownerPassword()))
                .hasMessageContaining("Access denied");
    }

    @Test
    void text_beyond_the_basic_plane_comes_back() throws SQLException {
        try (var owner = owner()) {
            run(owner, "CREATE TABLE note (text VARCHAR(20))");
            run(owner, "INSERT INTO note VALUES ('会员卡 🎫')");
            assertThat(ask(owner, "SELECT text FROM note")).isEqualTo("会员卡 🎫");
            assertThat(ask(owner, "SELECT @@collation_connection")).startsWith("utf8mb4");
        }
    }

    @Test
    void killed_and_restarted_it_is_on_the_same_port_with_what_was_committed() throws SQLException {
        try (var own = throwAway()) {
            try (var connection = own.connect(own.ownerUser(), own.ownerPassword())) {
                run(connection, "CREATE TABLE kept (id INT)");
                run(connection, "INSERT INTO kept VALUES (7)");
            }
            int port = own.port();
            own.kill();
            assertThat(own.isRunning()).isFalse();
            assertThatThrownBy(own::adminConnection).isInstanceOf(SQLException.class);
            own.restart();
            assertThat(own.port()).isEqualTo(port);
            try (var connection = own.connect(own.appUser(), own.appPassword())) {
                assertThat(ask(connection, "SELECT id FROM kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void paused_it_keeps_its_connections_and_answers_when_resumed() throws Exception {
        try (var own = throwAway();
                var connection = own.adminConnection()) {
            own.pause();
            var answer = new FutureTask<>(() -> ask(connection, "SELECT 42"));
            Thread.ofVirtual().start(answer);
            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            own.resume();
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("42");
        }
    }

    @Test
    void a_kept_directory_with_blanks_and_chinese_in_a_very_long_path_keeps_data_and_passwords(@TempDir Path folder)
            throws Exception {
        Path home = folder.resolve("会员 卡包").resolve("a long name ".repeat(8).strip());
        String password;
        try (var first = EmbeddedDatabase.start(DataDirectory.kept(home), EmbeddedDatabase.Options.onPort(0))) {
            password = first.appPassword();
            try (var connection = first.connect(first.ownerUser(), first.ownerPassword())) {
                run(connection, "CREATE TABLE kept (id INT)");
            }
        }
        assertThat(home.resolve("mariadbd.log")).content().endsWith("Shutdown complete\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets"))))
                .isEqualTo("rw-------");
        try (var second = EmbeddedDatabase.start(DataDirectory.kept(home), EmbeddedDatabase.Options.onPort(0));
                var connection = second.connect(second.appUser(), password)) {
            assertThat(ask(connection, "SELECT COUNT(*) FROM kept")).isEqualTo("0");
        }
    }

    @Test
    void closing_a_throw_away_one_leaves_neither_process_nor_folder() {
        DataDirectory directory = DataDirectory.throwAway();
        var own = EmbeddedDatabase.start(directory, EmbeddedDatabase.Options.onPort(0));
        long pid = own.pid();
        own.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void a_death_that_nobody_ordered_is_told() {
        try (var own = throwAway()) {
            var told = new CompletableFuture<EmbeddedServer>();
            own.whenItDies(told::complete);
            ProcessHandle.of(own.pid()).orElseThrow().destroyForcibly();
            assertThat(told).succeedsWithin(Duration.ofSeconds(10)).isSameAs(own);
            assertThat(own.isRunning()).isFalse();
        }
    }

    private static EmbeddedDatabase throwAway() {
        return EmbeddedDatabase.start(DataDirectory.throwAway(), EmbeddedDatabase.Options.onPort(0));
    }

    private static Connection owner() throws SQLException {
        return database.connect(database.ownerUser(), database.ownerPassword());
    }

    private static Connection app() throws SQLException {
        return database.connect(database.appUser(), database.appPassword());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        var all = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW GLOBAL VARIABLES")) {
            while (rows.next()) {
                all.put(rows.getString(1), rows.getString(2));
            }
        }
        return all;
    }
}
