package io.kabao.level;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.merchant.Merchants;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Works looks at all cards off in small steps: each moves cards and the place up to which they were looked at in one
 * transaction, so that a card is looked at once, however often a step is broken off or done by two at a time.
 */
@Component
class LevelRuns {

    private static final Logger LOG = LoggerFactory.getLogger(LevelRuns.class);

    private static final int CARDS_AT_ONCE = 1_000;

    /** Steps that whoever asks waits for. */
    private static final int STEPS_AT_ONCE = 5;

    /** Steps of one run until others have their turn. */
    private static final int STEPS_IN_TURN = 200;

    private static final int RUNS_AT_ONCE = 20;
    private static final int ROUNDS_MOST = 1_000;

    private final LevelRunMapper mapper;
    private final LadderMapper ladders;
    private final GrowthMapper growth;
    private final MemberCards memberCards;
    private final Climbing climbing;
    private final Merchants merchants;
    private final Audit audit;
    private final LevelTools tools;

    LevelRuns(
            LevelRunMapper mapper,
            LadderMapper ladders,
            GrowthMapper growth,
            MemberCards memberCards,
            Climbing climbing,
            Merchants merchants,
            Audit audit,
            LevelTools tools) {
        this.mapper = mapper;
        this.ladders = ladders;
        this.growth = growth;
        this.memberCards = memberCards;
        this.climbing = climbing;
        this.merchants = merchants;
        this.audit = audit;
        this.tools = tools;
    }

    /** Keeps a run that is to be worked off. */
    void begin(Actor actor, LevelRun run, String action) {
        tools.inTransaction().executeWithoutResult(_ -> {
            mapper.insert(run);
            audit.record(actor, Change.act(action, "LEVELS", run.id()));
        });
    }

    /** Has a run begun together with what else changes then. */
    LevelRun put(Supplier<LevelRun> beginning) {
        return Objects.requireNonNull(tools.inTransaction().execute(_ -> beginning.get()));
    }

    /** Works some of a run off; what others stand in the way of is left for later. */
    void goOn(long merchantId, long runId) {
        try {
            goOn(merchantId, runId, STEPS_AT_ONCE);
        } catch (PessimisticLockingFailureException busy) {
            LOG.info("Run {} waits for its turn", runId, busy);
        }
    }

    private void goOn(long merchantId, long runId, int steps) {
        for (var step = 0; step < steps; step++) {
            if (!Boolean.TRUE.equals(tools.inTransaction().execute(_ -> step(merchantId, runId)))) {
                break;
            }
        }
    }

    /** The levels of a merchant that cards have bought and may still use. */
    List<Long> paidLevels(long merchantId) {
        return climbing.paidLevels(merchantId, tools.clock().instant());
    }

    /** Works all runs off that are open; one that fails bars no other. */
    void all() {
        var open = mapper.open(0, RUNS_AT_ONCE);
        for (var round = 0; !open.isEmpty() && round < ROUNDS_MOST; round++) {
            open.forEach(this::tryOn);
            open = mapper.open(open.getLast().id(), RUNS_AT_ONCE);
        }
    }

    private void tryOn(LevelRunMapper.Open run) {
        try {
            goOn(run.merchantId(), run.id(), STEPS_IN_TURN);
        } catch (RuntimeException e) {
            LOG.warn("Run {} of merchant {} could not be worked off", run.id(), run.merchantId(), e);
        }
    }

    /** Whether anything is left. */
    private boolean step(long merchantId, long runId) {
        var run =
                mapper.lock(merchantId, runId).filter(found -> !found.isDone()).orElse(null);
        if (run == null) {
            return false;
        }
        var walked = growth.cards(merchantId, run.lastCardId(), CARDS_AT_ONCE);
        var cards = memberCards.notEnded(merchantId, walked);
        var rules = rules(run);
        var moved = run.kind() == LevelRun.Kind.PREVIEW ? climbing.wouldBe(rules, cards) : climbing.move(rules, cards);
        var moves = tools.json().readValue(run.moves(), Moves.class).plus(moved);
        var isOver = walked.size() < CARDS_AT_ONCE;
        mapper.goOn(new LevelRunMapper.Progress(
                run.id(),
                merchantId,
                isOver ? LevelRun.Status.DONE : LevelRun.Status.RUNNING,
                walked.isEmpty() ? run.lastCardId() : walked.getLast(),
                run.seen() + cards.size(),
                tools.json().writeValueAsString(moves),
                isOver ? tools.clock().instant() : null));
        return !isOver;
    }

    private Climbing.Rules rules(LevelRun run) {
        var ladder = tools.json().readValue(run.content(), Ladder.class);
        var ladderId = ladders.latest(run.merchantId()).map(LadderRow::id).orElse(0L);
        var occasion = run.mayFall() ? Look.Occasion.RULES_AT_ONCE : Look.Occasion.RULES;
        var zone = merchants.require(run.merchantId()).zoneId();
        return new Climbing.Rules(
                run.merchantId(), ladderId, new Look(ladder, tools.clock().instant(), zone, occasion));
    }
}
