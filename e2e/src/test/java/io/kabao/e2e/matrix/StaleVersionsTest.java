package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.matrix.Line.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever saves what somebody else has saved in between is told who and when, wherever things are edited. */
class StaleVersionsTest {

    private static final Cast CAST = new Cast();
    private static final int OK = 200;

    /** One line for each operation of the admin door that edits what carries a version. */
    static List<Line> edits() {
        var edits = new LinkedHashMap<Operation, Line>();
        for (var line : Line.all()) {
            var operation = line.operation();
            if (operation.door().equals("admin")
                    && Set.of("PUT", "PATCH").contains(operation.method())
                    && line.status(Kind.OWNER) == OK
                    && operation.bodyFields().contains("version")) {
                edits.putIfAbsent(operation, line);
            }
        }
        return List.copyOf(edits.values());
    }

    @Test
    void all_that_is_edited_is_looked_at() {
        assertThat(edits().stream().map(line -> line.operation().toString()))
                .contains(
                        "admin PATCH /admin/stores/{id}",
                        "admin PATCH /admin/members/{id}",
                        "admin PUT /admin/merchant",
                        "admin PUT /admin/book-settings",
                        "admin PUT /admin/points-worth")
                .hasSizeGreaterThanOrEqualTo(16);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void a_second_save_of_the_same_version_says_whose_the_first_was_and_when(Line line) {
        var operation = line.operation();
        var path = operation.pathFor(CAST.mine().thingFor(operation));
        var body = line.bodyFor(CAST.mine());
        var owner = CAST.at(operation.caller(), Kind.OWNER);
        var first = owner.call(operation.method(), path, body);
        assertThat(first.status()).as(first.body()).isEqualTo(OK);

        var second = CAST.at(operation.caller(), Kind.OWNER).call(operation.method(), path, body);
        assertThat(second.status()).as(second.body()).isEqualTo(409);
        assertThat(second.problemCode()).hasValue("STALE_VERSION");
        assertThat(second.text("/updatedBy/id"))
                .isEqualTo(Long.toString(CAST.operatorId(Kind.OWNER).orElseThrow()));
        assertThat(second.text("/updatedBy/name")).isNotBlank();
        assertThat(second.text("/updatedAt")).isNotBlank();
        assertThat(second.json().get("version").asInt()).isPositive();
    }
}
