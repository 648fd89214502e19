package io.kabao.door;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Renders what was refused before it reached a handler, by a filter or by the server, as a problem document too. */
@Hidden
@RestController
class ErrorPage implements ErrorController {

    @Anonymous(because = "an error is shown to whoever caused it")
    @RequestMapping("/error")
    @Nullable
    ResponseEntity<ProblemDetail> show(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            // It would go on where the answer broke off.
            return null;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known ? known : 404;
        var code = StatusCodes.codeFor(status);
        return ResponseEntity.status(code.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(code, BodyLimit.MOST_KILOBYTES));
    }
}
