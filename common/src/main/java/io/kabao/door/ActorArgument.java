package io.kabao.door;

import io.kabao.access.SignedInOperator;
import io.kabao.kernel.Actor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a handler the {@link Actor} or {@link SignedInOperator} that the gatekeeper recognised. */
class ActorArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class || parameter.getParameterType() == SignedInOperator.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null
                || !(request.getAttribute(SignedInOperator.class.getName()) instanceof SignedInOperator operator)) {
            throw new IllegalStateException("The handler asks for an actor but its rule of admission lets nobody in");
        }
        return parameter.getParameterType() == Actor.class
                ? operator.actingFrom(CallerAddress.of(request).orElse(null))
                : operator;
    }
}
