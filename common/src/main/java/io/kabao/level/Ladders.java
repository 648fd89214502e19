package io.kabao.level;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.image.ImageError;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.merchant.Merchants;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Where merchants say what levels they have. Other levels are looked through with all cards first, which changes nothing; only
 * what was shown so can be applied. Once there are levels there always are.
 */
@Service
public class Ladders {

    private static final String THING = "LEVELS";

    private final LadderMapper mapper;
    private final LevelRunMapper runs;
    private final LevelRuns work;
    private final Merchants merchants;
    private final LevelPictures pictures;
    private final Audit audit;
    private final LevelTools tools;

    Ladders(
            LadderMapper mapper,
            LevelRunMapper runs,
            LevelRuns work,
            Merchants merchants,
            LevelPictures pictures,
            Audit audit,
            LevelTools tools) {
        this.mapper = mapper;
        this.runs = runs;
        this.work = work;
        this.merchants = merchants;
        this.pictures = pictures;
        this.audit = audit;
        this.tools = tools;
    }

    /**
     * A merchant's levels.
     *
     * @param version to base the next change on; 0: there are none
     * @param ladder null: there are none
     */
    public record Kept(int version, @Nullable Ladder ladder) {}

    /** A merchant's levels as they are now. */
    public Kept of(long merchantId) {
        return mapper.latest(merchantId)
                .map(row -> new Kept(row.number(), tools.json().readValue(row.content(), Ladder.class)))
                .orElse(new Kept(0, null));
    }

    /** Errors: {@link LevelError#LEVEL_NOT_FOUND} where the merchant does not have all of these. */
    public void requireAll(long merchantId, Collection<Long> levels) {
        var ladder = of(merchantId).ladder();
        if (!levels.isEmpty()
                && (ladder == null
                        || !levels.stream().allMatch(id -> ladder.level(id).isPresent()))) {
            throw new BusinessError(LevelError.LEVEL_NOT_FOUND);
        }
    }

    /**
     * What is asked for.
     *
     * @param version it is based on
     * @param ladder levels without an id, 0, are new
     * @param mayFall whether cards go down before their time is over
     */
    public record Asked(int version, Ladder ladder, boolean mayFall) {}

    /**
     * Begins to look who would go where; with few cards that is done at once. Nothing else is changed. Errors:
     * {@link LevelError#LEVEL_WRONG}, {@link LevelError#LEVEL_NOT_FOUND}, {@link LevelError#LEVEL_STILL_PAID},
     * {@link LevelError#LEVELS_RUNNING}, {@link ImageError#IMAGE_NOT_FOUND}, a stale version.
     */
    public LevelRunView preview(Actor actor, Asked asked) {
        var latest = mapper.latest(actor.merchantId());
        requireVersion(asked.version(), latest.orElse(null));
        var before = latest.map(row -> tools.json().readValue(row.content(), Ladder.class))
                .orElse(null);
        LadderRules.requireSensible(asked.ladder());
        pictures.require(actor.merchantId(), asked.ladder());
        requireBought(actor.merchantId(), before, asked.ladder());
        if (runs.isApplying(actor.merchantId())) {
            throw new BusinessError(LevelError.LEVELS_RUNNING);
        }
        var looked = new Asked(asked.version(), named(asked.ladder(), before), asked.mayFall());
        var run = run(actor, LevelRun.Kind.PREVIEW, looked);
        work.begin(actor, run, THING + "_PREVIEWED");
        work.goOn(actor.merchantId(), run.id());
        return show(actor.merchantId(), run.id());
    }

    /** What was bought is not taken away. */
    private void requireBought(long merchantId, @Nullable Ladder before, Ladder after) {
        if (before == null) {
            return;
        }
        for (var levelId : work.paidLevels(merchantId)) {
            if (before.level(levelId).isPresent() && after.level(levelId).isEmpty()) {
                throw new BusinessError(LevelError.LEVEL_STILL_PAID).with("levelId", Long.toString(levelId));
            }
        }
    }

