package io.kabao.topup;

import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is given for a top-up of a certain amount.
 *
 * @param amountFen to be paid, in fen
 * @param bonusFen given on top, in fen
 * @param points given on top
 * @param giftTemplateId of the card that is given besides, to whoever holds none of it; null: no card
 * @param memberMost times that one member may have it; null: any number
 * @param endsAt over from then on
 * @param stock times that all members together may have it; null: any number
 * @param used times that it was had
 * @param isActive false: switched off by hand
 */
public record TopUpRule(
        @JsonId long id,
        @JsonId long merchantId,
        String name,
        long amountFen,
        long bonusFen,
        long points,
        @JsonId @Nullable Long giftTemplateId,
        @Nullable Integer memberMost,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Integer stock,
        int used,
        boolean isActive,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /** Why a rule can't be had. */
    public enum OffReason {
        /** Switched off by hand. */
        SWITCHED_OFF,
        /** Its time is over. */
        ENDED,
        /** Had as often as there was stock. */
        SOLD_OUT,
        /** The card that it gives can't be claimed any more, or would be good no more. */
        GIFT_OVER,
        /** Its time has not come. */
        NOT_YET
    }

    /** What a merchant says of a rule. */
    public record Draft(
            String name,
            long amountFen,
            long bonusFen,
            long points,
            @Nullable Long giftTemplateId,
            @Nullable Integer memberMost,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Integer stock,
            boolean isActive) {}

    /**
     * Why it can't be had at a time; null: it can. By itself it is off once it is sold out or over, or its card is.
     *
     * @param giftOpen whether the card that it gives can be had then; true where it gives none
     */
    @Nullable
    OffReason offReason(Instant now, boolean giftOpen) {
        if (!isActive) {
            return OffReason.SWITCHED_OFF;
        }
        if (endsAt != null && !now.isBefore(endsAt)) {
            return OffReason.ENDED;
        }
        if (stock != null && used >= stock) {
            return OffReason.SOLD_OUT;
        }
        if (!giftOpen) {
            return OffReason.GIFT_OVER;
        }
        return startsAt != null && now.isBefore(startsAt) ? OffReason.NOT_YET : null;
    }

    Draft asDraft() {
        return new Draft(
                name, amountFen, bonusFen, points, giftTemplateId, memberMost, startsAt, endsAt, stock, isActive);
    }

    static TopUpRule made(long id, long merchantId, Draft draft, Stamp stamp) {
        return of(new Kept(id, merchantId, 0, 1, stamp.now()), draft, stamp);
    }

    TopUpRule with(Draft draft, Stamp stamp) {
        return of(new Kept(id, merchantId, used, version + 1, createdAt), draft, stamp);
    }

    /** The rule after one more use. */
    TopUpRule usedOnceMore() {
        return of(new Kept(id, merchantId, used + 1, version, createdAt), asDraft(), new Stamp(updatedAt, updatedBy));
    }

    /** When and by whom it was written. */
    record Stamp(Instant now, @Nullable Long operatorId) {}

    private record Kept(long id, long merchantId, int used, int version, Instant createdAt) {}

    private static TopUpRule of(Kept kept, Draft draft, Stamp stamp) {
        return new TopUpRule(
                kept.id(),
                kept.merchantId(),
                draft.name(),
                draft.amountFen(),
                draft.bonusFen(),
                draft.points(),
                draft.giftTemplateId(),
                draft.memberMost(),
                draft.startsAt(),
                draft.endsAt(),
                draft.stock(),
                kept.used(),
                draft.isActive(),
                kept.version(),
                kept.createdAt(),
                stamp.now(),
                stamp.operatorId());
    }

    static TopUpRule of(Row row) {
        return new TopUpRule(
                row.number("id"),
                row.number("merchant_id"),
                row.text("name"),
                row.number("amount_fen"),
                row.number("bonus_fen"),
                row.number("points"),
                row.numberOrNull("gift_template_id"),
                count(row, "member_most"),
                row.timeOrNull("starts_at"),
                row.timeOrNull("ends_at"),
                count(row, "stock"),
                Math.toIntExact(row.number("used")),
                row.isTrue("is_active"),
                Math.toIntExact(row.number("version")),
                row.time("created_at"),
                row.time("updated_at"),
                row.numberOrNull("updated_by"));
    }

    private static @Nullable Integer count(Row row, String column) {
        var number = row.numberOrNull(column);
        return number == null ? null : Integer.valueOf(Math.toIntExact(number));
    }
}
