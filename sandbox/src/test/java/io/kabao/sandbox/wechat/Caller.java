package io.kabao.sandbox.wechat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP caller of a stand-in. */
public final class Caller {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    public Caller(String base) {
        this.base = base;
    }

    public void register(String appId, String secret) {
        post("/sandbox/apps", """
                {"appId":"%s","secret":"%s","kind":"OFFICIAL_ACCOUNT"}""".formatted(appId, secret));
    }

    public JsonNode get(String path) {
        return MAPPER.readTree(send("GET", path, "").body());
    }

    public JsonNode post(String path, String body) {
        return MAPPER.readTree(send("POST", path, body).body());
    }

    public HttpResponse<String> send(String method, String path, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
