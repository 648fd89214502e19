package io.kabao.sandbox.phone;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Carries calls of the page's mini-programs to wx-api, as a real mini-program is bound to no origin: paths under /wx/
 * only, few named headers, bounded bodies, redirects handed back and not followed.
 */
final class WxApiRelay {
    private static final String PREFIX = "/phone/wx-api";
    private static final String PATH = "/wx/[0-9A-Za-z._~!$&'()*+,;=:@%/-]+";
    private static final int SENT_AT_MOST = 256 * 1024;
    private static final int RECEIVED_AT_MOST = 4 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<String> SENT =
            List.of("Authorization", "Content-Type", "Accept", "Accept-Language", "Idempotency-Key");
    private static final List<String> RECEIVED =
            List.of("Content-Type", "Content-Language", "Retry-After", "X-Request-Id");

    private final WxApi wxApi;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    WxApiRelay(WxApi wxApi) {
        this.wxApi = wxApi;
    }

    void open(RoutesConfig routes) {
        String path = PREFIX + "/<path>";
        Handler carry = this::carry;
        routes.get(path, carry);
        routes.post(path, carry);
        routes.put(path, carry);
        routes.patch(path, carry);
        routes.delete(path, carry);
    }

    private void carry(Context call) {
        String site = call.header("Sec-Fetch-Site");
        String path = call.req().getRequestURI().substring(PREFIX.length());
        byte[] body = call.bodyAsBytes();
        if (site != null && !site.equals("same-origin")) {
            refuse(call, 403, "FOREIGN_PAGE", "only the phone's own page may use this");
        } else if (!path.matches(PATH) || path.contains("..") || path.contains("//")) {
            refuse(call, 404, "NOT_RELAYED", "only paths under /wx/ are relayed");
        } else if (body.length > SENT_AT_MOST) {
            refuse(call, 413, "BODY_TOO_LARGE", "a body has at most " + SENT_AT_MOST + " bytes");
        } else {
            answer(call, request(call, path, body));
        }
    }

    private HttpRequest request(Context call, String path, byte[] body) {
        String query = call.queryString();
        var request = HttpRequest.newBuilder(URI.create(wxApi.address() + path + (query == null ? "" : "?" + query)))
                .timeout(PATIENCE)
                .method(
                        call.method().name(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (String name : SENT) {
            String value = call.header(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return request.build();
    }

    private void answer(Context call, HttpRequest request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), RECEIVED_AT_MOST));
            call.status(response.statusCode());
            for (String name : RECEIVED) {
                response.headers().firstValue(name).ifPresent(value -> call.header(name, value));
            }
            call.header("Cache-Control", "no-store");
            call.result(response.body());
        } catch (IOException e) {
            refuse(call, 502, "WX_API_UNREACHABLE", "wx-api at " + wxApi.address() + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(call, 503, "WX_API_UNREACHABLE", "the sandbox is stopping");
        }
    }

    private static void refuse(Context call, int status, String code, String why) {
        call.status(status).json(Map.of("status", status, "code", code, "detail", why));
        call.contentType("application/problem+json");
    }
}
