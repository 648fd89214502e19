package io.kabao.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kabao.kernel.error.BusinessError;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class EditTest {

    record Change(Edit<String> name, @JsonId Edit<Long> parentId, Edit<Boolean> open) {}

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void a_field_left_out_keeps_what_is_there() {
        var change = json.readValue("{}", Change.class);
        assertThat(change.name().applyTo("before")).isEqualTo("before");
        assertThat(change.parentId().applyTo(7L)).isEqualTo(7L);
        assertThat(change.open().named()).isFalse();
    }

    @Test
    void null_clears_a_field() {
        var change = json.readValue("{\"name\":null,\"parentId\":null}", Change.class);
        assertThat(change.name().applyTo("before")).isNull();
        assertThat(change.parentId().applyTo(7L)).isNull();
    }

    @Test
    void a_field_that_must_have_a_value_is_not_cleared_by_null() {
        var change = json.readValue("{\"name\":null,\"parentId\":null}", Change.class);
        assertThat(refusedFor(() -> change.name().applyToRequired("before"))).contains("field=name");
        assertThat(refusedFor(() -> change.parentId().applyToRequired(7L))).contains("field=parentId");
    }

    private static String refusedFor(ThrowingCallable call) {
        var refusal = catchThrowableOfType(BusinessError.class, call);
        return Objects.requireNonNull(refusal.properties().get("errors")).toString();
    }

    @Test
    void a_value_replaces_what_is_there() {
        var change =
                json.readValue("{\"name\":\"new\",\"parentId\":\"117912148507631616\",\"open\":true}", Change.class);
        assertThat(change.name().applyTo("before")).isEqualTo("new");
        assertThat(change.parentId().applyTo(null)).isEqualTo(117_912_148_507_631_616L);
        assertThat(change.open().applyToRequired(false)).isTrue();
    }

    @Test
    void an_id_that_is_a_number_is_refused_in_an_edit_too() {
        assertThatThrownBy(() -> json.readValue("{\"parentId\":55}", Change.class))
                .isInstanceOf(JacksonException.class);
    }
}
