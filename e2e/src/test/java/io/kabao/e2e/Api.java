package io.kabao.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A caller of one door: an address and the headers sent with each request. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Map<String, String> headers;

    private Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** Nobody in particular, at the door that listens on this port of 127.0.0.1. */
    public static Api at(int port) {
        return new Api(URI.create("http://127.0.0.1:" + port), Map.of());
    }

    /** The same door, called by whoever holds the token. */
    public Api as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same caller sending one more header. */
    public Api with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(base, more);
    }

    /** The same caller at another door. */
    public Api movedTo(int port) {
        return new Api(URI.create("http://127.0.0.1:" + port), headers);
    }

    /** Signs an operator in at the admin door and is that operator from then on. */
    public Api signedIn(String account, String password) {
        var answer = signIn(account, password);
        if (answer.status() != 200) {
            throw new AssertionError("Signing in was answered " + answer.status() + " " + answer.body());
        }
        return as(answer.text("/token"));
    }

    /** Tries to sign in at the admin door. */
    public Answer signIn(String account, String password) {
        return post("/admin/sessions", Map.of("account", account, "password", password));
    }

    /** What the caller sends in a header with each request. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The port of the door. */
    public int port() {
        return base.getPort();
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** Any call; a body that is no text already is written as JSON. */
    public Answer call(String method, String path, @Nullable Object body) {
        return answer(sent(request(method, path, body), HttpResponse.BodyHandlers.ofString()));
    }

    private static <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> reader) {
        try {
            return CLIENT.send(request, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    request.method() + " " + request.uri().getPath() + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a path answers, byte by byte. */
    public HttpResponse<byte[]> download(String path) {
        return sent(request("GET", path, null), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** How long the first byte of what a path answers takes; the others are read and thrown away. */
    public Duration firstByte(String path) {
        var began = System.nanoTime();
        try (var body = sent(request("GET", path, null), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            if (body.read() < 0) {
                throw new AssertionError(path + " is empty");
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            body.transferTo(OutputStream.nullOutputStream());
            return took;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts bytes of some kind. */
    public Answer upload(String path, String contentType, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return answer(sent(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** The same call without waiting for its answer. */
    public CompletableFuture<Answer> begin(String method, String path, @Nullable Object body) {
        return CLIENT.sendAsync(request(method, path, body), HttpResponse.BodyHandlers.ofString())
                .thenApply(Api::answer);
    }

    private HttpRequest request(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        headers.forEach(request::header);
        if (body == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
        }
        var text = body instanceof String ready ? ready : JSON.writeValueAsString(body);
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return request.method(method, HttpRequest.BodyPublishers.ofString(text)).build();
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** The ids of a list's items, in their order. */
    public static List<String> idsOf(Answer list) {
        return list.json()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }
}
