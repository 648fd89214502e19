package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.claim.Shop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A batch of prints that somebody asked for. */
record Order(Api who, String id) {

    /** What is asked for: plain codes of the claim page as ZIP, but as said. */
    static Map<String, @Nullable Object> of(String subject, String template, Map<String, Object> changes) {
        var body = new HashMap<String, @Nullable Object>(
                Map.of("subject", subject, "templateId", template, "carrier", "H5", "style", "CODE", "format", "ZIP"));
        body.putAll(changes);
        return body;
    }

    static Order by(Api who, String subject, String template, Map<String, Object> changes) {
        var answer = who.post("/admin/materials", of(subject, template, changes));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Order(who, answer.text("/id"));
    }

    static Order by(Shop shop, String subject, String template, Map<String, Object> changes) {
        return by(shop.owner(), subject, template, changes);
    }

    String path() {
        return "/admin/materials/" + id;
    }

    Answer look() {
        var answer = who.get(path());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    String status() {
        return look().text("/status");
    }

    Answer awaitStatus(String status) {
        return awaitStatus(status, Duration.ofSeconds(30));
    }

    Answer awaitStatus(String status, Duration most) {
        Awaitility.await(path() + " is " + status)
                .atMost(most)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status().equals(status));
        return look();
    }

    void awaitDone(int prints) {
        awaitDone(prints, Duration.ofSeconds(30));
    }

    void awaitDone(int prints, Duration most) {
        Awaitility.await(prints + " prints of " + path())
                .atMost(most)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> look().number("/done") >= prints);
    }

    /** Who is missing in the file, and why. */
    Map<String, String> failed() {
        var failed = new LinkedHashMap<String, String>();
        look().json()
                .get("failed")
                .forEach(entry -> failed.put(
                        entry.get("name").asString(), entry.get("code").asString()));
        return failed;
    }

    byte[] file() {
        var answer = who.download(path() + "/file");
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }

    /** The files of the ZIP, in their order. */
    Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(files.put(entry.getName(), zip.readAllBytes()))
                        .as(entry.getName())
                        .isNull();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    List<String> names() {
        return List.copyOf(files().keySet());
    }
}
