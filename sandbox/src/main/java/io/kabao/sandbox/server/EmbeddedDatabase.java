package io.kabao.sandbox.server;

import com.mysql.cj.jdbc.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A MariaDB server with the schema {@code kabao}, an owner who may change its tables and grant, and a user of the apps
 * who may only read and add; UPDATE and DELETE are granted per table by the owner. Grants are enforced, every account
 * has a random password and is known on 127.0.0.1 alone.
 */
public final class EmbeddedDatabase extends EmbeddedServer {
    /** The schema of the apps. */
    public static final String SCHEMA = "kabao";

    private static final String OWNER = "kabao_owner";
    private static final String APP = "kabao_app";
    private static final String ADMIN = "root";

    private final Path home = Binaries.mariadb();
    private final int bufferPoolMib;

    private EmbeddedDatabase(DataDirectory directory, Options options) {
        super(directory, options.port());
        this.bufferPoolMib = options.bufferPoolMib();
    }

    /** The port, 0 to choose a free one, and the size of InnoDB's buffer pool in MiB. */
    public record Options(int port, int bufferPoolMib) {
        private static final int BUFFER_POOL_MIB = Integer.getInteger("kabao.sandbox.database.mib", 64);

        /**
         * On this port, 0 to choose a free one, with a buffer pool of 64 MiB unless the system property
         * {@code kabao.sandbox.database.mib} says otherwise.
         */
        public static Options onPort(int port) {
            return new Options(port, BUFFER_POOL_MIB);
        }
    }

    /** Starts it on the directory, which is filled at the first start and let go of when this is closed or fails. */
    public static EmbeddedDatabase start(DataDirectory directory, Options options) {
        try {
            var database = new EmbeddedDatabase(directory, options);
            database.install();
            database.start();
            return database;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** The JDBC address, with only what the protocol needs: all other driver settings are the caller's. */
    public String url() {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + SCHEMA + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /** The user who migrates: everything on the schema, and may grant it. */
    public String ownerUser() {
        return OWNER;
    }

    /** The password of {@link #ownerUser()}. */
    public String ownerPassword() {
        return directory().password(OWNER);
    }

    /** The user of the apps: SELECT and INSERT on the schema. */
    public String appUser() {
        return APP;
    }

    /** The password of {@link #appUser()}. */
    public String appPassword() {
        return directory().password(APP);
    }

    /** A new connection of the server's administrator, who may everything; the caller closes it. */
    public Connection adminConnection() throws SQLException {
        return connect(ADMIN, directory().password(ADMIN));
    }

    /** A new connection of this user to the schema; the caller closes it. */
    public Connection connect(String user, String password) throws SQLException {
        var login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        Connection connection = new Driver().connect(url(), login);
        if (connection == null) {
            throw new SQLException("the driver does not know " + url());
        }
        return connection;
    }

    @Override
    ServerProcess.Launch launch(int port) {
        var command = commonCommand(data());
        command.addAll(List.of(
                // Relative to the data directory: an absolute socket path may not be longer than 107 bytes.
                "--socket=mariadbd.sock",
                "--pid-file=mariadbd.pid",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Making a TLS key at every start costs seconds, and nothing leaves this machine.
                "--skip-ssl",
                "--skip-name-resolve",
                "--local-infile=0",
                "--max-connections=200",
                "--default-time-zone=+00:00",
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=" + bufferPoolMib + "M"));
        return new ServerProcess.Launch(command, data(), log(), directory());
    }

    @Override
    Path serversOwnNote() {
        return data().resolve("mariadbd.pid");
    }

    private List<String> commonCommand(Path data) {
        var command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--lc-messages-dir=" + home.resolve("share"),
                "--datadir=" + data,
                "--tmpdir=" + data,
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--innodb-log-file-size=32M"));
        if (Directories.userId() == 0) {
            command.add("--user=root");
        }
        return command;
    }

    /** Fills a directory beside the real one and renames it at the end: a killed installation leaves no half of it. */
    private void install() {
        if (Files.isDirectory(data())) {
            return;
        }
        Path half = directory().path().resolve("data.half");
        try {
            Directories.deleteTree(half);
            Directories.createPrivate(half);
            bootstrap(half);
            Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fill the database directory " + data(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while filling the database directory", e);
        }
    }

    private void bootstrap(Path half) throws IOException, InterruptedException {
        var command = commonCommand(half);
        command.addAll(
                List.of("--bootstrap", "--log-warnings=0", "--enforce-storage-engine=", "--net-buffer-length=16K"));
        Process process = new ProcessBuilder(command)
                .directory(half.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try (var statements = process.outputWriter()) {
            statements.write("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
            for (String script : List.of("system_tables", "performance_tables", "system_tables_data")) {
                statements.write(Files.readString(home.resolve("share/mariadb_" + script + ".sql")));
            }
            statements.write(accounts());
        }
        if (process.waitFor() != 0) {
            throw new SandboxException("the database directory could not be filled, see " + log());
        }
    }

    /** One statement a line, as the server demands it here. */
    private String accounts() {
        return """
            DELETE FROM mysql.global_priv;
            DELETE FROM mysql.proxies_priv;
            FLUSH PRIVILEGES;
            CREATE DATABASE %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
            CREATE USER '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
            GRANT ALL ON *.* TO '%2$s'@'127.0.0.1' WITH GRANT OPTION;
            CREATE USER '%4$s'@'127.0.0.1' IDENTIFIED BY '%5$s';
            GRANT ALL ON %1$s.* TO '%4$s'@'127.0.0.1' WITH GRANT OPTION;
            CREATE USER '%6$s'@'127.0.0.1' IDENTIFIED BY '%7$s';
            GRANT SELECT ON %1$s.* TO '%6$s'@'127.0.0.1';
            """.formatted(SCHEMA, ADMIN, directory().password(ADMIN), OWNER, ownerPassword(), APP, appPassword());
    }

    private Path data() {
        return directory().path().resolve("data");
    }

    private Path log() {
        return directory().path().resolve("mariadbd.log");
    }
}
