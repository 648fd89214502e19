package io.kabao.door;

import io.kabao.access.Operators;
import io.kabao.access.SignedInOperator;
import io.kabao.kernel.crypto.HashingBusy;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.RetryLater;
import io.kabao.kernel.error.StaleVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Renders whatever a handler throws as a problem document, for both doors. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int BYTES_OF_KILOBYTE = 1024;

    private final Operators operators;

    ProblemAdvice(Operators operators) {
        this.operators = operators;
    }

    /** What is wrong with one field of the request; {@code detail} is in the caller's language. */
    record Wrong(String field, String detail) {}

    @ExceptionHandler
    ResponseEntity<Object> overtaken(StaleVersion stale, HttpServletRequest request) {
        if (stale.updatedBy() != null
                && request.getAttribute(SignedInOperator.class.getName()) instanceof SignedInOperator caller) {
            operators
                    .colleague(caller.merchantId(), stale.updatedBy())
                    .ifPresent(colleague -> stale.with("updatedBy", colleague));
        }
        return refused(stale, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(BusinessError error, HttpServletRequest request) {
        RefusedTries.note(request, error.code());
        return answer(error.code(), Problems.of(error));
    }

    @ExceptionHandler
    ResponseEntity<Object> tooEarly(RetryLater later, HttpServletRequest request) {
        RefusedTries.note(request, later.code());
        return ResponseEntity.status(later.code().status())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(later.retryAfterSeconds()))
                .body(Problems.of(later));
    }

    @ExceptionHandler
    ResponseEntity<Object> hashingBusy(HashingBusy busy) {
        return unavailable(KernelError.BUSY);
    }

    @ExceptionHandler({
        RedisConnectionFailureException.class,
        RedisSystemException.class,
        io.lettuce.core.RedisException.class
    })
    ResponseEntity<Object> sessionsGone(Exception failure) {
        LOG.warn("Redis did not answer: {}", failure.getMessage());
        return unavailable(KernelError.SESSION_STORE_UNAVAILABLE);
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, TransactionException.class})
    ResponseEntity<Object> databaseGone(Exception failure) {
        LOG.warn("The database did not answer: {}", failure.getMessage());
        return unavailable(KernelError.DATABASE_UNAVAILABLE);
    }

    @ExceptionHandler
    ResponseEntity<Object> storageFailed(DataAccessException failure, WebRequest request) {
        if (failure instanceof QueryTimeoutException && failure.getCause() instanceof io.lettuce.core.RedisException) {
            return sessionsGone(failure);
        }
        if (Outage.isOne(failure)) {
            return databaseGone(failure);
        }
        return failed(failure);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongParameter(ConstraintViolationException invalid) {
        return invalid(invalid.getConstraintViolations().stream()
                .map(v -> new Wrong(String.valueOf(v.getPropertyPath()), v.getMessage()))
                .toList());
    }

    /** A body that calls itself multipart and isn't, or that there is no room for now. */
    @ExceptionHandler
    ResponseEntity<Object> notMultipart(MultipartException unreadable) {
        if (unreadable.getMostSpecificCause() instanceof BodyLimit.TooMany) {
            return unavailable(KernelError.BUSY);
        }
        return answer(KernelError.INVALID_REQUEST, Problems.of(KernelError.INVALID_REQUEST));
    }

    /** A file, or what wraps it, is larger than its address takes; without a length in its head that shows only now. */
    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException large, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var most = Math.max(large.getMaxUploadSize() / BYTES_OF_KILOBYTE, BodyLimit.MOST_KILOBYTES);
        return answer(KernelError.BODY_TOO_LARGE, Problems.of(KernelError.BODY_TOO_LARGE, most));
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(IOException failure, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            // Nothing can be said any more, but for what was cut short: the server hangs up on who still waits.
            throw failure;
        }
        return failed(failure);
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception failure) {
        LOG.error("A request failed", failure);
        return answer(KernelError.INTERNAL, Problems.of(KernelError.INTERNAL));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(invalid.getBindingResult().getAllErrors().stream()
                .map(error -> new Wrong(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(),
                        error instanceof FieldError typed && typed.isBindingFailure()
                                ? KernelError.INVALID_REQUEST.sentence().in(LocaleContextHolder.getLocale())
                                : String.valueOf(error.getDefaultMessage())))
                .toList());
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(invalid.getParameterValidationResults().stream()
                .flatMap(result -> result instanceof ParameterErrors body
                        ? body.getFieldErrors().stream()
                                .map(f -> new Wrong(f.getField(), String.valueOf(f.getDefaultMessage())))
                        : result.getResolvableErrors().stream()
                                .map(e -> new Wrong(
                                        String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                        String.valueOf(((DefaultMessageSourceResolvable) e).getDefaultMessage()))))
                .toList());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (unreadable.getMostSpecificCause() instanceof BodyLimit.TooMany) {
            return unavailable(KernelError.BUSY);
        }
        if (unreadable.getMostSpecificCause() instanceof BodyLimit.TooLarge) {
            return answer(
                    KernelError.BODY_TOO_LARGE, Problems.of(KernelError.BODY_TOO_LARGE, BodyLimit.MOST_KILOBYTES));
        }
        return invalid(JsonTrouble.of(unreadable, LocaleContextHolder.getLocale()));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var english = Locale.ENGLISH
                .getLanguage()
                .equals(LocaleContextHolder.getLocale().getLanguage());
        var name = mismatch.getPropertyName() == null ? "?" : mismatch.getPropertyName();
        return invalid(List.of(new Wrong(name, english ? "has the wrong type" : "类型不正确")));
    }

    /** All other refusals of the framework: their status decides which of our codes they are. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var code = StatusCodes.codeFor(status.value());
        if (code == KernelError.INTERNAL) {
            LOG.error("A request failed", failure);
        }
        return ResponseEntity.status(code.status()).headers(headers).body(Problems.of(code, BodyLimit.MOST_KILOBYTES));
    }

    private static ResponseEntity<Object> invalid(List<Wrong> wrongs) {
        var problem = Problems.of(KernelError.INVALID_REQUEST);
        problem.setProperty("errors", wrongs);
        return answer(KernelError.INVALID_REQUEST, problem);
    }

    private static ResponseEntity<Object> unavailable(ErrorCode code) {
        return ResponseEntity.status(code.status())
                .header(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS))
                .body(Problems.of(code));
    }

    private static ResponseEntity<Object> answer(ErrorCode code, Object problem) {
        return ResponseEntity.status(code.status()).body(problem);
    }

    /** The place in a body that can't be read, said without naming our types. */
    private static final class JsonTrouble {

        static List<Wrong> of(HttpMessageNotReadableException unreadable, Locale locale) {
            var english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
            if (unreadable.getCause() instanceof JacksonException json) {
                var path = new StringBuilder();
                json.getPath().forEach(step -> {
                    if (step.getPropertyName() != null) {
                        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
                    } else {
                        path.append('[').append(step.getIndex()).append(']');
                    }
                });
                var known = path.length() > 0 && path.length() <= 200;
                return List.of(new Wrong(
                        known ? path.toString() : "$", english ? "is unknown or has the wrong type" : "字段未知或类型不正确"));
            }
            return List.of(new Wrong("$", english ? "a JSON body is needed" : "需要 JSON 格式的请求体"));
        }
    }
}
