package io.kabao.door;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problem documents (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>) with a stable {@code code} and a
 * {@code detail} in the caller's language; {@code instance} names the request as our logs do; nothing of our insides.
 */
final class Problems {

    private Problems() {}

    /** Answers with the problem where no handler does. */
    static void write(HttpServletResponse response, JsonMapper json, ProblemDetail problem) throws IOException {
        var body = json.writeValueAsBytes(problem);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static ProblemDetail of(BusinessError error) {
        var problem = of(error.code(), error.places());
        error.properties().forEach(problem::setProperty);
        return problem;
    }

    static ProblemDetail of(ErrorCode code, Object... places) {
        return of(LocaleContextHolder.getLocale(), code, places);
    }

    static ProblemDetail of(Locale locale, ErrorCode code, Object... places) {
        var problem = ProblemDetail.forStatus(code.status());
        var status = HttpStatus.resolve(code.status());
        problem.setTitle(status == null ? code.name() : status.getReasonPhrase());
        problem.setDetail(code.sentence().in(locale, places));
        var requestId = MDC.get(EveryAnswer.MDC_REQUEST_ID);
        if (requestId != null) {
            problem.setInstance(URI.create("urn:uuid:" + requestId));
        }
        problem.setProperty("code", code.name());
        return problem;
    }
}
