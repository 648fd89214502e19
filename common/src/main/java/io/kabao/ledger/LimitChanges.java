package io.kabao.ledger;

import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a merchant allows at its counters is changed. That somebody may move more money alone than before needs a second person
 * itself, or whoever may say so would move what they like.
 */
@Service
public class LimitChanges implements ApprovableAction {

    private static final String THING = "BOOK_SETTINGS";

    private final BookSettings settings;
    private final Approvals approvals;
    private final JsonMapper json;

    LimitChanges(BookSettings settings, Approvals approvals, JsonMapper json) {
        this.settings = settings;
        this.approvals = approvals;
        this.json = json;
    }

    /** What waits: all rules as they are to be from this version on. */
    private record Asked(int version, BookRules rules) {}

    /** What whoever agrees is shown. */
    private record Summary(BookRules was, BookRules isNow) {}

    /**
     * Replaces all of a merchant's rules, or lets it wait. Errors: as {@link BookSettings#change}.
     *
     * @param reason for the audit and whoever has to agree; null: none is given
     */
    public Outcome<BookSettings.Kept> change(Actor actor, int version, BookRules rules, @Nullable String reason) {
        var was = settings.require(actor.merchantId(), version);
        settings.requireSensible(actor, was, rules);
        if (!rules.allowMoreAloneThan(was.rules())) {
            return new Outcome.Done<>(settings.change(actor, version, rules, reason));
        }
        var request = new Approvals.Request(
                kind(),
                THING,
                null,
                Approvals.Place.WHOLE,
                new Summary(was.rules(), rules),
                new Asked(version, rules),
                reason);
        return approvals.runOrWait(actor, request, () -> settings.change(actor, version, rules, reason));
    }

    @Override
    public Kind kind() {
        return Kind.BOOK_LIMITS;
    }

    @Override
    public void run(Actor actor, String payload, @Nullable String reason) {
        var asked = json.readValue(payload, Asked.class);
        settings.change(actor, asked.version(), asked.rules(), reason);
    }
}
