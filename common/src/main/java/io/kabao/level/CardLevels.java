package io.kabao.level;

import io.kabao.kernel.json.JsonId;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where cards stand, for people. */
@Service
public class CardLevels {

    private static final int CHANGES_SHOWN = 50;

    private final CardLevelMapper mapper;
    private final GrowthMapper growth;
    private final LevelGiftMapper giftMapper;
    private final LevelGifts gifts;
    private final Ladders ladders;
    private final Deeds deeds;
    private final Merchants merchants;
    private final Clock clock;

    CardLevels(
            CardLevelMapper mapper,
            GrowthMapper growth,
            LevelGiftMapper giftMapper,
            LevelGifts gifts,
            Ladders ladders,
            Deeds deeds,
            Merchants merchants,
            Clock clock) {
        this.mapper = mapper;
        this.growth = growth;
        this.giftMapper = giftMapper;
        this.gifts = gifts;
        this.ladders = ladders;
        this.deeds = deeds;
        this.merchants = merchants;
        this.clock = clock;
    }

    /**
     * A level as a card shows it.
     *
     * @param discountBp taken off what orders cost, in basis points
     * @param color null: the template's
     * @param backgroundId a picture behind what stands on the card; null: none with a colour of its own, else the template's
     */
    public record Shown(
            @JsonId long id,
            String name,
            int discountBp,
            @Nullable String color,
            @JsonId @Nullable Long backgroundId) {

        private static Shown of(Level level) {
            return new Shown(level.id(), level.name(), level.discountBp(), level.color(), level.backgroundId());
        }
    }

    /** The levels of these cards; none where the merchant has no levels. */
    public Map<Long, Shown> shown(long merchantId, Collection<Long> cards) {
        var ladder = cards.isEmpty() ? null : ladders.of(merchantId).ladder();
        if (ladder == null) {
            return Map.of();
        }
        var now = clock.instant();
        var shown = new HashMap<Long, Shown>();
        cards.forEach(card -> shown.put(card, Shown.of(ladder.first())));
        mapper.all(merchantId, cards).forEach(row -> shown.put(row.id(), Shown.of(ladder.of(row.standing(), now))));
        return shown;
    }

    /**
     * Where a card stands and what lies ahead of it.
     *
     * @param level null: the merchant has no levels
     * @param growth that counts at present
     * @param paidUntil up to when a level is bought for it
     * @param next null: it stands as high as it can climb
     * @param atRisk null: nothing is about to be lost
     */
    public record Standing(
            @Nullable Shown level,
            long growth,
            @Nullable Instant paidUntil,
            @Nullable Next next,
            @Nullable AtRisk atRisk) {

        static final Standing NONE = new Standing(null, 0, null, null, null);
    }

    /**
     * The next level that can be climbed to from the one that the card shows, earned or bought.
     *
     * @param missing growth; null: it is not reached by growth
     * @param topUpFen so much paid in at once leads there, in fen; null: that is no way
     */
    public record Next(
            @JsonId long levelId,
            String name,
            @Nullable Long missing,
            @Nullable Long topUpFen) {}

    /**
     * What is about to be lost.
     *
     * @param levelId that will be lost
     * @param until when, unless enough is done by then
     * @param missing growth until it is kept; null: growth does not keep it
     */
    public record AtRisk(
            @JsonId long levelId, Instant until, @Nullable Long missing) {}

    /** Where a card stands; it is the caller's to know that it is the merchant's. */
    public Standing of(long merchantId, long cardId) {
        var ladder = ladders.of(merchantId).ladder();
        if (ladder == null) {
            return Standing.NONE;
        }
        var now = clock.instant();
        var zone = merchants.require(merchantId).zoneId();
        var look = new Look(ladder, now, zone, Look.Occasion.DONE);
        var row = mapper.find(merchantId, cardId).orElse(CardLevel.none(merchantId, cardId));
        var merits = deeds.of(merchantId, look, List.of(cardId), Deeds.monthOf(now, zone))
                .getOrDefault(cardId, Merits.NONE);
        var points = ladder.growth(merits);
        var level = ladder.of(row.standing(), now);
        return new Standing(
                Shown.of(level),
                points,
                row.standing().isPaidAt(now) ? row.paidUntil() : null,
                next(ladder, level, points),
                atRisk(look, row));
    }

    private static @Nullable Next next(Ladder ladder, Level from, long growth) {
        return ladder.levels().stream()
                .skip(ladder.rank(from.id()) + 1L)
                .filter(level -> level.ways().growth() != null || level.ways().topUpFen() != null)
                .findFirst()
                .map(level -> new Next(
                        level.id(),
                        level.name(),
                        missing(level, growth),
                        level.ways().topUpFen()))
                .orElse(null);
    }

    private static @Nullable Long missing(Level level, long growth) {
        var asked = level.ways().growth();
        return asked == null ? null : Math.max(0, asked - growth);
    }

    private @Nullable AtRisk atRisk(Look look, CardLevel row) {
        var ladder = look.ladder();
        var keep = ladder.keep();
        var due = row.dueAt();
        var levelId = row.levelId();
        if (keep == null
                || due == null
                || levelId == null
                || ladder.level(levelId).isEmpty()) {
            return null;
        }
        var isNear = row.graceUntil() != null || !look.now().isBefore(due.minus(Duration.ofDays(keep.warningDays())));
        if (!isNear) {
            return null;
        }
        // What counts in the month in which it is asked, which is not all that counts today.
        var merits = deeds.of(row.merchantId(), look, List.of(row.id()), Deeds.monthOf(due, look.zone()))
                .getOrDefault(row.id(), Merits.NONE);
        if (ladder.rank(ladder.earnedBy(merits).id()) >= ladder.rank(levelId)) {
            return null;
        }
        var until = row.graceUntil() == null ? due.plus(Duration.ofDays(keep.graceDays())) : due;
        return new AtRisk(levelId, until, missing(ladder.level(levelId).orElseThrow(), ladder.growth(merits)));
    }

    /** How a card came to where it stands, newest first. */
    public List<LevelChange> changes(long merchantId, long cardId) {
        return mapper.changes(merchantId, cardId, CHANGES_SHOWN);
    }

    /** What an old card has done and reached goes over to the card that it was bound to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void goOver(long merchantId, long old, long into) {
        growth.move(merchantId, old, into);
        mapper.move(merchantId, old, into);
        mapper.moveChanges(merchantId, old, into);
        giftMapper.move(merchantId, old, into);
        gifts.dueAgain(merchantId, into);
    }

    /** Has what was given to a card for its levels credited now that it can be used again. */
    @Transactional
    public void dueAgain(long merchantId, long cardId) {
        gifts.dueAgain(merchantId, cardId);
    }
}
