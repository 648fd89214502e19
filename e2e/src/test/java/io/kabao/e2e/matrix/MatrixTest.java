package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.matrix.Line.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every published operation, called by every kind of caller. */
class MatrixTest {

    private static final Cast CAST = new Cast();

    /** Merchants that the lines' calls are about. */
    private static final Set<Long> KNOWN =
            new HashSet<>(Set.of(0L, CAST.mine().id(), CAST.other().id()));

    /** Rows of all others, after the line before; empty before the first. */
    private static Map<String, Long> countsElsewhere = Map.of();

    /** Shows whoever reads it the ids that they named in vain. */
    private static final String AUDIT = "admin GET /admin/audit";

    /** The one operation that shows personal data in full: with a permission, a reason and a record. */
    private static final String IN_FULL = "admin POST /admin/members/{id}/disclosure";

    /** All that the platform says of a merchant's own, and what changes by it. */
    private static final String SAID_BY_PLATFORM = "admin PUT /platform/merchants/{id}/referral-levels";

    private static final Set<String> CHANGED_BY_PLATFORM = Set.of("audit", "referral_permit");

    /** Found with nothing in the till, which the line before has closed: that a refusal of the trade itself is on record too. */
    private static final String SERVED_TO_NOBODY =
            "admin POST /admin/shifts/close {\"storeId\": \"${store}\", \"countedCashFen\": 0, \"note\": null}";

    private final Rows rows = Rows.of(House.shared().sandbox());

    static List<Line> lines() {
        return Line.all();
    }

