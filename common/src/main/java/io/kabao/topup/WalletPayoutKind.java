package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.CardState;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.Writes;
import io.kabao.referral.ReferralError;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How commission wallets are paid out at the counter: what the merchant lets its members have at once and in a day. */
@Component
class WalletPayoutKind implements CommandKind<WalletPayout, WalletPayout.Done> {

    private static final String THING = "COMMISSION_PAYOUT";
    private static final String ACTION = "COMMISSION_PAID_OUT";

    private static final String TERMS = """
            SELECT merchant_id, payout_least_fen, payout_daily_fen
            FROM referral_settings
            WHERE merchant_id IN (:keys)
            """;
    private static final String WALLETS =
            "SELECT id, holder_id FROM member WHERE id IN (:keys) AND holder_id IS NOT NULL";
    private static final String PAID = """
            SELECT holder_id, SUM(fen) AS fen
            FROM wallet_payout
            WHERE (:keys)
            GROUP BY merchant_id, holder_id, day
            """;

    private static final Writes.Table TABLE = Writes.Table.added(
            "wallet_payout",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "fen",
            "tax_fen",
            "means",
            "reason",
            "store_id",
            "staff_id",
            "day",
            "created_at");

    private final Ids ids;
    private final Clock clock;

    WalletPayoutKind(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Class<WalletPayout> commands() {
        return WalletPayout.class;
    }

    /**
     * What a merchant pays out.
     *
     * @param leastFen null: nothing
     * @param dailyFen null: no bound
     */
    private record Offer(@Nullable Long leastFen, @Nullable Long dailyFen) {

        static final Offer NONE = new Offer(null, null);
    }

    @Override
    public Batch<WalletPayout, WalletPayout.Done> load(Reads reads, List<WalletPayout> batch) {
        var terms = MerchantTerms.of(reads, batch);
        var offers = new HashMap<Long, Offer>();
        reads.in(
                TERMS,
                terms.keySet(),
                row -> offers.put(
                        row.number("merchant_id"),
                        new Offer(row.numberOrNull("payout_least_fen"), row.numberOrNull("payout_daily_fen"))));
        var cards = batch.stream()
                .map(command -> reads.cardOf(command.booking()))
                .filter(Objects::nonNull)
                .toList();
        var wallets = new HashMap<Long, Long>();
        reads.in(
                WALLETS,
                cards.stream().map(CardState::memberId).toList(),
                row -> wallets.put(row.number("id"), row.number("holder_id")));
        var days = new HashMap<Long, LocalDate>();
        terms.forEach((merchant, its) -> days.put(merchant, its.dayOf(clock.instant())));
        var paid = new HashMap<Long, Long>();
        reads.by(
                PAID,
                List.of("merchant_id", "holder_id", "day"),
                cards.stream()
                        .map(card -> new Object[] {
                            card.merchantId(), card.holderId(), Objects.requireNonNull(days.get(card.merchantId()))
                        })
                        .toList(),
                row -> paid.put(row.number("holder_id"), row.number("fen")));
        var bars = Payout.of(reads, cards.stream().map(CardState::id).toList());
        return new OfBatch(terms, offers, new People(wallets, bars, new Counters(reads, batch)), new Today(days, paid));
    }

    /**
     * Who may be paid where.
     *
     * @param wallets the own holders of members
     * @param bars by cards
     */
    private record People(Map<Long, Long> wallets, Map<Long, Payout> bars, Counters counters) {

        void require(WalletPayout command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireInUse();
            counters.require(command.booking());
            Objects.requireNonNull(bars.get(card.id())).require(turn.now());
            if (!Objects.equals(wallets.get(card.memberId()), purse.holderId())) {
                throw new BusinessError(ReferralError.WALLET_ELSEWHERE);
            }
        }
    }

    /**
     * Business days, and what was paid on them.
     *
     * @param days of merchants
     * @param paid in fen, from holders
     */
    private record Today(Map<Long, LocalDate> days, Map<Long, Long> paid) {

        LocalDate of(long merchantId) {
            return Objects.requireNonNull(days.get(merchantId));
        }

        long paidFen(long holderId) {
            return paid.getOrDefault(holderId, 0L);
        }

        void count(long holderId, long fen) {
            paid.merge(holderId, fen, Long::sum);
        }
    }

    private final class OfBatch implements Batch<WalletPayout, WalletPayout.Done> {

        private final Map<Long, MerchantTerms> terms;
        private final Map<Long, Offer> offers;
        private final People people;
        private final Today today;
        private final Writes.Rows rows = new Writes.Rows(TABLE);
        private final Till till = new Till();

        OfBatch(Map<Long, MerchantTerms> terms, Map<Long, Offer> offers, People people, Today today) {
            this.terms = terms;
            this.offers = offers;
            this.people = people;
            this.today = today;
        }

        @Override
        public Decision<WalletPayout.Done> decide(WalletPayout command, Turn turn, Purse purse) {
            people.require(command, turn, purse);
            var money = command.money();
            requireOffered(money, turn.requireCard().merchantId(), purse);
            var paid = money.fen() - money.taxFen();
            purse.add(Account.COMMISSION, -money.fen());
            purse.add(Account.TAX_WITHHELD, money.taxFen());
            purse.add(Account.CASH_DESK, paid);
            today.count(purse.holderId(), money.fen());
            addRows(command, turn, purse.holderId());
            var done = new WalletPayout.Done(
                    turn.txnId(),
                    turn.txnId(),
                    turn.requireCard().id(),
                    money.fen(),
                    money.taxFen(),
                    paid,
                    money.means(),
                    purse.balance(Account.COMMISSION));
            return new Decision<>(done, ACTION, THING, turn.txnId(), null);
        }

        private void requireOffered(WalletPayout.Money money, long merchantId, Purse purse) {
            var offer = offers.getOrDefault(merchantId, Offer.NONE);
            if (offer.leastFen() == null) {
                throw new BusinessError(ReferralError.PAYOUT_OFF);
            }
            if (!Objects.requireNonNull(terms.get(merchantId)).rules().means().contains(money.means())) {
                throw new BusinessError(TopUpError.MEANS_UNKNOWN);
            }
            if (money.taxFen() < 0 || money.taxFen() >= money.fen()) {
                throw new BusinessError(ReferralError.PAYOUT_TAX_WRONG);
            }
            if (money.fen() < offer.leastFen()) {
                throw new BusinessError(ReferralError.PAYOUT_TOO_SMALL).with("leastFen", offer.leastFen());
            }
            var there = purse.balance(Account.COMMISSION);
            if (money.fen() > there) {
                throw new BusinessError(ReferralError.WALLET_TOO_LOW).with("availableFen", there);
            }
            var paid = today.paidFen(purse.holderId());
            if (offer.dailyFen() != null && money.fen() > offer.dailyFen() - paid) {
                throw new BusinessError(ReferralError.PAYOUT_BEYOND_DAY)
                        .with("dailyFen", offer.dailyFen())
                        .with("paidFen", paid);
            }
        }

        private void addRows(WalletPayout command, Turn turn, long holderId) {
            var card = turn.requireCard();
            var booking = command.booking();
            var money = command.money();
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    holderId,
                    card.id(),
                    card.memberId(),
                    money.fen(),
                    money.taxFen(),
                    money.means(),
                    booking.place().reason(),
                    booking.place().storeId(),
                    booking.place().staffId(),
                    today.of(card.merchantId()),
                    turn.now());
            var out = money.taxFen() - money.fen();
            till.add(booking, new Till.Move(ids.next(), turn.txnId(), money.means(), out), turn.now());
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
            till.write(writes);
        }
    }
}
