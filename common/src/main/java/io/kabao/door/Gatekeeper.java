package io.kabao.door;

import io.kabao.access.AnyOperator;
import io.kabao.access.OperatorMay;
import io.kabao.access.OperatorSessions;
import io.kabao.access.PlatformOnly;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.kernel.tenancy.Tenancy;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import io.kabao.member.VisitorSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Lets a request through to its handler only as the handler's own annotation says; a handler that says nothing is
 * closed. The decision hangs on the handler that runs, never on how the path was spelt.
 */
@Component
class Gatekeeper implements HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
    private static final String BINDING = Gatekeeper.class.getName() + ".binding";
    private static final String API_DESCRIPTION = "org.springdoc.";

    private final OperatorSessions operators;
    private final VisitorSessions visitors;
    private final Clock clock;

    Gatekeeper(OperatorSessions operators, VisitorSessions visitors, Clock clock) {
        this.operators = operators;
        this.visitors = visitors;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        switch (handler) {
            case ResourceHttpRequestHandler _ -> {}
            case HandlerMethod method -> admit(request, method.getMethod());
            default -> throw closed(handler.getClass().getName());
        }
        return true;
    }

    private void admit(HttpServletRequest request, Method method) {
        if (method.isAnnotationPresent(Anonymous.class)
                || method.getDeclaringClass().getName().startsWith(API_DESCRIPTION)) {
            return;
        }
        var visitor = method.getAnnotation(AnyVisitor.class);
        if (visitor != null) {
            admitVisitor(request, visitor);
            return;
        }
        if (method.isAnnotationPresent(PlatformOnly.class)) {
            admitOperator(request, method, ActorRealm.PLATFORM);
            return;
        }
        if (!method.isAnnotationPresent(OperatorMay.class) && !method.isAnnotationPresent(AnyOperator.class)) {
            throw closed(method.toString());
        }
        admitOperator(request, method, ActorRealm.OPERATOR);
    }

    private void admitOperator(HttpServletRequest request, Method method, ActorRealm realm) {
        var operator = operators.require(realm);
        new Caller(realm, operator.id(), operator.merchantId()).noteIn(request);
        var permission = method.getAnnotation(OperatorMay.class);
        if (permission != null && !Arrays.stream(permission.value()).allMatch(operator::may)) {
            throw new BusinessError(KernelError.FORBIDDEN);
        }
        if (method.isAnnotationPresent(StepUp.class)) {
            operator.requireSteppedUp(clock.instant());
        }
        request.setAttribute(SignedInOperator.class.getName(), operator);
        request.setAttribute(Reach.class.getName(), operators.reachOf(operator));
        request.setAttribute(BINDING, Tenancy.bind(operator.merchantId()));
    }

    private void admitVisitor(HttpServletRequest request, AnyVisitor rule) {
        if (rule.orNobody() && !visitors.isTokenThere()) {
            return;
        }
        var identity = visitors.require();
        var visitor = new Visitor(identity, CallerAddress.of(request).orElse(null));
        request.setAttribute(Visitor.class.getName(), visitor);
        new Caller(ActorRealm.MEMBER, identity.id(), identity.merchantId()).noteIn(request);
        request.setAttribute(BINDING, Tenancy.bind(identity.merchantId()));
    }

    private static BusinessError closed(String handler) {
        LOG.error("A handler without a rule of admission was called and stays closed: {}", handler);
        return new BusinessError(KernelError.FORBIDDEN);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(BINDING) instanceof Tenancy.Binding binding) {
            binding.close();
        }
    }
}
