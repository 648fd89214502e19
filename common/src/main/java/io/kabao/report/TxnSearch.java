package io.kabao.report;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which txns are looked for; what is null is not asked about. Times are those at which the ids were given out.
 *
 * @param type as in {@code SPEND}
 * @param cardId whose balance was moved, with whichever card that shares it
 * @param memberId likewise of all cards of a member
 * @param number of the order, or any other number of a business; an order's refunds come with it
 * @param means by which other money moved
 * @param ruleId of the rule that a top-up was made by
 * @param from not before; without it as long ago as a range may be
 * @param to before; without it now
 */
public record TxnSearch(
        @Nullable String type,
        @Nullable Long cardId,
        @Nullable Long memberId,
        @Nullable Long storeId,
        @Nullable Long staffId,
        @Nullable String number,
        @Nullable String means,
        @Nullable Long ruleId,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Days that one look goes over. */
    public static final int DAYS_MOST = 92;

    private static final Duration LONGEST = Duration.ofDays(DAYS_MOST);

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** Everything lately. */
    public static final TxnSearch ALL = new TxnSearch(null, null, null, null, null, null, null, null, null, null);

    /** Errors: {@link ReportError#RANGE_WRONG}. */
    public TxnSearch {
        if (from != null
                && to != null
                && (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0)) {
            throw new BusinessError(ReportError.RANGE_WRONG, DAYS_MOST);
        }
    }

    /** The ids that lie in the range; nothing is read outside of it. */
    TxnWanted.Stretch stretch(Instant now, long before, int rows) {
        var end = to == null ? Long.MAX_VALUE : Ids.firstOf(within(to));
        var begin = from == null ? within(to == null ? now : to).minus(LONGEST) : within(from);
        return new TxnWanted.Stretch(Ids.firstOf(begin), Math.min(before, end), rows);
    }

    /** A time of which milliseconds can be told: ids are none before the first year nor behind the last. */
    private static Instant within(Instant time) {
        if (time.isBefore(Ids.EPOCH)) {
            return Ids.EPOCH;
        }
        return time.isAfter(LATEST) ? LATEST : time;
    }
}
