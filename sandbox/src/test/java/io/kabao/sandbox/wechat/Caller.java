package io.kabao.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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
            {"appId":"%s","secret":"%s","kind":"OFFICIAL_ACCOUNT"}\
            """.formatted(appId, secret));
    }

    /** Registers an app with further fields, written as JSON and beginning with a comma. */
    public void register(String appId, String kind, String more) {
        assertThat(send("POST", "/sandbox/apps", """
                {"appId":"%s","secret":"s3cret","kind":"%s"%s}""".formatted(appId, kind, more))
                        .statusCode())
                .isEqualTo(201);
    }

    /** Makes a person and returns the id. */
    public String person(String phone) {
        return post("/sandbox/people", "{\"phone\":\"" + phone + "\"}")
                .get("id")
                .asString();
    }

    /** What a control call about a person answers. */
    public JsonNode person(String id, String what, String body) {
        return post("/sandbox/people/" + id + "/" + what, body);
    }

    public String openId(String person, String appId) {
        return get("/sandbox/people/" + person + "/apps/" + appId).get("openId").asString();
    }

    /** A live token of the app. */
    public String token(String appId) {
        return post("/cgi-bin/stable_token", """
                {"grant_type":"client_credential","appid":"%s","secret":"s3cret"}""".formatted(appId))
                .get("access_token")
                .asString();
    }

    /** The rules broken so far. */
    public List<String> violations() {
        return get("/sandbox/violations").get("items").findValuesAsString("rule");
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
