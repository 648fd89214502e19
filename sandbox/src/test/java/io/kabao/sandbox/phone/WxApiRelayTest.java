package io.kabao.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kabao.sandbox.http.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WxApiRelayTest {
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final HttpServer wxApi = wxApi();
    private final URI address =
            URI.create("http://127.0.0.1:" + wxApi.getAddress().getPort());
    private final StandIn standIn = StandIn.start(0, List.of(world -> new PhoneRoom(address)));
    private final HttpClient http = HttpClient.newHttpClient();

    private record Seen(String method, String uri, Headers headers, String body) {}

    @AfterEach
    void stop() {
        assertThat(standIn.world().violations().all()).isEmpty();
        standIn.close();
        wxApi.stop(0);
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void a_call_arrives_with_its_method_path_query_body_and_session(String method) throws Exception {
        boolean bare = method.equals("GET") || method.equals("DELETE");
        var answer = send(request("/wx/claim-codes/a%2Fb?x=1%20%2B&y=")
                .header("Authorization", "Bearer token")
                .header("Accept-Language", "en")
                .header("Idempotency-Key", "k1")
                .header("Content-Type", "application/json")
                .method(method, bare ? BodyPublishers.noBody() : BodyPublishers.ofString("{\"名\":1}")));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"ok\":\"好\"}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(seen).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo(method);
            assertThat(call.uri()).isEqualTo("/wx/claim-codes/a%2Fb?x=1%20%2B&y=");
            assertThat(call.body()).isEqualTo(bare ? "" : "{\"名\":1}");
            assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer token");
            assertThat(call.headers().getFirst("Accept-Language")).isEqualTo("en");
            assertThat(call.headers().getFirst("Idempotency-Key")).isEqualTo("k1");
        });
    }

    @Test
    void cookies_and_whatever_else_a_browser_adds_stay_here_both_ways() throws Exception {
        var answer = send(request("/wx/cards")
                .header("Cookie", "sandbox_person=p1")
                .header("Origin", standIn.url())
                .header("X-Forwarded-For", "10.0.0.1"));
        assertThat(seen.element().headers()).doesNotContainKeys("Cookie", "Origin", "X-forwarded-for");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "connection", "x-of-wx-api");
    }

    @Test
    void a_redirect_is_handed_back_and_not_followed() throws Exception {
        assertThat(send(request("/wx/elsewhere")).statusCode()).isEqualTo(302);
        assertThat(seen).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/stores",
                "/actuator/health",
                "/wx/",
                "/wx",
                "/wx/../actuator/health",
                "/wx//x",
                "/wxx/cards",
                "//example.com/wx/cards",
                "@example.com/wx/cards"
            })
    void no_other_path_is_relayed(String path) throws Exception {
        assertThat(raw("GET /phone/wx-api" + path + " HTTP/1.1")).matches("(?s)HTTP/1.1 (400|404) .*");
        assertThat(seen).isEmpty();
    }

    @Test
    void the_page_of_another_site_may_not_use_it() throws Exception {
        for (String site : List.of("cross-site", "same-site", "none")) {
            var answer = send(request("/wx/cards").header("Sec-Fetch-Site", site));
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(send(request("/wx/cards").header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_body_is_bounded_both_ways() throws Exception {
        var sent = send(request("/wx/claims").POST(BodyPublishers.ofByteArray(new byte[256 * 1024 + 1])));
        assertThat(sent.statusCode()).isEqualTo(413);
        assertThat(seen).isEmpty();
        assertThat(send(request("/wx/claims").POST(BodyPublishers.ofByteArray(new byte[256 * 1024])))
                        .statusCode())
                .isEqualTo(201);
        assertThat(codeOf(send(request("/wx/huge")))).isEqualTo("WX_API_UNREACHABLE");
    }

    @Test
    void a_wx_api_that_is_not_there_is_said_to_be_so() throws Exception {
        var moved = HttpRequest.newBuilder(URI.create(standIn.url() + "/sandbox/phone"))
                .PUT(BodyPublishers.ofString("{\"wxApi\":\"http://127.0.0.1:1\"}"));
        assertThat(send(moved).statusCode()).isEqualTo(200);
        var answer = send(request("/wx/cards"));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(codeOf(answer)).isEqualTo("WX_API_UNREACHABLE");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(standIn.url() + "/phone/wx-api" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String codeOf(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body()).get("code").asString();
    }

    /** As no well-behaved client would put it. */
    private String raw(String line) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), standIn.port())) {
            String request = line + "\r\nHost: 127.0.0.1:" + standIn.port() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpServer wxApi() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(call.getRequestMethod(), call.getRequestURI().toString(), call.getRequestHeaders(), body));
        byte[] words = call.getRequestURI().getPath().equals("/wx/huge")
                ? new byte[4 * 1024 * 1024 + 1]
                : "{\"ok\":\"好\"}".getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.getResponseHeaders().add("Retry-After", "7");
        call.getResponseHeaders().add("Set-Cookie", "a=b");
        call.getResponseHeaders().add("X-Of-Wx-Api", "x");
        call.getResponseHeaders().add("Location", "/wx/cards");
        call.sendResponseHeaders(call.getRequestURI().getPath().equals("/wx/elsewhere") ? 302 : 201, words.length);
        try (var out = call.getResponseBody()) {
            out.write(words);
        }
    }
}
