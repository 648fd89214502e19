package io.kabao.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.ResultMapping;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of records when mappers are read; that rows come out right is seen wherever rows are read. */
class RowsByConstructorTest {

    private final RowsByConstructor settings = new RowsByConstructor();

    record Row(
            long id,
            String phoneLast4,
            State state,
            @Nullable Long memberId,
            byte[] phoneHash,
            Instant createdAt) {}

    private enum State {
        OPEN
    }

    private static class Bean {}

    @Test
    void each_component_of_a_record_comes_from_the_column_of_its_name() {
        var told = told(Row.class, List.of());
        assertThat(told.getConstructorResultMappings())
                .extracting(ResultMapping::getColumn)
                .containsExactly("id", "phone_last4", "state", "member_id", "phone_hash", "created_at");
        assertThat(told.getConstructorResultMappings())
                .extracting(ResultMapping::getJavaType)
                .containsExactly(long.class, String.class, State.class, Long.class, byte[].class, Instant.class);
        assertThat(told.getConstructorResultMappings())
                .allSatisfy(one -> assertThat(one.getTypeHandler()).isNotNull());
        assertThat(told.getAutoMapping()).isFalse();
    }

    @Test
    void what_is_no_record_is_left_to_the_library() {
        assertThat(told(Bean.class, List.of()).getResultMappings()).isEmpty();
        assertThat(told(Long.class, List.of()).getResultMappings()).isEmpty();
    }

    @Test
    void what_a_mapper_says_itself_stands() {
        var own = new ResultMapping.Builder(settings, "id", "number", long.class).build();
        assertThat(told(Row.class, List.of(own)).getResultMappings()).containsExactly(own);
    }

    private ResultMap told(Class<?> type, List<ResultMapping> mappings) {
        var name = "rows." + type.getSimpleName();
        settings.addResultMap(new ResultMap.Builder(settings, name, type, mappings).build());
        return settings.getResultMap(name);
    }
}
