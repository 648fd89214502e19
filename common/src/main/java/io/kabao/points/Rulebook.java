package io.kabao.points;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.merchant.Merchants;
import io.kabao.organization.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where merchants say what earns points. Each change makes a snapshot; orders are counted by the one that is in force when
 * they are paid, and keep to it.
 */
@Service
public class Rulebook {

    /** Rules that one merchant may have. */
    public static final int RULES_MOST = 50;

    /** The most that points, amounts and bounds may be set to. */
    public static final long MOST = PointsRules.ORDER_MOST;

    /** The most points, or fen, that a rate may name. */
    public static final long RATE_MOST = 1_000_000;

    /** Days that points of orders may wait until they can be used. */
    public static final int PENDING_MOST = 90;

    /** Days before points end in which members may be told. */
    public static final int REMINDER_MOST = 90;

    /** Months or years that points may last. */
    public static final int EXPIRY_MOST = 120;

    private static final Logger LOG = LoggerFactory.getLogger(Rulebook.class);
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String THING = "POINTS_RULE";
    private static final String SETTINGS = "POINTS_SETTINGS";

    private final RulesetMapper mapper;
    private final Merchants merchants;
    private final Stores stores;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    Rulebook(
            RulesetMapper mapper,
            Merchants merchants,
            Stores stores,
            Audit audit,
            Ids ids,
            Clock clock,
            JsonMapper json) {
        this.mapper = mapper;
        this.merchants = merchants;
        this.stores = stores;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What holds for all points, as it stands.
     *
     * @param version to base the next change on; 0: nothing was ever set
     */
    public record KeptSettings(PointsSettings settings, int version) {}

    /** A merchant's rules as they are now. */
    public PointsRules of(long merchantId) {
        return mapper.latest(merchantId).map(this::read).orElse(PointsRules.NONE);
    }

    private PointsRules read(Ruleset row) {
        return json.readValue(row.content(), PointsRules.class);
    }

    /** How many days before points end members are told, of the merchants who want them to be, by their ids. */
    public Map<Long, Integer> reminderDays() {
        var days = new HashMap<Long, Integer>();
        for (var row : mapper.allInForce()) {
            try {
                var said = read(row).settings().reminderDays();
                if (said != null) {
                    days.put(row.merchantId(), said);
                }
            } catch (JacksonException e) {
                LOG.warn("Nobody is told of points by rules {}, which can't be read", row.id(), e);
            }
        }
        return days;
    }

    /** One rule. Errors: {@link PointsError#POINTS_RULE_NOT_FOUND}. */
    public EarnRule require(long merchantId, long id) {
        return require(of(merchantId), id);
    }

    private static EarnRule require(PointsRules rules, long id) {
        return rules.earning().stream()
                .filter(rule -> rule.id() == id)
                .findFirst()
                .orElseThrow(() -> new BusinessError(PointsError.POINTS_RULE_NOT_FOUND));
    }

    /** What holds for all points of a merchant. */
    public KeptSettings settings(long merchantId) {
        return mapper.latest(merchantId)
                .map(row -> new KeptSettings(read(row).settings(), row.settingsVersion()))
                .orElse(new KeptSettings(PointsSettings.USUAL, 0));
    }

    /**
     * Adds a rule. Errors: {@link PointsError#POINTS_RULE_WRONG}, {@link PointsError#POINTS_RULES_TOO_MANY},
     * {@link io.kabao.organization.OrganizationError#STORE_NOT_FOUND}.
     */
    @Transactional
    public EarnRule add(Actor actor, EarnRule.Draft draft) {
        requireSensible(actor, draft);
        var rule = EarnRule.made(ids.next(), draft, clock.instant(), actor.id());
        change(actor, before -> {
            var rules = new ArrayList<>(before.rules().earning());
            if (rules.size() >= RULES_MOST) {
                throw new BusinessError(PointsError.POINTS_RULES_TOO_MANY).with("most", RULES_MOST);
            }
            rules.add(rule);
            return before.with(rules);
        });
        audit.record(actor, Change.created(THING, rule.id(), rule));
        return rule;
    }

    /**
     * Changes a rule as {@code edit} says; what orders earned by it stays. Errors: {@link PointsError#POINTS_RULE_NOT_FOUND},
     * {@link PointsError#POINTS_RULE_WRONG}, {@link io.kabao.organization.OrganizationError#STORE_NOT_FOUND}, a stale version.
     */
    @Transactional
    public EarnRule change(Actor actor, long id, int version, UnaryOperator<EarnRule.Draft> edit) {
        var changed = change(actor, before -> {
            var was = require(before.rules(), id);
            if (was.version() != version) {
                throw new StaleVersion(was.version(), was.updatedAt(), was.updatedBy());
            }
            var draft = edit.apply(was.asDraft());
            requireSensible(actor, draft);
            var isNow = was.with(draft, clock.instant(), actor.id());
            return before.with(before.rules().earning().stream()
                    .map(rule -> rule.id() == id ? isNow : rule)
                    .toList());
        });
        var isNow = require(changed.after().rules(), id);
        audit.record(actor, Change.changed(THING, id, require(changed.before().rules(), id), isNow));
        return isNow;
    }

    /** Removes a rule; what orders earned by it stays. Errors: {@link PointsError#POINTS_RULE_NOT_FOUND}. */
    @Transactional
    public void delete(Actor actor, long id) {
        var changed = change(actor, before -> {
            require(before.rules(), id);
            return before.with(before.rules().earning().stream()
                    .filter(rule -> rule.id() != id)
                    .toList());
        });
        audit.record(actor, Change.deleted(THING, id, require(changed.before().rules(), id)));
    }

    /** Changes what holds for all points. Errors: {@link PointsError#POINTS_SETTING_WRONG}, a stale version. */
    @Transactional
    public KeptSettings change(Actor actor, int version, UnaryOperator<PointsSettings> edit) {
        var changed = change(actor, before -> {
            if (before.settingsVersion() != version) {
                throw new StaleVersion(
                        before.settingsVersion(),
                        before.settingsAt() == null ? Instant.EPOCH : before.settingsAt(),
                        before.settingsBy());
            }
            var settings = edit.apply(before.rules().settings());
            requireSensible(settings);
            return new Content(
                    new PointsRules(before.rules().earning(), settings), version + 1, clock.instant(), actor.id());
        });
        var settings = changed.after().rules().settings();
        var was = changed.before().rules().settings();
        audit.record(actor, new Change(SETTINGS + "_CHANGED", SETTINGS, null, was, settings, null));
        return new KeptSettings(settings, version + 1);
    }

    /** What a row holds. */
    private record Content(
            PointsRules rules,
            int settingsVersion,
            @Nullable Instant settingsAt,
            @Nullable Long settingsBy) {

        Content with(List<EarnRule> earning) {
            return new Content(new PointsRules(earning, rules.settings()), settingsVersion, settingsAt, settingsBy);
        }
    }

    private record Changed(Content before, Content after) {}

    /** Two changes at once come one after the other, and the second is made on the first's. */
    private Changed change(Actor actor, UnaryOperator<Content> edit) {
        merchants.lock(actor.merchantId());
        var latest = mapper.latest(actor.merchantId());
        var before = latest.map(
                        row -> new Content(read(row), row.settingsVersion(), row.settingsAt(), row.settingsBy()))
                .orElse(new Content(PointsRules.NONE, 0, null, null));
        var after = edit.apply(before);
        mapper.insert(new Ruleset(
                ids.next(),
                actor.merchantId(),
                latest.map(Ruleset::number).orElse(0) + 1,
                json.writeValueAsString(after.rules()),
                after.settingsVersion(),
                after.settingsAt(),
                after.settingsBy(),
                clock.instant(),
                actor.id()));
        return new Changed(before, after);
    }

    private void requireSensible(Actor actor, EarnRule.Draft draft) {
        requireWithin("points", draft.reward().points());
        requireWithin("perFen", draft.reward().perFen());
        requireWithin("perOrderMost", draft.reward().perOrderMost());
        requireCalendar("from", draft.startsAt());
        requireCalendar("until", draft.endsAt());
        if (draft.startsAt() != null
                && draft.endsAt() != null
                && !draft.startsAt().isBefore(draft.endsAt())) {
            throw new BusinessError(PointsError.POINTS_RULE_WRONG).with("field", "until");
        }
        stores.requireAll(actor.merchantId(), new HashSet<>(draft.terms().storeIds()));
    }

    private static void requireCalendar(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(FIRST) || !time.isBefore(LAST))) {
            throw new BusinessError(PointsError.POINTS_RULE_WRONG).with("field", field);
        }
    }

    private static void requireWithin(String field, @Nullable Long value) {
        if (value != null && (value < 1 || value > MOST)) {
            throw new BusinessError(PointsError.POINTS_RULE_WRONG).with("field", field);
        }
    }

    private static void requireSensible(PointsSettings settings) {
        var expiry = settings.expiry();
        var least = expiry.kind() == PointsSettings.Expiry.Kind.MONTHS ? 1 : 0;
        var most = expiry.kind() == PointsSettings.Expiry.Kind.NEVER ? 0 : EXPIRY_MOST;
        if (expiry.count() < least || expiry.count() > most) {
            throw new BusinessError(PointsError.POINTS_SETTING_WRONG).with("field", "expiry.count");
        }
        requireRate(
                "asMoney",
                settings.asMoney() == null ? null : settings.asMoney().rate());
        requireRate(
                "exchange",
                settings.exchange() == null ? null : settings.exchange().rate());
        requireBound(
                "asMoney.leastPoints",
                settings.asMoney() == null ? null : settings.asMoney().leastPoints());
        requireBound("secondPersonAbove", settings.alone());
        requireBound("perOrderMost", settings.perOrderMost());
        if (settings.reminderDays() != null
                && (settings.reminderDays() < 1 || settings.reminderDays() > REMINDER_MOST)) {
            throw new BusinessError(PointsError.POINTS_SETTING_WRONG).with("field", "reminderDays");
        }
        if (settings.pendingDays() != null && (settings.pendingDays() < 0 || settings.pendingDays() > PENDING_MOST)) {
            throw new BusinessError(PointsError.POINTS_SETTING_WRONG).with("field", "pendingDays");
        }
        requireBound("perDayMost", settings.perDayMost());
    }

    private static void requireRate(String field, PointsSettings.@Nullable Rate rate) {
        if (rate != null && (rate.points() > RATE_MOST || rate.fen() > RATE_MOST)) {
            throw new BusinessError(PointsError.POINTS_SETTING_WRONG).with("field", field);
        }
    }

    private static void requireBound(String field, @Nullable Long most) {
        if (most != null && (most < 0 || most > MOST)) {
            throw new BusinessError(PointsError.POINTS_SETTING_WRONG).with("field", field);
        }
    }
}
