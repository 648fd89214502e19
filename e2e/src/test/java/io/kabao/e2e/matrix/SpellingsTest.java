package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a protected path is spelt, nobody gets in without a token, and nothing breaks. */
class SpellingsTest {

    static List<Line> protectedLines() {
        return Line.all().stream()
                .filter(line -> line.status(Line.Kind.NOBODY) == 401)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("protectedLines")
    void no_spelling_opens_a_protected_path(Line line) {
        var mine = Merchant.open();
        var path = line.operation().pathFor(mine.thingFor(line.operation()));
        var port = line.operation().caller().port();
        var token = Map.of("Authorization", "Bearer " + mine.tokenFor(line.operation()));
        var body = line.body().isEmpty() ? "" : line.bodyFor(mine);
        var softly = new SoftAssertions();
        spellingsOf(path).forEach((name, spelling) -> {
            var requestLine = line.operation().method() + " " + spelling + " HTTP/1.1";
            var nobodys = RawCall.send(port, requestLine, Map.of(), body);
            softly.assertThat(nobodys.status()).as("%s, %s, nobody", line, name).isBetween(300, 499);
            // The second round is about breaking, not about getting in: a body that no handler takes changes nothing.
            var owners = RawCall.send(port, requestLine, token, "[]");
            softly.assertThat(owners.status()).as("%s, %s, owner", line, name).isBetween(200, 499);
            for (var reply : List.of(nobodys, owners)) {
                softly.assertThat(reply.text()).as("%s, %s", line, name).doesNotContainPattern(Leaks.OF_OUR_INSIDES);
            }
        });
        softly.assertAll();
    }

    @Test
    void pages_are_no_way_round_to_a_protected_path() {
        var port = Line.all().getFirst().operation().caller().port();
        for (var way : List.of(
                "//admin/stores",
                "//platform/merchants",
                "/console/..;/platform/merchants",
                "/console/../admin/stores",
                "/console/..;/admin/stores",
                "/console/%2e%2e/admin/stores",
                "/console/..%2fadmin/stores",
                "/console/assets/../../admin/stores",
                "/error/../admin/stores",
                "/v3/api-docs/../../admin/stores",
                "/actuator/health/../../admin/stores")) {
            var reply = RawCall.send(port, "GET " + way + " HTTP/1.1", Map.of(), "");
            assertThat(reply.status()).as(way).isBetween(300, 499);
        }
    }

    @Test
    void no_file_outside_the_pages_is_served() {
        var port = Line.all().getFirst().operation().caller().port();
        for (var way : List.of(
                "/console/..%2f..%2fapplication.yaml",
                "/console/%2e%2e/%2e%2e/application.yaml",
                "/console/..\\..\\application.yaml",
                "/console/....//application.yaml",
                "/console/%252e%252e/application.yaml",
                "/console/file:/etc/passwd",
                "/console/assets/..%5c..%5capplication.yaml",
                "/application.yaml",
                "/META-INF/resources/console/index.html",
                "/sql/V0001__kernel_id_worker.sql")) {
            var reply = RawCall.send(port, "GET " + way + " HTTP/1.1", Map.of(), "");
            assertThat(reply.text()).as(way).doesNotContain("datasource", "root:", "CREATE TABLE");
            assertThat(reply.status()).as(way).isBetween(300, 499);
        }
    }

    private static Map<String, String> spellingsOf(String path) {
        var last = path.substring(path.lastIndexOf('/') + 1);
        var parent = path.substring(0, path.lastIndexOf('/'));
        var firstLetter = Integer.toHexString(path.charAt(1));
        var spellings = new LinkedHashMap<String, String>();
        spellings.put("as published", path);
        spellings.put("double slash", "/" + path);
        spellings.put("dot", parent + "/./" + last);
        spellings.put("path parameter", path + ";x=1");
        spellings.put("path parameter within", parent + ";x/" + last);
        spellings.put("encoded dot", parent + "/%2e/" + last);
        spellings.put("encoded slash", parent + "%2f" + last);
        spellings.put("dots and semicolon", "/x/..;" + path);
        spellings.put("upper case", path.toUpperCase(Locale.ROOT));
        spellings.put("suffix", path + ".json");
        spellings.put("trailing slash", path + "/");
        spellings.put("encoded twice", "/%25" + firstLetter + path.substring(2));
        spellings.put("encoded letter", "/%" + firstLetter + path.substring(2));
        spellings.put("NUL", path + "%00");
        spellings.put("backslash", path.replace('/', '\\'));
        spellings.put("encoded line feed", path + "%0a");
        spellings.put("whole address", "http://127.0.0.1" + path);
        spellings.put("fragment", path + "#x");
        spellings.put("overlong dot", parent + "/%c0%ae/" + last);
        return spellings;
    }
}
