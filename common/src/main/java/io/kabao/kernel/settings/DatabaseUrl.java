package io.kabao.kernel.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JDBC address of a MySQL-compatible server.
 *
 * @param hosts one or several host:port, separated by commas
 * @param query what follows the question mark, empty if nothing does
 */
record DatabaseUrl(String hosts, String query) {
    private static final Pattern SHAPE =
            Pattern.compile("jdbc:mysql://([^/?#\\s]+)/([A-Za-z0-9_$-]+)(?:\\?([^#\\s]*))?");
    private static final Pattern LOGIN = Pattern.compile("(?i)(?:^|[&?(,])(?:user|username|password[123]?)=");
    private static final Pattern WITHOUT_TLS =
            Pattern.compile("(?i)(?:^|[&(,])(?:sslMode=DISABLED|useSSL=(?:false|no))(?:$|[&),])");

    static Optional<DatabaseUrl> of(String text) {
        var shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        var query = shape.group(3) == null ? "" : shape.group(3);
        return Optional.of(new DatabaseUrl(shape.group(1), query));
    }

    /** Whether a user or a password stands in the address, where every log and process list shows it. */
    boolean hasLogin() {
        return hosts.contains("@")
                || LOGIN.matcher(hosts).find()
                || LOGIN.matcher(query).find();
    }

    boolean withoutTls() {
        return WITHOUT_TLS.matcher(query).find() || WITHOUT_TLS.matcher(hosts).find();
    }

    boolean isLoopback() {
        return Arrays.stream(hosts.split(",", -1))
                .map(host -> host.replaceFirst(":[0-9]+$", ""))
                .allMatch(Address::isLoopback);
    }
}
