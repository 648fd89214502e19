package io.kabao.e2e.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the admin door says about itself where that does not follow from its code alone. */
class PublishedApiTest {

    private final JsonNode api = House.shared().admin().get("/v3/api-docs").json();

    @Test
    void a_picture_comes_as_a_part() {
        var content = api.at("/paths/~1admin~1images/post/requestBody/content");
        assertThat(content.propertyNames()).containsExactly("multipart/form-data");
        assertThat(content.at("/multipart~1form-data/schema/properties/file/format")
                        .asString())
                .isEqualTo("binary");
    }

    @Test
    void what_figures_are_added_up_by_is_one_of_a_few_words() {
        var by = api.at("/paths/~1admin~1claim-statistics/get/parameters")
                .valueStream()
                .filter(parameter -> parameter.get("name").asString().equals("by"))
                .findFirst()
                .orElseThrow();
        assertThat(by.at("/schema/enum").valueStream().map(JsonNode::asString))
                .containsExactly("code", "batch", "store", "staff", "day");
    }

    @Test
    void as_many_ids_are_taken_as_fit_into_a_body() {
        assertThat(api.at("/components/schemas/NewMaterial/properties/ids/maxItems")
                        .asInt())
                .isEqualTo(10_000);
    }
}
