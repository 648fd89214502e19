package io.kabao.level;

import io.kabao.gift.GiftBounds;
import io.kabao.gift.GiftStatus;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
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
 * How what is given for a level is credited: bonus as a lot of its own at the merchant's cost, points as those that orders earn,
 * yet usable at once. It waits for a frozen card, and comes to nothing as a welcome gift does.
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
        return new OfBatch(RulesInForce.of(reads, MerchantTerms.of(reads, batch), rules), owed);
    }

    private final class OfBatch implements Batch<LevelGift, LevelGift.Done> {

        private final RulesInForce inForce;
        private final Map<Long, Owed> owed;
        private final List<@Nullable Object[]> ends = new ArrayList<>();

        OfBatch(RulesInForce inForce, Map<Long, Owed> owed) {
            this.inForce = inForce;
            this.owed = owed;
        }

        @Override
        public Decision<LevelGift.Done> decide(LevelGift command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            var gift = owed.get(command.giftId());
            if (gift == null || gift.merchantId() != card.merchantId() || gift.cardId() != card.id()) {
                throw new BusinessError(BooksError.NUMBER_USED).with("id", Long.toString(command.giftId()));
            }
            var terms = inForce.terms(gift.merchantId()).rules();
            var reason = GiftBounds.whyVoid(turn, purse, gift.bonusFen(), terms.limitFen());
            if (reason != null) {
                ends.add(new @Nullable Object[] {GiftStatus.VOID, reason, null, null, gift.merchantId(), gift.id()});
                var done = new LevelGift.Done(gift.id(), card.id(), GiftStatus.VOID, 0, 0, reason);
                return new Decision<>(done, THING + "_VOID", THING, gift.id(), null);
            }
            card.requireNotOver(turn.now());
            if (gift.bonusFen() > 0) {
                purse.payIn(new Purse.PaidIn(ids.next(), 0, gift.bonusFen(), terms.taken()), turn.txnId(), turn.now());
                purse.add(Account.BONUS_COST, -gift.bonusFen());
            }
            if (gift.points() > 0) {
                var end = inForce.endOf(gift.merchantId(), turn.now());
                var _ = purse.earn(new Purse.Earned(ids.next(), gift.points(), end), turn.txnId(), turn.now());
            }
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
