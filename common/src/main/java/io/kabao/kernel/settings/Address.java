package io.kabao.kernel.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads addresses of servers out of settings. */
final class Address {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "[::1]", "::1", "0.0.0.0", "[::]");

    private Address() {}

    /** An absolute address with one of the schemes and a host, without query or fragment; empty for anything else. */
    static Optional<URI> of(String text, Set<String> schemes) {
        try {
            var uri = new URI(text);
            var sound = uri.getScheme() != null
                    && schemes.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && uri.getRawFragment() == null
                    && uri.getRawQuery() == null;
            return sound ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A web address as {@link #of}, without user or password in it. */
    static Optional<URI> web(String text) {
        return of(text, Set.of("http", "https")).filter(uri -> uri.getRawUserInfo() == null);
    }

    /** Whether a host name means this machine, whatever the machine is. */
    static boolean isLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return LOCAL_NAMES.contains(name) || name.endsWith(".localhost") || name.matches("127(\\.[0-9]{1,3}){3}");
    }
}
