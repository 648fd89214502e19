package io.kabao.e2e.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    /** As the page and its scripts name what else they load. */
    private static final Pattern FILE = Pattern.compile("assets/[A-Za-z0-9_.-]+[.](?:js|css)");

    private static final String POLICY = "Content-Security-Policy";

    private final House house = House.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/m", "/m/", "/m/claim/5dKq0ZpX2mVtB8sYhR1cWe", "/m/cards", "/m/cards/9007199254740993"})
    void every_address_of_the_customers_pages_is_the_page(String address) {
        var page = house.wx().get(address);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.body()).contains("<div id=\"app\">").doesNotContain("style=", "<style", "onload=");
    }

    @Test
    void a_file_that_is_not_there_is_no_page() {
        assertThat(house.wx().get("/m/assets/none.js").status()).isEqualTo(404);
        assertThat(house.wx().get("/m/none.svg").status()).isEqualTo(404);
    }

    @Test
    void customers_pages_alone_may_show_the_pictures_of_wechat() {
        var pictures = "img-src 'self' " + house.sandbox().settings().get("KABAO_WECHAT_MP_BASE") + ";";
        assertThat(policy(house.wx().get("/m/claim/5dKq0ZpX2mVtB8sYhR1cWe"))).contains("default-src 'none'", pictures);
        assertThat(policy(house.wx().get("/v3/api-docs"))).contains("img-src 'self';");
        assertThat(policy(house.admin().get("/console/"))).contains("img-src 'self';");
    }

    @Test
    void a_phone_loads_at_most_a_hundred_and_fifty_kilobytes_of_the_customers_pages() throws Exception {
        var loaded = new LinkedHashMap<String, Integer>();
        var found = new ArrayDeque<>(List.of("/m/claim/5dKq0ZpX2mVtB8sYhR1cWe"));
        try (var phone = HttpClient.newHttpClient()) {
            while (!found.isEmpty()) {
                var path = found.remove();
                var file = phone.send(asPhone(path), HttpResponse.BodyHandlers.ofByteArray());
                assertThat(file.statusCode()).as(path).isEqualTo(200);
                loaded.put(path, file.body().length);
                var matcher = FILE.matcher(text(file));
                while (matcher.find()) {
                    var next = "/m/" + matcher.group();
                    if (!loaded.containsKey(next) && !found.contains(next)) {
                        found.add(next);
                    }
                }
            }
        }
        assertThat(loaded.keySet()).anyMatch(path -> path.endsWith(".js")).anyMatch(path -> path.endsWith(".css"));
        assertThat(loaded.values().stream().mapToInt(Integer::intValue).sum())
                .as("%s", loaded)
                .isBetween(1_000, 150 * 1024);
    }

    private HttpRequest asPhone(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + house.wx().port() + path))
                .header("Accept-Encoding", "gzip")
                .build();
    }

    private static String text(HttpResponse<byte[]> file) throws IOException {
        var packed = file.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        var bytes = new ByteArrayInputStream(file.body());
        try (var plain = packed ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String policy(Answer answer) {
        return answer.header(POLICY);
    }
}
