package io.kabao.kernel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsLinkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example:8443/terms?lang=zh&v=1#top",
                "https://xn--fiq228c.example/%E5%8D%8F%E8%AE%AE"
            })
    void a_public_https_address_is_a_link_everywhere(String text) {
        assertThat(HttpsLinkRule.isOpenable(text, true)).isTrue();
        assertThat(HttpsLinkRule.isOpenable(text, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8083/shop/terms", "http://localhost/", "https://127.0.0.1/"})
    void a_page_of_this_machine_is_one_only_outside_production(String text) {
        assertThat(HttpsLinkRule.isOpenable(text, false)).isTrue();
        assertThat(HttpsLinkRule.isOpenable(text, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " https://shop.example",
                "http://shop.example",
                "ftp://shop.example",
                "javascript:alert(1)",
                "//shop.example/terms",
                "/terms",
                "https://",
                "https://u:p@shop.example",
                "https://shop.example:99999/",
                "https://例子.example/",
                "https://shop.example/<b>"
            })
    void anything_else_is_none(String text) {
        assertThat(HttpsLinkRule.isOpenable(text, false)).isFalse();
        assertThat(HttpsLinkRule.isOpenable(text, true)).isFalse();
    }
}
