package io.kabao.e2e.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The same statements as the product sends, prepared once, on a connection of its own: no pool, no mapping, no HTTP. */
final class BareJdbc implements Contender.Client {
    private final Connection connection;
    private final List<PreparedStatement> statements = new ArrayList<>();

    /** A statement and its parameters. */
    record Query(String sql, List<Object> parameters) {}

    /** {@code settings}: the sandbox's, which hold address, user and password. */
    BareJdbc(Map<String, String> settings, List<Query> queries) throws SQLException {
        connection = connect(settings);
        for (Query query : queries) {
            PreparedStatement statement = connection.prepareStatement(query.sql());
            for (int i = 0; i < query.parameters().size(); i++) {
                statement.setObject(i + 1, query.parameters().get(i));
            }
            statements.add(statement);
        }
    }

    /** A connection as the apps' own user, as the product sets its own up; the caller closes it. */
    static Connection connect(Map<String, String> settings) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", settings.getOrDefault("SPRING_DATASOURCE_USERNAME", ""));
        properties.setProperty("password", settings.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""));
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("useLocalSessionState", "true");
        Connection connection =
                DriverManager.getConnection(settings.getOrDefault("SPRING_DATASOURCE_URL", ""), properties);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    /** Reads every value of every row. */
    static void readAll(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                rows.getObject(column);
            }
        }
    }

    @Override
    public void call() throws SQLException {
        for (PreparedStatement statement : statements) {
            try (ResultSet rows = statement.executeQuery()) {
                readAll(rows);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
