package io.kabao.door;

import io.kabao.kernel.error.KernelError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stops reading a body once it is larger than any that the doors take, whatever its head says; one of any type is none. A
 * file that comes in parts is read by the server itself, which keeps to the same limit, once there is room for it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {

    static final int MOST_KILOBYTES = 256;

    private static final long MOST_BYTES = MOST_KILOBYTES * 1024L;

    /** Bytes of all bodies now being read; read into text they take about four times as much. */
    private static final long TOGETHER_MOST_BYTES = Runtime.getRuntime().maxMemory() / 16;

    private static final AtomicLong TOGETHER = new AtomicLong();

    /** All bodies together went over the limit. */
    static final class TooMany extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The body went over the limit while it was read. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final JsonMapper json;
    private final @Nullable LargeBody large;

    BodyLimit(JsonMapper json, ObjectProvider<LargeBody> large) {
        this.json = json;
        this.large = large.getIfAvailable();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getMethod().equals("OPTIONS")) {
            // Nobody from another origin is let in, so there is nothing to ask beforehand. Answered here: passed on
            // to the error page, the same question would be asked of that.
            Problems.write(response, json, Problems.of(request.getLocale(), KernelError.METHOD_NOT_ALLOWED));
        } else if (request.getContentType() != null && request.getContentType().contains("*")) {
            // The framework fails over a body of any type instead of refusing it.
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (large != null && isFile(request, large)) {
            takeFile(request, response, chain, large);
        } else if (request.getContentLengthLong() > MOST_BYTES) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (large != null && isInParts(request)) {
            // The server would take it apart for whoever asks for a parameter, and fail over one without a boundary.
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else {
            var limited = new Limited(request);
            try {
                chain.doFilter(limited, response);
            } finally {
                TOGETHER.addAndGet(-limited.read);
            }
        }
    }

    private static boolean isFile(HttpServletRequest request, LargeBody large) {
        var type = request.getContentType();
        return request.getMethod().equals("POST")
                && request.getRequestURI().equals(large.path())
                && type != null
                && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
                && type.contains("boundary=");
    }

    private static boolean isInParts(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private void takeFile(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, LargeBody allowed)
            throws ServletException, IOException {
        if (request.getContentLengthLong() <= allowed.mostBytes()) {
            try (var file = new FileRequest(request, allowed)) {
                chain.doFilter(file, response);
            }
        } else {
            var tooLarge = Problems.of(request.getLocale(), KernelError.BODY_TOO_LARGE, allowed.mostKilobytes());
            Problems.write(response, json, tooLarge);
        }
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private long read;

        Limited(HttpServletRequest request) {
            super(request);
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (TOGETHER.addAndGet(bytes) > TOGETHER_MOST_BYTES) {
                throw new TooMany();
            }
            if (read > MOST_BYTES) {
                throw new TooLarge();
            }
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), this);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private final Limited request;

        Counted(ServletInputStream body, Limited request) {
            this.body = body;
            this.request = request;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            request.count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var count = body.read(into, offset, length);
            request.count(Math.max(count, 0));
            return count;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
