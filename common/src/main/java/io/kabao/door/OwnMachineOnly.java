package io.kabao.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows metrics to callers on this machine alone. What came through a balancer carries a forwarding header and counts
 * as from outside, even when the balancer runs here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class OwnMachineOnly extends OncePerRequestFilter {

    private static final String OPERATIONS = "/actuator";
    private static final String HEALTH = "/actuator/health";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return !path.startsWith(OPERATIONS) || path.startsWith(HEALTH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CallerAddress.isThisMachine(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
