package io.kabao.level;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is kept of cards' levels. */
@Service
public class LevelTraces {

    private final LevelTraceMapper mapper;

    LevelTraces(LevelTraceMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * All of it.
     *
     * @param months what was done with the cards, which growth is reckoned from
     */
    public record Kept(
            List<KeptStanding> standings,
            List<KeptMonth> months,
            List<LevelChange> changes,
            List<KeptGift> gifts,
            List<KeptMembership> memberships) {}

    /** Where a card stands; one that is not named stands where all begin. */
    public record KeptStanding(
            @JsonId long cardId,
            @JsonId @Nullable Long levelId,
            @Nullable Instant reachedAt,
            @Nullable Instant keepUntil,
            @Nullable Instant graceUntil,
            @JsonId @Nullable Long paidLevelId,
            @Nullable Instant paidUntil) {}

    /** What was done with a card in a month, less what was given back. */
    public record KeptMonth(@JsonId long cardId, LocalDate month, long topUpFen, long spendFen, long points) {}

    /**
     * What was given for a level.
     *
     * @param status {@code OWED}, {@code CREDITED} or {@code VOID}
     */
    public record KeptGift(
            @JsonId long cardId, @JsonId long levelId, long bonusFen, long points, String status, Instant createdAt) {}

    /** A level that was bought. */
    public record KeptMembership(
            @JsonId long id,
            @JsonId long cardId,
            @JsonId long levelId,
            long priceFen,
            String means,
            Instant endsAt,
            Instant createdAt) {}

    /** What is kept of these cards. */
    public Kept of(long merchantId, Collection<Long> cards) {
        return cards.isEmpty()
                ? new Kept(List.of(), List.of(), List.of(), List.of(), List.of())
                : new Kept(
                        mapper.standings(merchantId, cards),
                        mapper.months(merchantId, cards),
                        mapper.changes(merchantId, cards),
                        mapper.gifts(merchantId, cards),
                        mapper.memberships(merchantId, cards));
    }
}