    /** New levels get their ids. */
    private Ladder named(Ladder asked, @Nullable Ladder before) {
        var known = new HashSet<Long>();
        if (before != null) {
            before.levels().forEach(level -> known.add(level.id()));
        }
        var levels = asked.levels().stream().map(level -> named(level, known)).toList();
        return new Ladder(levels, asked.growth(), asked.keep());
    }

    private Level named(Level level, Set<Long> known) {
        if (level.id() != 0 && !known.remove(level.id())) {
            throw new BusinessError(LevelError.LEVEL_NOT_FOUND);
        }
        var id = level.id() == 0 ? tools.ids().next() : level.id();
        return new Level(
                id,
                level.name(),
                level.discountBp(),
                level.pointsBp(),
                level.color(),
                level.backgroundId(),
                level.gift(),
                level.ways());
    }

    /**
     * Puts levels in force that were looked through, and begins to have all cards go where they belong; with few cards that is
     * done at once. Errors: {@link LevelError#LEVEL_RUN_NOT_FOUND}, {@link LevelError#LEVELS_NOT_PREVIEWED},
     * {@link LevelError#LEVELS_RUNNING}, {@link LevelError#LEVEL_STILL_PAID}, {@link ImageError#IMAGE_NOT_FOUND} for a picture
     * that was removed since, a stale version.
     */
    public LevelRunView apply(Actor actor, long previewId) {
        var run = work.put(() -> putInForce(actor, previewId));
        work.goOn(actor.merchantId(), run.id());
        return show(actor.merchantId(), run.id());
    }

    private LevelRun putInForce(Actor actor, long previewId) {
        merchants.lock(actor.merchantId());
        var preview = runs.find(actor.merchantId(), previewId)
                .filter(run -> run.kind() == LevelRun.Kind.PREVIEW)
                .orElseThrow(() -> new BusinessError(LevelError.LEVEL_RUN_NOT_FOUND));
        if (!preview.isDone()) {
            throw new BusinessError(LevelError.LEVELS_NOT_PREVIEWED);
        }
        var latest = mapper.latest(actor.merchantId()).orElse(null);
        requireVersion(preview.basedOn(), latest);
        if (runs.isApplying(actor.merchantId())) {
            throw new BusinessError(LevelError.LEVELS_RUNNING);
        }
        var isNow = tools.json().readValue(preview.content(), Ladder.class);
        var was = latest == null ? null : tools.json().readValue(latest.content(), Ladder.class);
        requireBought(actor.merchantId(), was, isNow);
        pictures.hold(actor.merchantId(), isNow);
        var row = new LadderRow(
                tools.ids().next(),
                actor.merchantId(),
                preview.basedOn() + 1,
                preview.content(),
                tools.clock().instant(),
                actor.id());
        mapper.insert(row);
        var run = run(actor, LevelRun.Kind.APPLICATION, new Asked(row.number(), isNow, preview.mayFall()));
        runs.insert(run);
        audit.record(actor, new Change(THING + "_APPLIED", THING, run.id(), was, isNow, null));
        return run;
    }

    private LevelRun run(Actor actor, LevelRun.Kind kind, Asked asked) {
        return new LevelRun(
                tools.ids().next(),
                actor.merchantId(),
                kind,
                asked.version(),
                asked.mayFall(),
                tools.json().writeValueAsString(asked.ladder()),
                LevelRun.Status.RUNNING,
                0,
                0,
                tools.json().writeValueAsString(Moves.NONE),
                tools.clock().instant(),
                actor.id(),
                null);
    }

    private static void requireVersion(int version, @Nullable LadderRow latest) {
        var isNow = latest == null ? 0 : latest.number();
        if (isNow != version) {
            throw new StaleVersion(
                    isNow,
                    latest == null ? Instant.EPOCH : latest.createdAt(),
                    latest == null ? null : latest.createdBy());
        }
    }

    /** How far a look at all cards has come. Errors: {@link LevelError#LEVEL_RUN_NOT_FOUND}. */
    public LevelRunView show(long merchantId, long runId) {
        return runs.find(merchantId, runId)
                .map(run -> LevelRunView.of(run, tools.json()))
                .orElseThrow(() -> new BusinessError(LevelError.LEVEL_RUN_NOT_FOUND));
    }
}
