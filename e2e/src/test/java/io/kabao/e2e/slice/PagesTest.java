package io.kabao.e2e.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

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

    private static String policy(Answer answer) {
        return answer.header(POLICY);
    }
}
