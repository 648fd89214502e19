package io.kabao.e2e.matrix;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;

/** What the audit keeps of the calls of the table. */
final class OnRecord {

    /** What members do without a record of their own, for good. */
    private static final Set<String> OF_NO_RECORD = Set.of(
            // Whoever signs in as a customer is nobody's member yet; the identity's own row says when.
            "wx POST /wx/sessions",
            // The message is the record: to which phone, when and what for.
            "wx POST /wx/sms-codes",
            // A page makes one each minute; its row says for which card, and what it was used for.
            "wx POST /wx/cards/{id}/member-codes",
            // WeChat's own words are kept as they came.
            "wx POST /wx/callbacks/{appId}");

    /** What the table's calls may find done already, which leaves no second record; the first one is tested with members' own data. */
    private static final Set<String> NOT_ON_RECORD = Set.of("wx POST /wx/claims", "wx PUT /wx/me/consents");

    /** What may be several things done, each with a record of its own, and how many; all else leaves exactly one. */
    private static final Map<String, Integer> SEVERAL_RECORDS = Map.of(
            // The batch, and the codes that were missing for it.
            "admin POST /admin/materials", 2,
            // The company, and its main card, which is given back.
            "admin DELETE /admin/groups/{id}", 2,
            // The card, and that it shares the company's balance.
            "admin POST /admin/groups/{id}/cards", 2);

    /** Acts on a thing, of whose fields none changes that a record may show: secrets, sessions, messages, work that is begun, a member's own answers. */
    private static final Set<String> ACTS = Set.of(
            "admin POST /admin/sessions",
            "admin DELETE /admin/sessions",
            "admin POST /admin/sessions/step-up",
            "admin PUT /admin/me/password",
            "admin POST /admin/me/totp",
            "admin POST /admin/me/totp/confirmation",
            "admin DELETE /admin/me/totp",
            "admin POST /admin/operators/{id}/password-reset",
            "admin DELETE /admin/operators/{id}/totp",
            "admin POST /admin/wechat-apps/{id}/check",
            "admin DELETE /admin/materials/{id}",
            "admin POST /admin/levels/preview",
            "admin POST /admin/outbox/{id}/retry",
            "admin POST /admin/inbox/{id}/replay",
            "admin POST /platform/sessions",
            "admin DELETE /platform/sessions",
            "admin POST /platform/sessions/step-up",
            "admin PUT /platform/me/password",
            "admin POST /platform/me/totp",
            "admin POST /platform/me/totp/confirmation",
            "admin DELETE /platform/me/totp",
            "wx PATCH /wx/me",
            "wx PUT /wx/me/pin",
            "wx POST /wx/me/export");

    /** Reading that is on record, since what was read leaves the house. */
    private static final Set<String> READ_ON_RECORD =
            Set.of("admin GET /admin/txns.csv", "admin GET /admin/groups/{id}/statement.csv");

    private static final Pattern IN_CLEAR =
            Pattern.compile(Regular.PHONES + "|" + Things.NAME + "|" + Things.OTHER_NAME);

    private OnRecord() {}

    /** Whether whoever does it comes on record. */
    static boolean isFor(Operation operation) {
        return operation.writes() || READ_ON_RECORD.contains(operation.toString());
    }

    /** Nobody's phone or name can be read in a record, whoever it is about. */
    static void checkWords(SoftAssertions softly, Attempt attempt) {
        for (var entry : attempt.onRecord().entries()) {
            softly.assertThat(entry.whole()).as("a record of %s", attempt).doesNotContainPattern(IN_CLEAR);
        }
    }

    /** Staff who were refused are on record, once, with the code that they got. */
    static void checkRefusal(SoftAssertions softly, Attempt attempt, Optional<Long> who) {
        var code = attempt.answer().problemCode().orElse("");
        softly.assertThat(attempt.onRecord().count(entry -> !entry.isDone()))
                .as("records of refusals after %s", attempt)
                .isEqualTo(attempt.isRefusalOnRecord() ? 1 : 0);
        softly.assertThat(attempt.onRecord()
                        .count(entry ->
                                entry.isBy(who) && entry.refusedAs().equals(code) && isFromHere(attempt, entry)))
                .as("records of %s's refusal as %s", attempt, code)
                .isEqualTo(attempt.isRefusalOnRecord() ? 1 : 0);
    }

    /** What was done is on record as done by whoever did it, from where, and with what it was before and is now. */
    static void checkDeed(SoftAssertions softly, Attempt attempt, Optional<Long> who) {
        var operation = attempt.line().operation();
        if (!isFor(operation) || !mustBeOnRecord(attempt)) {
            return;
        }
        var records = attempt.onRecord().entries().stream()
                .filter(entry -> entry.isDone() && isFromHere(attempt, entry) && isByCaller(attempt, entry, who))
                .toList();
        softly.assertThat(records.size())
                .as("records that %s was done", attempt)
                .isBetween(1, SEVERAL_RECORDS.getOrDefault(operation.toString(), 1));
        softly.assertThat(records)
                .as("what the records of %s hold", attempt)
                .anyMatch(entry -> holdsWhatChanged(attempt, entry));
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

    private static boolean isFromHere(Attempt attempt, Trail.Entry entry) {
        var realm = attempt.line().operation().door().equals("wx")
                ? "MEMBER"
                : attempt.line().operation().isOfPlatform() ? "PLATFORM" : "OPERATOR";
        return entry.realm().equals(realm) && entry.ip().equals("127.0.0.1");
    }

    /** Whoever signs in is somebody only afterwards. */
    private static boolean isByCaller(Attempt attempt, Trail.Entry entry, Optional<Long> who) {
        return attempt.isByStaff() ? entry.isBy(who) : !entry.actorId().isEmpty();
    }

    /** A record by itself says what a change made of what; of what is gone it says what it was, of what is new what it is. */
    private static boolean holdsWhatChanged(Attempt attempt, Trail.Entry entry) {
        var operation = attempt.line().operation();
        if (ACTS.contains(operation.toString())) {
            return true;
        }
        var was = !entry.was().isEmpty();
        var isNow = !entry.isNow().isEmpty();
        return switch (operation.method()) {
            case "PUT", "PATCH" ->
                isNow
                        && (attempt.answer().status() == 202
                                || (was && !entry.was().equals(entry.isNow())));
            case "DELETE" -> was;
            default -> isNow;
        };
    }
}
