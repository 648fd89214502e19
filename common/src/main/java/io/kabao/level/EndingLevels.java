package io.kabao.level;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Cards that will be asked whether their level is still earned, of all merchants. */
@Service
public class EndingLevels {

    private static final Logger LOG = LoggerFactory.getLogger(EndingLevels.class);

    private final CardLevelMapper mapper;
    private final LadderMapper ladderMapper;
    private final Ladders ladders;
    private final CardLevels levels;
    private final JsonMapper json;

    EndingLevels(
            CardLevelMapper mapper, LadderMapper ladderMapper, Ladders ladders, CardLevels levels, JsonMapper json) {
        this.mapper = mapper;
        this.ladderMapper = ladderMapper;
        this.ladders = ladders;
        this.levels = levels;
        this.json = json;
    }

    /** Where a walk has come to. */
    public record Place(Instant dueAt, long id) {

        /** Behind all that were asked by a time. */
        public static Place behind(Instant time) {
            return new Place(time, Long.MAX_VALUE);
        }
    }

    /**
     * A card, and when it is asked.
     *
     * @param inGrace whether it was asked before and has some days left
     */
    public record Ending(long id, long merchantId, Instant dueAt, boolean inGrace) {

        /** From where the walk goes on. */
        public Place place() {
            return new Place(dueAt, id);
        }
    }

    /** The next ones behind a place that are asked by a time and were not before, the first ones first. */
    public List<Ending> after(Place place, Instant by, int most) {
        return mapper.ending(by, place, most);
    }

    /** How many days before that members are told, of the merchants who want them to be, by their ids. */
    public Map<Long, Integer> warningDays() {
        var days = new HashMap<Long, Integer>();
        for (var row : ladderMapper.allInForce()) {
            var keep = keepOf(row);
            if (keep != null && keep.warningDays() > 0) {
                days.put(row.merchantId(), keep.warningDays());
            }
        }
        return days;
    }

    private Ladder.@Nullable Keep keepOf(LadderRow row) {
        try {
            return json.readValue(row.content(), Ladder.class).keep();
        } catch (JacksonException e) {
            LOG.warn("Nobody is warned by levels {}, which can't be read", row.id(), e);
            return null;
        }
    }

    /** Whether the level that a card shows is lost unless more is done with it in time. */
    public boolean isAtRisk(Ending card) {
        var risk = levels.of(card.merchantId(), card.id()).atRisk();
        var ladder = ladders.of(card.merchantId()).ladder();
        // One that was bound to another card meanwhile stands nowhere any more.
        return risk != null
                && ladder != null
                && mapper.find(card.merchantId(), card.id())
                        .map(CardLevel::standing)
                        .filter(standing -> !standing.isPaidAt(risk.until())
                                || ladder.rank(standing.paidLevelId()) < ladder.rank(standing.levelId()))
                        .isPresent();
    }
}
