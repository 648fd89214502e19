package io.kabao.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole house with new data, each program a process of its own: sandbox, admin-api with its owner signed in, wx-api. */
final class House implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OWNER = "owner";
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int KEY_LENGTH = 20;
    private static final int USUAL_DATABASE_MIB = 64;
    private static final int PATIENT_MILLIS = 3_600_000;
    private static final double MIB = 1024.0 * 1024.0;

    /** What all tests call from is one address, so the limits are far away; they are counted all the same. */
    private static final String LIMITS_FACTOR = "1000";

    private final Path data;
    private final Map<String, String> settings = new HashMap<>();
    private final List<AppProcess> running = new ArrayList<>();
    private final AppProcess outside;
    private final AppProcess admin;
    private final AppProcess wx;
    private final String password;
    private final String token;

    private House(Path data, int databaseMib) throws IOException {
        this.data = data;
        try {
            outside = running(AppProcess.sandbox(data, databaseMib));
            settings.putAll(read(data.resolve("sandbox.env")));
            settings.put("KABAO_LIMITS_FACTOR", LIMITS_FACTOR);
            password = random();
            var forAdmin = new HashMap<>(settings);
            forAdmin.put("KABAO_OWNER_PASSWORD", password);
            admin = running(AppProcess.start("admin-api", forAdmin));
            wx = running(AppProcess.start("wx-api", settings));
            token = send(admin, "", "/admin/sessions", Map.of("account", OWNER, "password", password))
                    .required("token")
                    .asString();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static House open() throws IOException {
        return openWithDatabaseOf(USUAL_DATABASE_MIB);
    }

    /** Likewise, with a database that keeps so many MiB of its tables in memory. */
    static House openWithDatabaseOf(int mib) throws IOException {
        Path data = AppProcess.folder().resolve("data");
        delete(data);
        return new House(data, mib);
    }

    private AppProcess running(AppProcess started) {
        running.add(started);
        return started;
    }

    /** POST to admin-api as the owner; the answer's body. Error: not answered 200 or 201. */
    JsonNode post(String path, Map<String, ?> body) throws IOException {
        return send(admin, token, path, body);
    }

    /**
     * From now on the owner has a second factor and has just proved it, for what asks for that; who signs in anew is asked for a
     * one-time password.
     */
    void trustOwner() throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE operator SET totp_secret = 'proved by the benchmark',"
                    + " stepped_up_until = '2199-01-01' WHERE account = '" + OWNER + "'");
        }
    }

    /** POST to the sandbox; the answer's body. Error: not answered 200 or 201. */
    JsonNode postOutside(String path, Map<String, ?> body) throws IOException {
        return send(outside, "", path, body);
    }

    private static JsonNode send(AppProcess to, String token, String path, Map<String, ?> body) throws IOException {
        try (var wire = new Wire(to.port())) {
            return JSON.readTree(wire.send(Wire.post(path, token, JSON.writeValueAsString(body)))
                    .require(path, CREATED, OK)
                    .body());
        }
    }

    /** A client that GETs this path of admin-api as the owner. */
    HttpClientOnSocket reading(String path) throws IOException {
        return new HttpClientOnSocket(admin.port(), path, token);
    }

    /** A client that POSTs to this path of admin-api as the owner, each time with another body and another key. */
    Contender.Client posting(String path, Supplier<String> bodies) throws IOException {
        var wire = new Wire(admin.port());
        String client = random().substring(0, KEY_LENGTH);
        return new Contender.Client() {
            private long calls;

            @Override
            public void call() throws IOException {
                wire.send(Wire.postOnce(path, token, client + "-" + ++calls, bodies.get()))
                        .require(path, CREATED, CREATED);
            }

            @Override
            public void close() throws IOException {
                wire.close();
            }
        };
    }

    /** A client that signs in as the owner, which ends the session before. */
    Contender.Client signingIn() throws IOException {
        var wire = new Wire(admin.port());
        var request = Wire.post(
                "/admin/sessions", "", JSON.writeValueAsString(Map.of("account", OWNER, "password", password)));
        return new Contender.Client() {
            @Override
            public void call() throws IOException {
                wire.send(request).require("/admin/sessions", OK, OK);
            }

            @Override
            public void close() throws IOException {
                wire.close();
            }
        };
    }

    /** POST of JSON to admin-api as the owner, for as long as it takes; the answer's body. */
    String postPatiently(String path, String json) throws IOException {
        try (var wire = new Wire(admin.port(), PATIENT_MILLIS)) {
            return wire.send(Wire.post(path, token, json)).require(path, OK, OK).body();
        }
    }

    /** What admin-api says of its heap by this metric, as in {@code jvm_memory_used_bytes}; in MiB. */
    double heapOfAdmin(String metric) throws IOException {
        return readFromAdmin("/actuator/prometheus")
                        .lines()
                        .filter(line -> line.startsWith(metric + "{area=\"heap\""))
                        .mapToDouble(line -> Math.max(0, Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                        .sum()
                / MIB;
    }

    /** A page of admin-api that everybody on this machine may read. */
    String readFromAdmin(String path) throws IOException {
        try (var wire = new Wire(admin.port())) {
            return wire.send(Wire.get(path, "")).require(path, OK, OK).body();
        }
    }

    /** Where customers and WeChat call, on 127.0.0.1. */
    int wxPort() {
        return wx.port();
    }

    /** Where the outside world is, on 127.0.0.1. */
    int outsidePort() {
        return outside.port();
    }

    /** What the apps were told, the database's address and password among it. */
    Map<String, String> settings() {
        return settings;
    }

    /** The key that the apps encrypt and sign with. */
    String dataKey() {
        return settings.getOrDefault("KABAO_DATA_KEY", "");
    }

    /** A new connection of the user who owns the schema; the caller closes it. */
    Connection database() throws SQLException {
        var login = new Properties();
        login.setProperty("user", settings.getOrDefault("SPRING_FLYWAY_USER", ""));
        login.setProperty("password", settings.getOrDefault("SPRING_FLYWAY_PASSWORD", ""));
        return DriverManager.getConnection(settings.getOrDefault("SPRING_DATASOURCE_URL", ""), login);
    }

    /** The single number that a query gives. */
    long number(String sql, int column) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row: " + sql);
            }
            return rows.getLong(column);
        }
    }

    @Override
    public void close() {
        running.reversed().forEach(AppProcess::close);
        try {
            delete(data);
        } catch (IOException e) {
            throw new IllegalStateException("its data stays in " + data, e);
        }
    }

    /** Lines as a shell reads them: NAME='value'. */
    private static Map<String, String> read(Path file) throws IOException {
        var settings = new HashMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            settings.put(
                    line.substring(0, equals),
                    line.substring(equals + 2, line.length() - 1).replace("'\\''", "'"));
        }
        return settings;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
