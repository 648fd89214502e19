package io.kabao.material;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeNamesTest {

    @Test
    void of_a_long_store_and_a_short_person_the_person_is_whole() {
        assertThat(new SafeNames().next("长".repeat(60), "王芳")).isEqualTo("长".repeat(37) + "-王芳");
    }

    @Test
    void of_two_long_parts_the_second_has_half_and_beside_a_short_one_the_rest() {
        assertThat(new SafeNames().next("长".repeat(60), "名".repeat(40)))
                .isEqualTo("长".repeat(19) + "-" + "名".repeat(20));
        assertThat(new SafeNames().next("店", "名".repeat(40))).isEqualTo("店-" + "名".repeat(38));
    }

    @Test
    void characters_stay_whole() {
        assertThat(new SafeNames().next("🥟".repeat(60), "a" + "🎉".repeat(40)))
                .isEqualTo("🥟".repeat(15) + "-a" + "🎉".repeat(14));
    }

    @Test
    void two_parts_are_as_safe_as_one() {
        assertThat(SafeNames.safe("../店", "=cmd|x")).isEqualTo("_店-=cmd_x");
        assertThat(SafeNames.safe("CON.x", "y")).isEqualTo("_CON.x-y");
        assertThat(SafeNames.safe("...", "王芳")).isEqualTo("-王芳");
    }

    @Test
    void people_who_are_taken_for_the_same_once_they_are_cut_get_a_number() {
        var names = new SafeNames();
        var store = "长".repeat(60);
        assertThat(names.next(store, "王芳")).isEqualTo("长".repeat(37) + "-王芳");
        assertThat(names.next(store, "王芳")).isEqualTo("长".repeat(37) + "-王芳 (2)");
        assertThat(names.next(store, "李雷")).isEqualTo("长".repeat(37) + "-李雷");
    }
}
