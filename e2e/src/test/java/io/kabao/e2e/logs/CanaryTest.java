package io.kabao.e2e.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.Provokes;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Secrets and phones are sent to every place that takes a value; afterwards they are found nowhere. */
class CanaryTest {

    private static final String PHONE = "13912345678";
    private static final String NAME = "慕容紫英";
    private static final String PASSWORD = "Canary-Password-Q7x-914";
    private static final String TOKEN = "CanaryTokenZq3vX8kLmN0pR5tW7yB2dF4hJ6sA9cE1gU3i";
    private static final String APP_SECRET = "c4a7a91f00d5ec3e" + "7b1e55ed0ddba11c";
    private static final String WECHAT_CODE = "0c1CaNaRyWxCode7x9Q2LmZ";

    private final List<String> answers = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();

    @Test
    @Provokes(value = "SLOW_CALLBACK", always = false)
    void no_planted_value_is_found_in_any_log_answer_or_metric() throws IOException {
        try (var admin = AppProcess.ofJar("admin-api", Settings.of(Ground.sandbox()));
                var wx = AppProcess.ofJar("wx-api", Settings.of(Ground.sandbox()))) {
            admin.waitUntilReady();
            wx.waitUntilReady();
            plant(admin.api());
            plant(wx.api());
            var shop = Shop.open(
                    Ground.sandbox(), admin.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD), wx.api());
            customers.add(Customer.comesInto(shop));
            Ground.sandbox().database().kill();
            try {
                plant(admin.api());
                customers.forEach(Customer::triesAgain);
            } finally {
                Ground.sandbox().database().restart();
            }
            Ground.sandbox().redis().kill();
            try {
                plant(admin.api());
                customers.forEach(Customer::triesAgain);
            } finally {
                Ground.sandbox().redis().restart();
            }
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> admin.api().get("/actuator/prometheus").status() == 200
                            && wx.api().get("/actuator/prometheus").status() == 200);
            remember(admin.api().get("/actuator/prometheus"));
            remember(wx.api().get("/actuator/prometheus"));
            remember(admin.api().get("/actuator/health"));
        }
        var logs = new ArrayList<String>();
        for (var log : AppProcess.logs()) {
            logs.add(Files.readString(log, StandardCharsets.UTF_8));
        }
        assertThat(logs).isNotEmpty().anyMatch(log -> log.contains("The database did not answer"));
        canaries().forEach((name, value) -> {
            assertThat(logs).as("logs with the %s", name).noneMatch(log -> log.contains(value));
            assertThat(answers).as("answers with the %s", name).noneMatch(answer -> answer.contains(value));
        });
        assertThat(customers).hasSize(1);
        customers
                .getFirst()
                .secrets()
                .forEach((name, secret) -> assertThat(logs)
                        .as("logs with the customer's %s", name)
                        .noneMatch(log -> secret.matcher(log).find()));
    }

    private static Map<String, String> canaries() {
        var canaries = new LinkedHashMap<String, String>();
        canaries.put("phone", PHONE);
        canaries.put("name", NAME);
        canaries.put("password", PASSWORD);
        canaries.put("token", TOKEN);
        canaries.put("app secret", APP_SECRET);
        canaries.put("WeChat code", WECHAT_CODE);
        canaries.put("data key", Settings.DATA_KEY);
        canaries.put("owner's password", Settings.OWNER_PASSWORD);
        canaries.put("app's database password", Ground.sandbox().database().appPassword());
        canaries.put("migrating user's password", Ground.sandbox().database().ownerPassword());
        canaries.put("Redis password", Ground.sandbox().redis().password());
        return canaries;
    }

    private void plant(Api door) {
        var bearer = door.as(TOKEN);
        var signIn = door.signIn(Settings.OWNER, Settings.OWNER_PASSWORD);
        var callers = new ArrayList<>(List.of(door, bearer));
        if (signIn.status() == 200) {
            callers.add(door.as(signIn.text("/token")));
        }
        for (var caller : callers) {
            remember(caller.post("/admin/sessions", Map.of("account", PHONE, "password", PASSWORD)));
            remember(caller.post(
                    "/admin/sessions", Map.of("account", "x", "password", PASSWORD, "appSecret", APP_SECRET)));
            remember(caller.post("/admin/sessions", "{\"account\": \"" + PHONE + "\", \"password\": \"" + PASSWORD));
            remember(caller.put("/admin/me/password", Map.of("old", PASSWORD, "new", PASSWORD)));
            remember(caller.post("/admin/stores", Map.of("name", PHONE, "secret", APP_SECRET)));
            remember(caller.post("/admin/stores", Map.of("name", List.of(PASSWORD), "phone", APP_SECRET)));
            remember(caller.post("/admin/stores", PASSWORD + APP_SECRET));
            remember(caller.patch("/admin/stores/" + PHONE, Map.of("version", PASSWORD)));
            remember(caller.get("/admin/stores?cursor=" + APP_SECRET + "&limit=" + PHONE));
            remember(caller.get("/admin/stores/" + PHONE + "?access_token=" + TOKEN + "&code=" + WECHAT_CODE));
            remember(caller.get("/admin/members?q=" + PHONE));
            remember(caller.get("/admin/members?q=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8)));
            remember(caller.post(
                    "/admin/members",
                    Map.of("phone", PHONE, "name", NAME, "templateId", "1", "profile", Map.of("name", NAME))));
            remember(caller.post("/admin/members", Map.of("phone", PHONE, "name", NAME + "\n", "templateId", NAME)));
            remember(caller.patch("/admin/members/1", Map.of("version", 1, "name", NAME, "phone", PHONE)));
            remember(caller.patch("/wx/me", Map.of("profile", Map.of("name", NAME, "other", PHONE), "phone", PHONE)));
            remember(caller.get("/wx/" + PHONE + "/" + APP_SECRET + ";jsessionid=" + TOKEN));
            remember(caller.with("X-Phone", PHONE)
                    .with("Cookie", "token=" + TOKEN)
                    .with("Content-Type", PASSWORD + "/" + APP_SECRET)
                    .call("POST", "/admin/sessions?password=" + PASSWORD, "password=" + PASSWORD));
        }
    }

    private void remember(Answer answer) {
        assertThat(answer.status()).isNotEqualTo(500);
        answers.add(answer.status() + " " + answer.headers().map() + " " + answer.body());
    }
}
