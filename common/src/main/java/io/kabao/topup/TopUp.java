package io.kabao.topup;

import io.kabao.access.Agreement;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import org.jspecify.annotations.Nullable;

/**
 * Money paid in at the counter.
 *
 * @param amountFen paid, in fen
 * @param bonusFen what the merchant gives on top, in fen; without a rule
 * @param means by which, one of the merchant's list
 * @param ruleId that says what is given; null: a free amount
 * @param agreement where a second person had to agree
 */
public record TopUp(
        Booking booking,
        long amountFen,
        long bonusFen,
        String means,
        @Nullable String note,
        @Nullable Long ruleId,
        @Nullable Agreement agreement)
        implements Command<TopUp.Done> {

    /** Type of business, as in the books. */
    public static final String TYPE = "TOPUP";

    /**
     * A top-up that is in the books.
     *
     * @param giftTemplateId of the card that the rule gives besides; null: none
     * @param balanceFen principal and bonus after it
     */
    public record Done(
            @JsonId long id,
            @JsonId long txnId,
            @JsonId long cardId,
            long principalFen,
            long bonusFen,
            long points,
            @JsonId @Nullable Long ruleId,
            @JsonId @Nullable Long giftTemplateId,
            String means,
            long balanceFen) {}

    /** A free amount that nobody else has to agree to. */
    public TopUp(Booking booking, long amountFen, long bonusFen, String means, @Nullable String note) {
        this(booking, amountFen, bonusFen, means, note, null, null);
    }

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public String toString() {
        return "TopUp";
    }
}
