package io.kabao.door;

import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the server itself refuses, as an address it can't read, is a problem document too and not a page of its own. */
@Component
class ServersOwnErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private final JsonMapper json;

    ServersOwnErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // The host would put its own reporting valve first, and that one writes HTML.
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new ProblemValve(json));
            }
        });
    }

    /** After the framework's own settings of the server. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private static final class ProblemValve extends ErrorReportValve {

        private final JsonMapper json;

        ProblemValve(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            var code = StatusCodes.codeFor(response.getStatus());
            var english = String.valueOf(request.getHeader("Accept-Language")).startsWith("en");
            var problem =
                    Problems.of(english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE, code, BodyLimit.MOST_KILOBYTES);
            response.setStatus(code.status());
            EveryAnswer.addHeaders(response);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            try (var body = response.getReporter()) {
                if (body != null) {
                    body.write(json.writeValueAsString(problem));
                }
            } catch (IOException | IllegalStateException _) {
                // The caller has gone or the answer has begun: nobody is left to tell.
                container.getLogger().debug("An error could not be reported");
            }
        }
    }
}
