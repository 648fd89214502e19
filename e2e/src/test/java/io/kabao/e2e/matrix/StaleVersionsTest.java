package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kabao.access.BuiltInRole;
import io.kabao.access.Scope;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.matrix.Line.Kind;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever saves what somebody else has saved in between is told who and when, wherever things are edited. */
class StaleVersionsTest {

    private static final Cast CAST = new Cast();
    private static final House HOUSE = House.shared();
    private static final int OK = 200;
    private static final Operator FIRST = Operator.added();

    /** Another owner, who is first. */
    private record Operator(long id, Api session) {

        static Operator added() {
            var account = "first-" + Merchant.fresh();
            new Things(CAST.mine()).anOperator(account, BuiltInRole.OWNER, Scope.WHOLE);
            var session = HOUSE.admin().signedIn(account, CAST.mine().password());
            HOUSE.trust(account);
            var id = Rows.of(HOUSE.sandbox()).number("SELECT id FROM operator WHERE account = '" + account + "'");
            return new Operator(id, session);
        }
    }

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
        // A new secret, or pushes in clear, would wait for a second person.
        var body = line.bodyFor(CAST.mine())
                .replaceFirst("\"secret\": \"[^\"]*\"", "\"secret\": null")
                .replace("\"safeMode\": false", "\"safeMode\": true");
        var first = FIRST.session().call(operation.method(), path, body);
        assertThat(first.status()).as(first.body()).isEqualTo(OK);
        var saved = HOUSE.clock().instant();

        var second = CAST.at(operation.caller(), Kind.OWNER).call(operation.method(), path, body);
        assertThat(second.status()).as(second.body()).isEqualTo(409);
        assertThat(second.problemCode()).hasValue("STALE_VERSION");
        assertThat(second.text("/updatedBy/id")).isEqualTo(Long.toString(FIRST.id()));
        assertThat(second.text("/updatedBy/name")).isNotBlank();
        assertThat(OffsetDateTime.parse(second.text("/updatedAt")).toInstant())
                .isCloseTo(saved, within(1, ChronoUnit.MINUTES));
        assertThat(second.json().get("version").asInt()).isPositive();
    }
}
