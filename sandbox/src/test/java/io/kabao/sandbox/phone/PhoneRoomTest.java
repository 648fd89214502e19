package io.kabao.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.sandbox.Outside;
import io.kabao.sandbox.http.StandIn;
import io.kabao.sandbox.wechat.Caller;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneRoomTest {
    private static final Pattern NAMED_FILE = Pattern.compile("(?:\"/phone/|from '\\./)([a-z-]+\\.[a-z]+)");
    private static final URI WX_API = URI.create("http://127.0.0.1:8081");

    private final StandIn standIn = StandIn.start(0, List.of(Outside::new, world -> new PhoneRoom(WX_API)));
    private final Caller caller = new Caller(standIn.url());

    @AfterEach
    void stop() {
        assertThat(caller.violations()).isEmpty();
        standIn.close();
    }

    @Test
    void the_page_is_html_that_takes_nothing_from_elsewhere_and_is_framed_by_nobody() {
        var page = get("/phone");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html").contains("utf-8");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .contains("img-src 'self' blob: data: http://127.0.0.1:8081;")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("style=\"", "<script>");
    }

    @Test
    void all_files_that_the_page_names_are_there_with_their_types() {
        Set<String> seen = new HashSet<>();
        follow("phone.html", seen);
        assertThat(seen).contains("phone.css", "mini.css", "phone.mjs", "player.mjs", "phone.svg");
    }

    private void follow(String name, Set<String> seen) {
        if (!seen.add(name)) {
            return;
        }
        var file = get("/phone/" + name);
        assertThat(file.statusCode()).as(name).isEqualTo(200);
        assertThat(header(file, "Content-Type"))
                .as(name)
                .startsWith(
                        switch (name.substring(name.indexOf('.') + 1)) {
                            case "mjs" -> "text/javascript";
                            case "css" -> "text/css";
                            case "svg" -> "image/svg+xml";
                            default -> "text/html";
                        });
        NAMED_FILE
                .matcher(file.body())
                .results()
                .map(MatchResult::group)
                .map(found -> found.substring(found.lastIndexOf('/') + 1))
                .forEach(found -> follow(found, seen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none.mjs", "PhoneRoom.class", "package-info.class", "..%2FSandbox.class", "phone", "%2e%2e"})
    void nothing_else_is_served(String name) {
        assertThat(get("/phone/" + name).statusCode()).isIn(400, 404);
    }

    @Test
    void who_comes_by_name_is_sent_to_the_number_for_which_the_cookie_counts() {
        var sent = new Caller("http://localhost:" + standIn.port()).send("GET", "/phone", "");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(header(sent, "Location")).isEqualTo(standIn.url() + "/phone");
    }

    @Test
    void where_wx_api_is_can_be_changed_to_another_place_of_this_machine() {
        assertThat(caller.get("/sandbox/phone").get("wxApi").asString()).isEqualTo("http://127.0.0.1:8081");
        var changed = caller.send("PUT", "/sandbox/phone", "{\"wxApi\":\"http://localhost:9999/\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(caller.get("/sandbox/phone").get("wxApi").asString()).isEqualTo("http://localhost:9999");
        assertThat(header(get("/phone"), "Content-Security-Policy")).contains("data: http://localhost:9999;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://127.0.0.1:8081",
                "http://127.0.0.1.example.com",
                "http://127.0.0.1@example.com",
                "http://127.0.0.1:8081/x",
                "http://127.0.0.1:8081; script-src *",
                "file:///etc/passwd"
            })
    void wx_api_is_nowhere_else(String address) {
        var refused = caller.send("PUT", "/sandbox/phone", "{\"wxApi\":\"" + address + "\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(caller.get("/sandbox/phone").get("wxApi").asString()).isEqualTo("http://127.0.0.1:8081");
    }

    @Test
    void what_a_person_does_here_is_no_call_of_an_app_and_meets_no_faults() {
        caller.post("/sandbox/faults", "{\"path\":\"/phone\",\"kind\":\"HTML\",\"times\":9}");
        assertThat(get("/phone").statusCode()).isEqualTo(200);
        assertThat(caller.get("/sandbox/calls").get("count").asInt()).isZero();
        assertThat(caller.send("DELETE", "/sandbox/faults", "").statusCode()).isEqualTo(204);
    }

    @Test
    void an_app_is_shown_by_its_name_where_it_has_one() {
        caller.register("wxa", "OFFICIAL_ACCOUNT", ",\"name\":\"木棉咖啡\"");
        caller.register("wxb", "MINI_PROGRAM", "");
        var apps = caller.get("/sandbox/apps").get("items");
        assertThat(apps.get(0).get("name").asString()).isEqualTo("木棉咖啡");
        assertThat(apps.get(1).get("name").isNull()).isTrue();
    }

    @Test
    void a_person_sees_the_pushes_of_no_other() {
        caller.register("wxa", "OFFICIAL_ACCOUNT", """
                ,"callbackUrl":"http://127.0.0.1:1/","token":"token\"""");
        String one = caller.person("13800000001");
        String other = caller.person("13800000002");
        caller.person(one, "follow", "{\"appId\":\"wxa\"}");
        caller.person(other, "follow", "{\"appId\":\"wxa\"}");
        var pushes = caller.get("/sandbox/pushes?appId=wxa&personId=" + one).get("items");
        assertThat(pushes.findValuesAsString("personId")).containsExactly(one);
    }

    private HttpResponse<String> get(String path) {
        return caller.send("GET", path, "");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
