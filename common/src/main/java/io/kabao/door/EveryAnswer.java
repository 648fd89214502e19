package io.kabao.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id that stands in its log lines and its answer, and every answer the headers that keep it
 * private. The id is ours: one that a client sent would let it write into our logs.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class EveryAnswer extends OncePerRequestFilter {

    /** Name of the request's id in the log lines. */
    static final String MDC_REQUEST_ID = "requestId";

    private static final String POLICY = "Content-Security-Policy";
    private static final String OWN_PICTURES = "img-src 'self'";
    private static final String OWN_SOURCES_ONLY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + OWN_PICTURES + "; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String REQUEST_ID = "X-Request-Id";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var requestId = requestIdOf(request);
        response.setHeader(REQUEST_ID, requestId);
        addHeaders(response);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        try (var _ = MDC.putCloseable(MDC_REQUEST_ID, requestId)) {
            chain.doFilter(request, response);
        }
    }

    /** What keeps any answer private. */
    static void addHeaders(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(POLICY, OWN_SOURCES_ONLY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Lets the page in this answer show pictures of one more site. */
    static void allowPictures(HttpServletResponse response, String site) {
        response.setHeader(POLICY, OWN_SOURCES_ONLY.replace(OWN_PICTURES, OWN_PICTURES + " " + site));
    }

    /** The error page is a second pass of the same request. */
    private static String requestIdOf(HttpServletRequest request) {
        if (request.getAttribute(MDC_REQUEST_ID) instanceof String known) {
            return known;
        }
        var made = UUID.randomUUID().toString();
        request.setAttribute(MDC_REQUEST_ID, made);
        return made;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
