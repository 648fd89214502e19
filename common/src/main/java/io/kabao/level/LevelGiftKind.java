package io.kabao.level;

import io.kabao.gift.GiftBounds;
import io.kabao.gift.GiftPurse;
import io.kabao.gift.GiftStatus;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import io.kabao.ledger.Writes;
import io.kabao.points.RulesInForce;
import io.kabao.points.RulesOfBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How what is given for a level is credited. It waits for a frozen card, and comes to nothing as a welcome gift does.
 */
@Component
class LevelGiftKind implements CommandKind<LevelGift, LevelGift.Done> {

    private static final String THING = "LEVEL_GIFT";

    private static final String OWED = """
            SELECT id, merchant_id, card_id, bonus_fen, points
            FROM level_gift
            WHERE id IN (:keys) AND status = 'OWED'
            ORDER BY id
            """;
    private static final String END = """
            UPDATE level_gift
            SET status = ?, void_reason = ?, txn_id = ?, credited_at = ?
            WHERE merchant_id = ? AND id = ? AND status = 'OWED'
            """;

    private final RulesOfBatch rules;
    private final Ids ids;

    LevelGiftKind(RulesOfBatch rules, Ids ids) {
        this.rules = rules;
        this.ids = ids;
    }

    @Override
    public Class<LevelGift> commands() {
        return LevelGift.class;
    }

    private record Owed(long id, long merchantId, long cardId, long bonusFen, long points) {

        static Owed of(Row row) {
            return new Owed(
                    row.number("id"),
                    row.number("merchant_id"),
                    row.number("card_id"),
                    row.number("bonus_fen"),
                    row.number("points"));
        }
    }

    @Override
    public Batch<LevelGift, LevelGift.Done> load(Reads reads, List<LevelGift> batch) {
        var gifts = batch.stream().map(LevelGift::giftId).sorted().toList();
        var owed =
                reads.locked(OWED, gifts, Owed::of).stream().collect(Collectors.toMap(Owed::id, Function.identity()));
        var inForce = RulesInForce.of(reads, MerchantTerms.of(reads, batch), rules);
        return new OfBatch(new GiftPurse(inForce, ids), owed);
    }

    private static final class OfBatch implements Batch<LevelGift, LevelGift.Done> {

        private final GiftPurse gifts;
        private final Map<Long, Owed> owed;
        private final List<@Nullable Object[]> ends = new ArrayList<>();

        OfBatch(GiftPurse gifts, Map<Long, Owed> owed) {
            this.gifts = gifts;
            this.owed = owed;
        }

        @Override
        public Decision<LevelGift.Done> decide(LevelGift command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            var gift = owed.get(command.giftId());
            if (gift == null || gift.merchantId() != card.merchantId() || gift.cardId() != card.id()) {
                throw new BusinessError(BooksError.NUMBER_USED).with("id", Long.toString(command.giftId()));
            }
            var limit = gifts.rules().terms(gift.merchantId()).rules().limitFen();
            var reason = GiftBounds.whyVoid(turn, purse, gift.bonusFen(), limit);
            if (reason != null) {
                ends.add(new @Nullable Object[] {GiftStatus.VOID, reason, null, null, gift.merchantId(), gift.id()});
                var done = new LevelGift.Done(gift.id(), card.id(), GiftStatus.VOID, 0, 0, reason);
                return new Decision<>(done, THING + "_VOID", THING, gift.id(), null);
            }
            card.requireNotOver(turn.now());
            gifts.put(turn, purse, gift.bonusFen(), gift.points());
            ends.add(new @Nullable Object[] {
                GiftStatus.CREDITED, null, turn.txnId(), turn.now(), gift.merchantId(), gift.id()
            });
            var done =
                    new LevelGift.Done(gift.id(), card.id(), GiftStatus.CREDITED, gift.bonusFen(), gift.points(), null);
            return new Decision<>(done, THING + "_CREDITED", THING, gift.id(), null);
        }

        @Override
        public void write(Writes writes) {
            ends.forEach(end -> writes.change(END, end));
        }
    }
}
