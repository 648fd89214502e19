package io.kabao.door;

import io.kabao.access.SignedInOperator;
import io.kabao.kernel.Actor;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.member.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a handler the {@link Actor}, {@link SignedInOperator}, {@link Reach} or {@link Visitor} that the gatekeeper recognised. */
class ActorArgument implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES = Set.of(Actor.class, SignedInOperator.class, Reach.class, Visitor.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        var type = parameter.nestedIfOptional().getNestedParameterType();
        return TYPES.contains(type);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        var recognised = recognised(request, parameter);
        return parameter.isOptional() && parameter.getParameterType() == Optional.class
                ? recognised
                : recognised.orElseThrow(() -> new IllegalStateException(
                        "The handler asks for an actor but its rule of admission lets nobody in"));
    }

    private static Optional<Object> recognised(@Nullable HttpServletRequest request, MethodParameter parameter) {
        if (request == null) {
            return Optional.empty();
        }
        var type = parameter.nestedIfOptional().getNestedParameterType();
        if (type != Actor.class) {
            return Optional.ofNullable(request.getAttribute(type.getName()));
        }
        return request.getAttribute(SignedInOperator.class.getName()) instanceof SignedInOperator operator
                        && request.getAttribute(Reach.class.getName()) instanceof Reach reach
                ? Optional.of(operator.acting(reach, CallerAddress.of(request).orElse(null)))
                : Optional.empty();
    }
}
