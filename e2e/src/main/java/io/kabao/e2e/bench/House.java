package io.kabao.e2e.bench;

import io.kabao.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A throw-away sandbox with admin-api on it, its owner signed in. */
final class House implements AutoCloseable {
    private final Sandbox sandbox;
    private final Map<String, String> settings;
    private final AppProcess admin;
    private final String token;

    private House(Sandbox sandbox, Map<String, String> settings, AppProcess admin, String token) {
        this.sandbox = sandbox;
        this.settings = settings;
        this.admin = admin;
        this.token = token;
    }

    static House open() throws IOException, InterruptedException {
        var sandbox = Sandbox.throwAway();
        try {
            String password = random();
            var settings = new HashMap<>(sandbox.settings());
            settings.put("KABAO_DATA_KEY", random());
            settings.put("KABAO_OWNER_PASSWORD", password);
            var admin = AppProcess.start("admin-api", settings);
            try {
                var answer =
                        send(admin.port(), "/admin/sessions", "", Map.of("account", "owner", "password", password));
                return new House(
                        sandbox, settings, admin, answer.required("token").asString());
            } catch (IOException | InterruptedException | RuntimeException e) {
                admin.close();
                throw e;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /** POST as the owner; the answer's body. Error: not answered 2xx. */
    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(admin.port(), path, token, body);
    }

    /** A client that GETs this path of admin-api as the owner. */
    HttpClientOnSocket reading(String path) throws IOException {
        return new HttpClientOnSocket(admin.port(), path, token);
    }

    /** What the apps were told, the database's address and password among it. */
    Map<String, String> settings() {
        return settings;
    }

    /** The single number that a query of the database's administrator gives. */
    long number(String sql, int column) throws SQLException {
        try (Connection connection = sandbox.database().adminConnection();
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
        admin.close();
        sandbox.close();
    }

    private static JsonNode send(int port, String path, String token, Map<String, ?> body)
            throws IOException, InterruptedException {
        var json = JsonMapper.builder().build();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return json.readTree(answer.body());
        }
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
