package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What a signed-in caller can send to break something: each is refused clearly or taken, and nothing shows through. */
class HostileCallsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Rows ROWS = Rows.of(House.shared().sandbox());

    /** A merchant has room for no more than a hundred of some things; another goes on long before. */
    private static final int SUCCESSES_OF_ONE = 50;

    /** What ends the session of whoever calls it. */
    private static final Set<String> ENDING = Set.of("/admin/me/password", "/wx/me/erasure");

    private static final List<Map.Entry<String, String>> ODD_HEADERS = List.of(
            Map.entry("Content-Type", "application/json; charset=no-such-charset"),
            Map.entry("Content-Type", "application/json; charset=utf-16"),
            Map.entry("Content-Type", "text/plain"),
            Map.entry("Content-Type", "application/xml"),
            Map.entry("Content-Type", "multipart/form-data"),
            Map.entry("Content-Type", "multipart/form-data; boundary=x"),
            Map.entry("Content-Type", "application/x-www-form-urlencoded"),
            Map.entry("Content-Type", "nonsense"),
            Map.entry("Content-Type", "*/*"),
            Map.entry("Accept", "text/html"),
            Map.entry("Accept", "application/xml"),
            Map.entry("Accept", "image/png;q=2"),
            Map.entry("Accept", "nonsense"),
            Map.entry("Accept-Language", "xx-yy;q=9,%%%"),
            Map.entry("Accept-Language", "x".repeat(4000)),
            Map.entry("Accept-Encoding", "nonsense"),
            Map.entry("Range", "bytes=9-1"),
            Map.entry("If-None-Match", "\"\""),
            Map.entry("X-Forwarded-For", "not an address"),
            Map.entry("X-HTTP-Method-Override", "DELETE"),
            Map.entry("Origin", "https://elsewhere.example"));

    /** Made once for many lines: what stands at a merchant costs more than the calls. */
    private static Merchant mine = Merchant.open();

    /** Signing in costs more than all that one line calls. */
    private static Api owner = signedIn();

    private static int successes;

    /** What answers show and only the house sets, or whose it is. */
    private static final List<String> SET_BY_THE_HOUSE = List.of(
            "id",
            "merchantId",
            "status",
            "version",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy",
            "operatorId",
            "memberId",
            "holderId",
            "approverId",
            "balanceFen",
            "principalFen",
            "bonusFen",
            "points");

    private @Nullable String platform;
    private @Nullable String thing;

    static List<Line> lines() {
        return Line.all();
    }

    static List<Line> linesWithBody() {
        return lines().stream().filter(line -> line.body().startsWith("{")).toList();
    }

    @ParameterizedTest
    @MethodSource("linesWithBody")
    void each_field_bears_each_hostile_value(Line line) {
        var softly = new SoftAssertions();
        for (var field : line.operation().bodyFields()) {
            HostileValues.asJsonFor(line.operation() + field).forEach((name, value) -> {
                var body = bodyWith(line, field, value);
                check(softly, "%s, %s = %s".formatted(line, field, name), callOn(line, body));
            });
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("linesWithBody")
    void a_body_that_is_not_exactly_what_is_asked_for_is_refused(Line line) {
        var softly = new SoftAssertions();
        badBodies(line).forEach((name, body) -> {
            var answer = callOn(line, body);
            check(softly, line + ", " + name, answer);
            softly.assertThat(answer.status()).as("%s, %s", line, name).isBetween(400, 499);
        });
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("linesWithBody")
    void a_field_that_only_the_house_sets_is_refused_by_name_wherever_it_stands(Line line) {
        var softly = new SoftAssertions();
        var path = line.operation().pathFor(mine.thingFor(line.operation()));
        var good = JSON.readTree(line.bodyFor(mine));
        var caller = caller(line);
        var before = ROWS.digestOf(mine.id());
        for (var place : JsonPlaces.of(good)) {
            for (var field : SET_BY_THE_HOUSE) {
                if (!place.knows(field)
                        && !(place.isWhole() && line.operation().bodyFields().contains(field))) {
                    var answer = caller.call(line.operation().method(), path, place.with(field));
                    softly.assertThat(answer.problemCode())
                            .as("%s, %s%s: %s", line, place, field, answer.body())
                            .contains("INVALID_REQUEST");
                    softly.assertThat(answer.status())
                            .as("%s, %s%s", line, place, field)
                            .isEqualTo(400);
                    softly.assertThat(answer.json().at("/errors/0/field").asString(""))
                            .endsWith(field);
                }
            }
        }
        softly.assertThat(ROWS.digestOf(mine.id())).as("%s: rows", line).isEqualTo(before);
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void each_place_in_the_address_bears_each_hostile_text(Line line) {
        var softly = new SoftAssertions();
        for (var text : HostileValues.turnOf(line.toString(), HostileValues.asText())) {
            var written = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            var addresses = new ArrayList<String>();
            if (line.operation().path().contains("{")) {
                addresses.add(
                        line.operation().pathFor(written.replace("$", "\\$")) + line.queryFor(mine, mine, Map.of()));
            }
            for (var parameter : line.operation().queryParameters()) {
                addresses.add(line.operation().pathFor("1") + "?" + parameter + "=" + written);
                addresses.add(line.operation().pathFor("1") + "?" + parameter + "=1&" + parameter + "=" + written);
            }
            for (var address : addresses) {
                var body = line.body().isEmpty() ? null : line.bodyFor(mine);
                check(softly, address, caller(line).call(line.operation().method(), address, body));
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void odd_headers_and_methods_break_nothing(Line line) {
        var softly = new SoftAssertions();
        var path = line.operation().pathFor("1");
        for (var header : HostileValues.turnOf(line.toString(), ODD_HEADERS)) {
            var caller = line.operation().caller().with(header.getKey(), header.getValue());
            var body = line.body().isEmpty() ? "x=1" : "[]";
            var name = header.getKey() + ": " + header.getValue();
            check(
                    softly,
                    line + ", nobody, " + name,
                    caller.call(line.operation().method(), path, body));
            var known = caller(line).with(header.getKey(), header.getValue());
            if (line.operation().writes()
                    && line.body().isEmpty()
                    && !line.operation().path().contains("{")) {
                continue;
            }
            check(softly, line + ", owner, " + name, known.call(line.operation().method(), path, body));
        }
        var preflight = line.operation()
                .caller()
                .with("Origin", "https://elsewhere.example")
                .with("Access-Control-Request-Method", line.operation().method())
                .call("OPTIONS", path, null);
        softly.assertThat(preflight.status()).as("preflight of " + path).isEqualTo(405);
        for (var method : List.of("HEAD", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get")) {
            check(softly, method + " " + path, line.operation().caller().call(method, path, null));
        }
        softly.assertAll();
    }

    @Test
    void what_a_hostile_name_was_stored_as_comes_back_as_it_was_sent() {
        for (var name :
                List.of("' OR '1'='1", "<script>alert(1)</script>", "😀🏳️‍🌈", "漢字𠮷", "\\", "${jndi:ldap://x}")) {
            var store = owner.post("/admin/stores", Map.of("name", name));
            assertThat(store.status()).as(name).isEqualTo(201);
            assertThat(owner.get("/admin/stores/" + store.text("/id")).text("/name"))
                    .isEqualTo(name);
        }
    }

    private static void check(SoftAssertions softly, String what, Answer answer) {
        // An app that only an earlier hostile call has registered is none that WeChat knows.
        if (!answer.problemCode().equals(Optional.of("WECHAT_UNAVAILABLE"))) {
            softly.assertThat(answer.status()).as(what).isBetween(200, 499);
        }
        if (answer.status() >= 400 && !answer.body().isEmpty() && !Leaks.isRefusalOfTheServerItself(answer.body())) {
            softly.assertThat(answer.problemCode()).as("code of: %s", what).isPresent();
            softly.assertThat(answer.problemCode().orElse(""))
                    .as("code of: %s", what)
                    .isNotEmpty();
            softly.assertThat(answer.body()).as("words of: %s", what).doesNotContainPattern(Leaks.OF_OUR_INSIDES);
        }
    }

    /** Calls on a thing of the owner's, which outlives a refusal; after a call that ended the session, somebody else goes on. */
    private Answer callOn(Line line, String body) {
        var calledOn = thing == null ? mine.thingFor(line.operation()) : thing;
        var path = line.operation().pathFor(calledOn);
        var answer = caller(line).call(line.operation().method(), path, body);
        thing = answer.status() < 300 ? null : calledOn;
        if (answer.status() < 300 && PlatformPerson.isEndedBy(line.operation())) {
            PlatformPerson.mend();
            platform = null;
        }
        successes += answer.status() < 300 ? 1 : 0;
        if (hasEnded(line, answer) || successes >= SUCCESSES_OF_ONE) {
            mine = Merchant.open();
            owner = signedIn();
            thing = null;
            successes = 0;
        }
        return answer;
    }

    /** Whether the session of the owner or the member is over, or has tried too often. */
    private static boolean hasEnded(Line line, Answer answer) {
        return answer.status() == 429
                || (answer.status() < 300 && ENDING.contains(line.operation().path()));
    }

    private Api caller(Line line) {
        var door = line.operation().caller();
        if (line.operation().isOfPlatform()) {
            platform = platform == null ? PlatformPerson.token() : platform;
            return door.as(platform);
        }
        return line.operation().door().equals("wx") ? door.as(mine.memberToken()) : owner.movedTo(door.port());
    }

    @BeforeEach
    void staySignedIn() {
        if (owner.get("/admin/me").status() != 200) {
            owner = signedIn();
        }
    }

    private static Api signedIn() {
        return Line.all().getFirst().operation().caller().as(mine.signIn());
    }

    private String bodyWith(Line line, String field, String value) {
        var text = new StringBuilder("{");
        var fields = new LinkedHashMap<String, String>();
        JSON.readTree(line.bodyFor(mine))
                .propertyStream()
                .forEach(each -> fields.put(each.getKey(), each.getValue().toString()));
        fields.put(field, value);
        fields.forEach((name, json) -> text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(json));
        return text.append('}').toString();
    }

    private Map<String, String> badBodies(Line line) {
        var good = line.bodyFor(mine);
        var bodies = new LinkedHashMap<String, String>();
        if (!line.operation().isBodyOptional()) {
            bodies.put("nothing", "");
            bodies.put("null", "null");
        }
        bodies.put("blank", " ");
        bodies.put("array", "[" + good + "]");
        bodies.put("text", "\"x\"");
        bodies.put("number", "1");
        bodies.put("cut off", good.substring(0, good.length() - 1));
        bodies.put("twice", good + good);
        bodies.put("something after it", good + " x");
        bodies.put("unknown field", bodyWith(line, "noSuchField", "1"));
        bodies.put("merchant", bodyWith(line, "merchantId", "\"1\""));
        bodies.put("prototype", bodyWith(line, "__proto__", "{}"));
        bodies.put("class", bodyWith(line, "@class", "\"java.lang.Runtime\""));
        bodies.put("comment", "/* */" + good);
        bodies.put("byte order mark twice", "\ufeff\ufeff" + good);
        bodies.put("XML", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
        var first = line.operation().bodyFields().getFirst();
        bodies.put("a field twice", "{\"" + first + "\": null, " + good.substring(1));
        bodies.put(
                "a name in other letters",
                good.replace("\"" + first + "\"", "\"" + first.toUpperCase(Locale.ROOT) + "\""));
        bodies.put("too large", " ".repeat(300_000) + good);
        return bodies;
    }
}
