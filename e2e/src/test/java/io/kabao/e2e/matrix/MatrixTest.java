package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.matrix.Line.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every published operation, called by every kind of caller. */
class MatrixTest {

    private final Rows rows = Rows.of(House.shared().sandbox());

    static List<Line> lines() {
        return Line.all();
    }

    @Test
    void the_table_has_a_line_for_each_published_operation_and_no_other() {
        assertThat(lines()).extracting(Line::operation).containsExactlyInAnyOrderElementsOf(Operation.published());
    }

    @Test
    void no_handler_of_ours_is_left_out_of_what_is_published() {
        var published = Operation.published().stream().map(Operation::path).toList();
        assertThat(House.shared().handlerMappings().stream().flatMap(MatrixTest::pathsOfOurs))
                .filteredOn(Predicate.not("/error"::equals))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(published).contains(path));
    }

    private static Stream<String> pathsOfOurs(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(handler -> handler.getValue().getBeanType().getName().startsWith("io.kabao."))
                .flatMap(handler -> handler.getKey().getPatternValues().stream());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void each_caller_gets_what_the_table_says_and_the_refused_change_nothing(Line line) {
        for (var kind : Kind.values()) {
            var mine = Merchant.open();
            var callers = kind.isOther() ? Merchant.open() : mine;
            var path = line.addressFor(callers, mine);
            var caller = caller(kind, line.operation().caller(), callers);
            var body = line.body().isEmpty() ? null : line.bodyFor(callers, mine);
            var before = rows.merchantsChecksums();
            var mineBefore = rows.digestOf(mine.id());

            var answer = caller.call(line.operation().method(), path, body);

            assertThat(answer.status())
                    .as("%s by %s: %s", line, kind, answer.body())
                    .isEqualTo(line.status(kind));
            if (answer.status() >= 400) {
                assertThat(answer.problemCode())
                        .as("code of %s by %s", line, kind)
                        .isPresent();
                assertThat(rows.merchantsChecksums())
                        .as("%s by %s changed rows", line, kind)
                        .isEqualTo(before);
            } else if (kind.isOther()) {
                assertThat(rows.digestOf(mine.id()))
                        .as("%s by another changed mine", line)
                        .isEqualTo(mineBefore);
                assertThatNothingOf(mine, answer);
            }
        }
    }

    private static Api caller(Kind kind, Api nobody, Merchant merchant) {
        return switch (kind) {
            case NOBODY -> nobody;
            case FORGED -> nobody.as("A".repeat(43));
            case MINE, OTHER -> nobody.as(merchant.signIn());
            case MEMBER, OTHER_MEMBER -> nobody.as(merchant.memberToken());
        };
    }

    /** A list that another merchant reads holds none of our ids. */
    private void assertThatNothingOf(Merchant mine, Answer answer) {
        for (var table : List.of(
                "organization",
                "store",
                "staff",
                "wechat_app",
                "card_template",
                "claim_code",
                "member",
                "identity",
                "member_card",
                "holder",
                "outbox",
                "inbox",
                "audit",
                "operator")) {
            for (var id : rows.column("SELECT id FROM " + table + " WHERE merchant_id = " + mine.id())) {
                assertThat(answer.body())
                        .as("an id of another merchant's " + table)
                        .doesNotContain(id);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void no_admission_is_remembered_from_the_request_before(Line line) {
        // Requests share threads and connections; what one was allowed must not stick to the next.
        if (line.status(Kind.NOBODY) != 401) {
            return;
        }
        var mine = Merchant.open();
        var path = line.operation().pathFor(mine.thingFor(line.operation()));
        var nobody = line.operation().caller();
        var admitted = nobody.as(mine.tokenFor(line.operation()))
                .get(line.operation().door().equals("wx") ? "/wx/me" : "/admin/me");
        assertThat(admitted.status()).as("%s", line).isEqualTo(200);
        var answer = nobody.call(line.operation().method(), path, line.body().isEmpty() ? null : Map.of());
        assertThat(answer.status()).as("%s", line).isEqualTo(401);
    }
}
