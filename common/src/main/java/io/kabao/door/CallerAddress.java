package io.kabao.door;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a call came from. Behind a balancer the text is what the balancer passed on, so it is read before it is believed. */
public final class CallerAddress {

    private static final int LENGTH_MAX = 64;
    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9.]+):[0-9]{1,5}|\\[([0-9A-Fa-f:.]+)](?::[0-9]{1,5})?");

    private CallerAddress() {}

    /** The address in its usual form; empty when it is not one. */
    public static Optional<String> of(HttpServletRequest request) {
        return literal(request).map(InetAddress::getHostAddress);
    }

    /** Whether the call was made on this machine and came through no balancer. */
    static boolean isThisMachine(HttpServletRequest request) {
        return request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null
                // Left by the server's own reading of those headers, which takes them away.
                && request.getAttribute("org.apache.tomcat.request.forwarded") == null
                && literal(request).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static Optional<InetAddress> literal(HttpServletRequest request) {
        var text = request.getRemoteAddr();
        if (text == null || text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        var withPort = WITH_PORT.matcher(text);
        if (withPort.matches()) {
            text = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