    @Test
    void the_table_has_a_line_for_each_published_operation_and_no_other() {
        assertThat(lines().stream().map(Line::operation).distinct())
                .containsExactlyInAnyOrderElementsOf(Operation.published());
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

    @Test
    void each_line_has_callers_who_are_served() {
        assertThat(lines().stream().filter(line -> !line.isServed()).map(line -> line.operation() + " " + line.body()))
                .containsExactly(SERVED_TO_NOBODY);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void each_caller_gets_what_the_table_says_and_all_of_it_is_on_record(Line line) {
        var softly = new SoftAssertions();
        var elsewhere = elsewhere(rows);
        var thing = CAST.mine().thingFor(line.operation());
        for (var kind : Kind.values()) {
            var attempt = Attempt.of(CAST, line, kind, thing);
            CAST.afterCall(line.operation(), kind);
            softly.assertThat(attempt.answer().status())
                    .as("%s: %s", attempt, attempt.answer().body())
                    .isEqualTo(line.status(kind));
            if (attempt.isRefused()) {
                checkRefusal(softly, attempt);
            } else {
                checkDeed(softly, attempt);
                checkWhatIsShown(softly, attempt);
            }
            OnRecord.checkWords(softly, attempt);
            if (!attempt.isRefused() && attempt.writes()) {
                thing = CAST.mine().thingFor(line.operation());
            }
            if (!attempt.isRefused() && line.opensMerchant()) {
                KNOWN.add(Long.valueOf(attempt.answer().text("/id")));
            }
        }
        var after = rows.countsOfAllBut(KNOWN);
        softly.assertThat(after).as("%s: rows of all other merchants", line).isEqualTo(elsewhere);
        countsElsewhere = after;
        softly.assertAll();
    }

    /** What the line before left; nothing but the lines calls meanwhile. */
    private static Map<String, Long> elsewhere(Rows rows) {
        return countsElsewhere.isEmpty() ? rows.countsOfAllBut(KNOWN) : countsElsewhere;
    }

    /** The refused get a code and change nothing; staff who try are on record, once. */
    private static void checkRefusal(SoftAssertions softly, Attempt attempt) {
        softly.assertThat(attempt.answer().problemCode())
                .as("code of %s", attempt)
                .isPresent();
        softly.assertThat(attempt.mineChanged()).as("%s changed mine", attempt).isEmpty();
        softly.assertThat(attempt.otherChanged())
                .as("%s changed another's", attempt)
                .isEmpty();
        if (attempt.isByStaff()) {
            OnRecord.checkRefusal(softly, attempt, CAST.operatorId(attempt.kind()));
        }
    }

    /** Reading changes nothing, and writing nothing of another's merchant; it is on record as done by whoever did it. */
    private static void checkDeed(SoftAssertions softly, Attempt attempt) {
        var kind = attempt.kind();
        var isReading = attempt.isByStaff() && !OnRecord.isFor(attempt.line().operation());
        if (isReading || kind.isOther() || (kind == Kind.PLATFORM && attempt.isByStaff())) {
            softly.assertThat(attempt.mineChanged())
                    .as("%s changed mine", attempt)
                    .isSubsetOf(operationOf(attempt).equals(SAID_BY_PLATFORM) ? CHANGED_BY_PLATFORM : Set.of());
        }
        if (isReading || !kind.isOther()) {
            softly.assertThat(attempt.otherChanged())
                    .as("%s changed another's", attempt)
                    .isEmpty();
        }
        softly.assertThat(attempt.membersChanged())
                .as("%s changed another member's", attempt)
                .isEmpty();
        OnRecord.checkDeed(softly, attempt, CAST.operatorId(kind));
    }

    /** Nobody sees an id of where they do not work, or of another customer, and staff see members' names and phones masked. */
    private void checkWhatIsShown(SoftAssertions softly, Attempt attempt) {
        var body = attempt.answer().body();
        var kind = attempt.kind();
        if (kind.isOther() || (kind == Kind.PLATFORM && attempt.isByStaff())) {
            softly.assertThat(Holdings.of(CAST.mine()).namedIn(body))
                    .as("ids of mine that %s shows", attempt)
                    .filteredOn(id -> !(operationOf(attempt).equals(AUDIT) && isNamedByOther(id)))
                    .isEmpty();
        }
        if (kind.isElsewhere() && attempt.isByStaff()) {
            softly.assertThat(Holdings.at(Place.of(CAST.mine())).namedIn(body))
                    .as("ids of the first store that %s shows", attempt)
                    .isEmpty();
        }
        softly.assertThat(attempt.members().namedIn(body))
                .as("ids of another member that %s shows", attempt)
                .isEmpty();
        if (attempt.isByStaff() && !operationOf(attempt).equals(IN_FULL)) {
            softly.assertThat(body)
                    .as("what %s shows", attempt)
                    .doesNotContain(Things.NAME, Things.OTHER_NAME)
                    .doesNotContainPattern(Regular.PHONES);
        }
    }

    private boolean isNamedByOther(String id) {
        return rows.number("SELECT COUNT(*) FROM audit WHERE refused_as IS NOT NULL AND thing_id = " + id
                        + " AND merchant_id = " + CAST.other().id())
                > 0;
    }

    private static String operationOf(Attempt attempt) {
        return attempt.line().operation().toString();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void no_admission_is_remembered_from_the_request_before(Line line) {
        // Requests share threads and connections; what one was allowed must not stick to the next.
        if (line.status(Kind.NOBODY) != 401) {
            return;
        }
        var nobody = line.operation().caller();
        var admitted = admitted(line.operation());
        assertThat(admitted).as("%s", line).isEqualTo(200);
        var path = line.operation().pathFor("1");
        var answer = nobody.call(line.operation().method(), path, line.body().isEmpty() ? null : Map.of());
        assertThat(answer.status()).as("%s", line).isEqualTo(401);
    }

    private static int admitted(Operation operation) {
        if (operation.isOfPlatform()) {
            return CAST.at(operation.caller(), Kind.PLATFORM)
                    .get("/platform/me")
                    .status();
        }
        return operation.door().equals("wx")
                ? CAST.at(operation.caller(), Kind.MEMBER).get("/wx/me").status()
                : CAST.at(operation.caller(), Kind.OWNER).get("/admin/me").status();
    }
}
