package io.kabao.door;

import io.kabao.access.AccessError;
import io.kabao.audit.Audit;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.tenancy.Tenancy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down what was refused to somebody who is signed in: every write, every read that they may not do, and every look of
 * staff at a thing, named by its id, that is not there for them. A body of the wrong form is no try at anything and leaves no
 * trace. Of customers it is what they may not do and what may be a guess at somebody else's phone, code or card: whoever has
 * gone astray in their own flow leaves none.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class RefusedTries extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedTries.class);
    private static final String CODE = RefusedTries.class.getName() + ".code";
    private static final String THING = "DOOR";
    private static final String ACTION = "REFUSED";

    /** Shorter ones are no ids of ours, but may be somebody's phone. */
    private static final Pattern ID = Pattern.compile("[0-9]{15,18}|[1-8][0-9]{18}");

    private final Audit audit;
    private final Limits limits;
    private final Clock clock;
    private final Tally unwritten = new Tally();

    RefusedTries(Audit audit, Limits limits, Clock clock) {
        this.audit = audit;
        this.limits = limits;
        this.clock = clock;
    }

    /** Whoever renders a refusal says which it is. */
    static void note(HttpServletRequest request, ErrorCode code) {
        request.setAttribute(CODE, code);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(CODE) instanceof ErrorCode code) {
            Caller.of(request)
                    .filter(caller -> isOnRecord(request, caller, code))
                    .ifPresent(caller -> record(request, caller, code));
        }
    }

    private static boolean isOnRecord(HttpServletRequest request, Caller caller, ErrorCode code) {
        var status = code.status();
        if (caller.realm() == ActorRealm.MEMBER) {
            return status == HttpServletResponse.SC_FORBIDDEN || code.isOfAGuess();
        }
        if (isRead(request)) {
            return status == HttpServletResponse.SC_FORBIDDEN
                    || (status == HttpServletResponse.SC_NOT_FOUND && namesAThing(request));
        }
        return code == AccessError.OTP_WRONG
                || status == HttpServletResponse.SC_FORBIDDEN
                || status == HttpServletResponse.SC_NOT_FOUND
                || status == HttpServletResponse.SC_CONFLICT
                || status == UNPROCESSABLE;
    }

    private static final int UNPROCESSABLE = 422;

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private void record(HttpServletRequest request, Caller caller, ErrorCode code) {
        var isLook = isRead(request) && code.status() == HttpServletResponse.SC_NOT_FOUND;
        if (!limits.allows(isLook ? Limit.LOOK_ON_RECORD : Limit.REFUSAL_ON_RECORD, request)) {
            unwritten
                    .add(clock.instant())
                    .ifPresent(count -> LOG.warn(
                            "Callers are refused more often than is written down: {} more, the last one {} {}",
                            count,
                            caller.realm(),
                            caller.id()));
            return;
        }
        var actor = new Actor(
                caller.realm(),
                caller.merchantId(),
                caller.id(),
                CallerAddress.of(request).orElse(null));
        try (var _ = Tenancy.bind(caller.merchantId())) {
            audit.refused(actor, new Audit.Refusal(ACTION, THING, thingId(request), code.name(), route(request)));
        } catch (DataAccessException | TransactionException e) {
            LOG.error(
                    "A refused try could not be written down: {}", e.getClass().getSimpleName());
        }
    }

    /** The id that stood in the path, whatever it may be of; null where none did. */
    private static @Nullable Long thingId(HttpServletRequest request) {
        if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables)
                || !(variables.get("id") instanceof String id)
                || !ID.matcher(id).matches()) {
            return null;
        }
        return Long.valueOf(id);
    }

    private static boolean namesAThing(HttpServletRequest request) {
        return thingId(request) != null
                || request.getParameterMap().entrySet().stream()
                        .filter(parameter -> parameter.getKey().endsWith("Id"))
                        .flatMap(parameter -> Stream.of(parameter.getValue()))
                        .anyMatch(value -> ID.matcher(value).matches());
    }

    /** Method and route, without what stood in the place of an id. */
    private static String route(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (pattern == null ? "" : pattern);
    }
}
