package io.kabao.points;

import io.kabao.kernel.json.JsonId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is earned by buying. Of the rules that are not on top, a line of an order earns by the first that fits, in the order
 * of their ranks and ids; those on top add to it.
 *
 * @param rank lower ones come first
 * @param onTop whether it adds to what other rules give
 * @param version to base the next change on
 */
public record EarnRule(
        @JsonId long id,
        String name,
        int rank,
        boolean onTop,
        Reward reward,
        Terms terms,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        boolean isActive,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /**
     * So many points for each full amount.
     *
     * @param points above 0
     * @param perFen above 0, in fen; what is left over of an order earns nothing
     * @param perOrderMost the most that one order earns by the rule; null: no bound
     */
    public record Reward(long points, long perFen, @Nullable Long perOrderMost) {

        /** What an amount earns. */
        long of(long fen) {
            var earned = fen / perFen * points;
            return perOrderMost == null ? earned : Math.min(earned, perOrderMost);
        }
    }

    /** Where an order was placed. */
    public enum Channel {
        ONLINE,
        OFFLINE
    }

    /** When a member has their birthday. */
    public enum Birthday {
        /** On the day itself; who was born on 29 February has it on the 28th where a year has no other. */
        DAY,
        /** In the calendar month. */
        MONTH;

        boolean isOn(@Nullable MonthDay birthday, LocalDate day) {
            return birthday != null
                    && switch (this) {
                        case DAY -> birthday.atYear(day.getYear()).equals(day);
                        case MONTH -> birthday.getMonth() == day.getMonth();
                    };
        }
    }

    /**
     * Which lines it is for; an empty list leaves nothing out.
     *
     * @param storeIds where it was bought
     * @param channel null: either
     * @param categories of the line, to the letter
     * @param weekdays of the merchant's business day
     * @param levelIds at which the card stands; rules from before there were levels say nothing of it
     * @param birthday of the card's member; null: whenever it is
     */
    public record Terms(
            Set<Long> storeIds,
            @Nullable Channel channel,
            Set<String> categories,
            Set<DayOfWeek> weekdays,
            @Nullable Set<Long> levelIds,
            @Nullable Birthday birthday) {

        /** Takes copies of the sets. */
        public Terms {
            levelIds = levelIds == null ? Set.of() : Set.copyOf(levelIds);
            storeIds = Set.copyOf(storeIds);
            categories = Set.copyOf(categories);
            weekdays = Set.copyOf(weekdays);
        }

        /** Terms that ask for no level and no birthday. */
        public Terms(Set<Long> storeIds, @Nullable Channel channel, Set<String> categories, Set<DayOfWeek> weekdays) {
            this(storeIds, channel, categories, weekdays, Set.of(), null);
        }

        /** The levels that it is for; none leaves none out. */
        public Set<Long> levels() {
            return levelIds == null ? Set.of() : levelIds;
        }

        boolean fits(Bought bought, Bought.Item item) {
            return isAmong(storeIds, bought.storeId())
                    && (channel == null || channel == bought.channel())
                    && isAmong(categories, item.category())
                    && isAmong(
                            levels(),
                            bought.rung() == null ? null : bought.rung().levelId())
                    && isAmong(weekdays, bought.day().getDayOfWeek())
                    && (birthday == null || birthday.isOn(bought.birthday(), bought.day()));
        }

        private static <T> boolean isAmong(Set<T> wanted, @Nullable T value) {
            return wanted.isEmpty() || (value != null && wanted.contains(value));
        }
    }

    /** What a merchant says of a rule. */
    public record Draft(
            String name,
            int rank,
            boolean onTop,
            Reward reward,
            Terms terms,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            boolean isActive) {}

    /** Whether it counts at a time. */
    boolean isOn(Instant now) {
        return isActive && (startsAt == null || !now.isBefore(startsAt)) && (endsAt == null || now.isBefore(endsAt));
    }

    Draft asDraft() {
        return new Draft(name, rank, onTop, reward, terms, startsAt, endsAt, isActive);
    }

    static EarnRule made(long id, Draft draft, Instant now, @Nullable Long operatorId) {
        return of(new Kept(id, 1, now), draft, now, operatorId);
    }

    EarnRule with(Draft draft, Instant now, @Nullable Long operatorId) {
        return of(new Kept(id, version + 1, createdAt), draft, now, operatorId);
    }

    private record Kept(long id, int version, Instant createdAt) {}

    private static EarnRule of(Kept kept, Draft draft, Instant now, @Nullable Long operatorId) {
        return new EarnRule(
                kept.id(),
                draft.name(),
                draft.rank(),
                draft.onTop(),
                draft.reward(),
                draft.terms(),
                draft.startsAt(),
                draft.endsAt(),
                draft.isActive(),
                kept.version(),
                kept.createdAt(),
                now,
                operatorId);
    }

    /** Those of one snapshot in the order that they count in. */
    static List<EarnRule> inOrder(List<EarnRule> rules) {
        return rules.stream()
                .sorted(Comparator.comparingInt(EarnRule::rank).thenComparingLong(EarnRule::id))
                .toList();
    }
}
