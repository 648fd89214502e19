package io.kabao.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.kernel.inbox.Inbox;
import io.kabao.kernel.inbox.Push;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.sandbox.Sandbox;
import io.kabao.sandbox.junit.WithSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came in and what goes out, as the owner sees it through the running door. */
@WithSandbox
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryTest {

    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final String PASSWORD = "Delivery-test-9413-xk";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private ConfigurableApplicationContext app;
    private @Nullable String token;
    private long merchantId;

    @BeforeAll
    void open(Sandbox sandbox) throws Exception {
        var settings = new HashMap<String, Object>(sandbox.settings());
        settings.put("KABAO_DATA_KEY", Base64.getEncoder().encodeToString(SecureRandom.getSeed(32)));
        settings.put("KABAO_OWNER_PASSWORD", PASSWORD);
        settings.put("KABAO_PUBLIC_BASE", "http://127.0.0.1:1");
        settings.put("SERVER_PORT", "0");
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("sandbox-systemEnvironment", settings));
        app = new SpringApplicationBuilder(AdminApplication.class)
                .environment(environment)
                .run();
        var owner = Map.of("account", "owner", "password", PASSWORD);
        // A young door may take too long over its first call.
        token = await().atMost(A_WHILE)
                .until(() -> call("POST", "/admin/sessions", owner), answer -> answer.status() != 503)
                .body()
                .get("token")
                .asString();
        merchantId = JdbcClient.create(app.getBean(DataSource.class))
                .sql("SELECT MIN(id) FROM merchant")
                .query(Long.class)
                .single();
    }

    @AfterAll
    void close() {
        app.close();
    }

    record Answer(int status, JsonNode body) {}

    @Test
    void a_message_given_up_is_seen_without_its_payload_and_tried_again() throws Exception {
        put("c4nary");
        var waiting = call("GET", "/admin/outbox?status=WAITING&limit=1", null);
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.body().toString()).doesNotContain("c4nary", "payload");
        var id = waiting.body().get("items").get(0).get("id").asString();
        set("outbox", "GIVEN_UP", id);
        assertThat(call("GET", "/admin/outbox?status=GIVEN_UP", null)
                        .body()
                        .get("items")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(id);
        var retried = call("POST", "/admin/outbox/" + id + "/retry", null);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.body().get("status").asString()).isEqualTo("WAITING");
        set("outbox", "SENT", id);
        assertRefused(call("POST", "/admin/outbox/" + id + "/retry", null), 409, "OUTBOX_MESSAGE_SENT");
    }

    @Test
    void a_push_that_was_given_up_is_seen_without_its_payload_and_replayed() throws Exception {
        app.getBean(Inbox.class).receive(new Push(merchantId, "nobodys", "c4nary-key", "c4nary"));
        var waiting = call("GET", "/admin/inbox?status=WAITING&limit=1", null);
        assertThat(waiting.body().toString()).doesNotContain("c4nary", "payload");
        var id = waiting.body().get("items").get(0).get("id").asString();
        assertRefused(call("POST", "/admin/inbox/" + id + "/replay", null), 409, "INBOX_MESSAGE_WAITING");
        set("inbox", "DONE", id);
        assertRefused(call("POST", "/admin/inbox/" + id + "/replay", null), 409, "INBOX_MESSAGE_DONE");
        set("inbox", "GIVEN_UP", id);
        var replayed = call("POST", "/admin/inbox/" + id + "/replay", null);
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.body().get("status").asString()).isEqualTo("WAITING");
    }

    @Test
    void what_is_unknown_is_not_found_under_a_code_of_its_own() throws Exception {
        assertRefused(call("POST", "/admin/outbox/1/retry", null), 404, "OUTBOX_MESSAGE_NOT_FOUND");
        assertRefused(call("POST", "/admin/inbox/1/replay", null), 404, "INBOX_MESSAGE_NOT_FOUND");
    }

    @Test
    void a_status_that_does_not_exist_is_refused() throws Exception {
        assertRefused(call("GET", "/admin/outbox?status=LOST", null), 400, "INVALID_REQUEST");
        assertRefused(call("GET", "/admin/inbox?status=SENT", null), 400, "INVALID_REQUEST");
    }

    @Test
    void the_sweeps_of_old_rows_are_scheduled() {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(JdbcClient.create(app.getBean(DataSource.class))
                                .sql("SELECT task_name FROM scheduled_tasks")
                                .query(String.class)
                                .list())
                        .contains("sweep-idempotency", "sweep-inbox", "sweep-outbox"));
    }

    private void put(String payload) {
        new TransactionTemplate(app.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(
                        _ -> app.getBean(Outbox.class).put(merchantId, List.of(new Outbox.Draft("nobodys", payload))));
    }

    private void set(String table, String status, String id) {
        JdbcClient.create(app.getBean(DataSource.class))
                .sql("UPDATE " + table + " SET status = ? WHERE id = ?")
                .param(status)
                .param(Long.parseLong(id))
                .update();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("code").asString()).isEqualTo(code);
    }

    private Answer call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var port = app.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(json.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), json.readTree(response.body()));
    }
}
