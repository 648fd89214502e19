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
import java.util.stream.Collectors;
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

    /** What members do without a record of their own, for good. */
    private static final Set<String> OF_NO_RECORD = Set.of(
            // Whoever signs in as a customer is nobody's member yet; the identity's own row says when.
            "wx POST /wx/sessions",
            // The message is the record: to which phone, when and what for.
            "wx POST /wx/sms-codes",
            // A page makes one each minute; its row says for which card, and what it was used for.
            "wx POST /wx/cards/{id}/member-codes");

    /** What the table's calls may find done already, which leaves no second record; the first one is tested with members' own data. */
    private static final Set<String> NOT_ON_RECORD = Set.of(
            "wx POST /wx/claims",
            "wx POST /wx/cards/{id}/activation",
            "wx POST /wx/cards/{id}/binding",
            "wx PUT /wx/me/consents");

    /** What may be several things done, each with a record of its own, and how many; all else leaves exactly one. */
    private static final Map<String, Long> SEVERAL_RECORDS = Map.of(
            // The batch, and the codes that were missing for it.
            "admin POST /admin/materials", 2L,
            // The company, and its main card, which is given back.
            "admin DELETE /admin/groups/{id}", 2L,
            // The card, and that it shares the company's balance.
            "admin POST /admin/groups/{id}/cards", 2L);

    /** Shows whoever reads it the ids that they named in vain. */
    private static final String AUDIT = "admin GET /admin/audit";

    /** The one operation that shows personal data in full: with a permission, a reason and a record. */
    private static final String IN_FULL = "admin POST /admin/members/{id}/disclosure";

    /** Reading that is on record, since what was read leaves the house. */
    private static final Set<String> READ_ON_RECORD =
            Set.of("admin GET /admin/txns.csv", "admin GET /admin/groups/{id}/statement.csv");

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
            var code = attempt.answer().problemCode().orElse("");
            var who = CAST.operatorId(attempt.kind());
            softly.assertThat(attempt.onRecord().count(entry -> !entry.isDone()))
                    .as("records of refusals after %s", attempt)
                    .isEqualTo(attempt.isRefusalOnRecord() ? 1 : 0);
            softly.assertThat(attempt.onRecord()
                            .count(entry -> entry.isBy(who) && entry.refusedAs().equals(code)))
                    .as("records of %s's refusal as %s", attempt, code)
                    .isEqualTo(attempt.isRefusalOnRecord() ? 1 : 0);
        }
    }

    /** Reading changes nothing, and writing nothing of another's merchant; it is on record as done by whoever did it. */
    private static void checkDeed(SoftAssertions softly, Attempt attempt) {
        var kind = attempt.kind();
        var operation = attempt.line().operation();
        var isOnRecord = operation.writes() || READ_ON_RECORD.contains(operation.toString());
        var isReading = attempt.isByStaff() && !isOnRecord;
        if (isReading || kind.isOther() || (kind == Kind.PLATFORM && attempt.isByStaff())) {
            softly.assertThat(attempt.mineChanged())
                    .as("%s changed mine", attempt)
                    .isEmpty();
        }
        if (isReading || !kind.isOther()) {
            softly.assertThat(attempt.otherChanged())
                    .as("%s changed another's", attempt)
                    .isEmpty();
        }
        if (isOnRecord && mustBeOnRecord(attempt)) {
            softly.assertThat(attempt.onRecord().count(entry -> entry.isDone() && isByCaller(attempt, entry)))
                    .as("records that %s was done", attempt)
                    .isBetween(1L, SEVERAL_RECORDS.getOrDefault(operation.toString(), 1L));
        }
    }

    private static boolean mustBeOnRecord(Attempt attempt) {
        var operation = attempt.line().operation();
        if (operation.door().equals("admin")) {
            return true;
        }
        var changed =
                !attempt.mineChanged().isEmpty() || !attempt.otherChanged().isEmpty();
        return changed && !OF_NO_RECORD.contains(operation.toString()) && !NOT_ON_RECORD.contains(operation.toString());
    }

    /** Whoever signs in is somebody only afterwards. */
    private static boolean isByCaller(Attempt attempt, Trail.Entry entry) {
        if (attempt.line().operation().door().equals("wx")) {
            return entry.realm().equals("MEMBER");
        }
        return attempt.line().isSameForAll() ? !entry.actorId().isEmpty() : entry.isBy(CAST.operatorId(attempt.kind()));
    }

    /** Nobody sees an id of where they do not work, and staff see members' names and phones masked. */
    private void checkWhatIsShown(SoftAssertions softly, Attempt attempt) {
        var body = attempt.answer().body();
        var kind = attempt.kind();
        if (kind.isOther() || (kind == Kind.PLATFORM && attempt.isByStaff())) {
            softly.assertThat(shown(body, idsOf(CAST.mine())))
                    .as("ids of mine that %s shows", attempt)
                    .filteredOn(id -> !(operationOf(attempt).equals(AUDIT) && isNamedByOther(id)))
                    .isEmpty();
        }
        if (kind.isElsewhere() && attempt.isByStaff()) {
            softly.assertThat(shown(body, idsAt(CAST.mine())))
                    .as("ids of the first store that %s shows", attempt)
                    .isEmpty();
        }
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

    private static List<String> shown(String body, List<String> ids) {
        return ids.stream().filter(body::contains).toList();
    }

    private List<String> idsOf(Merchant mine) {
        return rows.column(Stream.of(
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
                        "operator",
                        "role",
                        "approval")
                .map(table -> "SELECT id FROM " + table + " WHERE merchant_id = " + mine.id())
                .collect(Collectors.joining(" UNION ALL ")));
    }

    /** What stands in the first organization, at its store, or belongs to those who do. */
    private List<String> idsAt(Merchant mine) {
        var organizations = "(SELECT id FROM organization WHERE %d IN (id, parent_id))"
                .formatted(Place.of(mine).organization());
        var stores = "(SELECT id FROM store WHERE organization_id IN " + organizations + ")";
        var people = "(SELECT id FROM staff WHERE organization_id IN " + organizations + ")";
        var cards = " FROM member_card WHERE merchant_id = " + mine.id() + " AND (issuing_organization_id IN "
                + organizations + " OR issuing_store_id IN " + stores + ")";
        return rows.column(String.join(
                " UNION ALL ",
                organizations,
                stores,
                people,
                "SELECT id FROM claim_code WHERE store_id IN " + stores + " OR staff_id IN " + people,
                "SELECT id" + cards,
                "SELECT member_id" + cards,
                "SELECT id FROM approval WHERE organization_id IN " + organizations + " OR store_id IN " + stores));
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
