package io.kabao.referral;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.CardState;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Shares;
import io.kabao.ledger.Writes;
import io.kabao.points.RulesInForce;
import io.kabao.points.RulesOfBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How a commission wallet is exchanged: into a lot of bonus alone, so that it is spent and not cashed, or into points; either at
 * the merchant's cost, who owes the commission no more.
 */
@Component
class WalletExchangeKind implements CommandKind<WalletExchange, WalletExchange.Done> {

    private static final String THING = "COMMISSION_EXCHANGE";

    /** What a wallet becomes. */
    private record Rates(@Nullable Long balanceBp, @Nullable Long pointsPerYuan) {

        static final Rates NONE = new Rates(null, null);
    }

    private static final String SETTINGS = """
            SELECT merchant_id, balance_bp, points_per_yuan
            FROM referral_settings
            WHERE merchant_id IN (:keys)
            """;
    private static final String WALLETS =
            "SELECT id, holder_id FROM member WHERE id IN (:keys) AND holder_id IS NOT NULL";

    private static final Writes.Table TABLE = Writes.Table.added(
            "commission_exchange",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "fen",
            "bonus_fen",
            "points",
            "created_at");

    private final RulesOfBatch points;
    private final Ids ids;

    WalletExchangeKind(RulesOfBatch points, Ids ids) {
        this.points = points;
        this.ids = ids;
    }

    @Override
    public Class<WalletExchange> commands() {
        return WalletExchange.class;
    }

    @Override
    public Batch<WalletExchange, WalletExchange.Done> load(Reads reads, List<WalletExchange> batch) {
        var settings = new HashMap<Long, Rates>();
        reads.in(
                SETTINGS,
                batch.stream()
                        .map(command -> command.booking().actor().merchantId())
                        .toList(),
                row -> settings.put(
                        row.number("merchant_id"),
                        new Rates(row.numberOrNull("balance_bp"), row.numberOrNull("points_per_yuan"))));
        var members = batch.stream()
                .map(command -> reads.cardOf(command.booking()))
                .filter(Objects::nonNull)
                .map(CardState::memberId)
                .toList();
        var wallets = new HashMap<Long, Long>();
        reads.in(WALLETS, members, row -> wallets.put(row.number("id"), row.number("holder_id")));
        return new OfBatch(settings, wallets, RulesInForce.of(reads, MerchantTerms.of(reads, batch), points));
    }

    private final class OfBatch implements Batch<WalletExchange, WalletExchange.Done> {

        private final Map<Long, Rates> settings;
        private final Map<Long, Long> wallets;
        private final RulesInForce inForce;
        private final Writes.Rows rows = new Writes.Rows(TABLE);

        OfBatch(Map<Long, Rates> settings, Map<Long, Long> wallets, RulesInForce inForce) {
            this.settings = settings;
            this.wallets = wallets;
            this.inForce = inForce;
        }

        @Override
        public Decision<WalletExchange.Done> decide(WalletExchange command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            if (!Objects.equals(wallets.get(card.memberId()), purse.holderId())) {
                throw new BusinessError(ReferralError.WALLET_ELSEWHERE);
            }
            var there = purse.balance(Account.COMMISSION);
            if (command.fen() > there) {
                throw new BusinessError(ReferralError.WALLET_TOO_LOW).with("availableFen", there);
            }
            var rates = settings.getOrDefault(card.merchantId(), Rates.NONE);
            purse.add(Account.COMMISSION, -command.fen());
            purse.add(Account.COMMISSION_PAYABLE, command.fen());
            var bonus = command.into() == WalletExchange.Into.BALANCE ? intoBalance(command, rates, turn, purse) : 0;
            var earned = command.into() == WalletExchange.Into.POINTS ? intoPoints(command, rates, turn, purse) : 0;
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    purse.holderId(),
                    card.id(),
                    card.memberId(),
                    command.fen(),
                    bonus,
                    earned,
                    turn.now());
            var done = new WalletExchange.Done(
                    turn.txnId(),
                    turn.txnId(),
                    card.id(),
                    command.fen(),
                    bonus,
                    earned,
                    purse.balance(Account.COMMISSION));
            return new Decision<>(done, THING + "D", THING, turn.txnId(), null);
        }

        private long intoBalance(WalletExchange command, Rates rates, Turn turn, Purse purse) {
            var bonus = become(command.fen(), rates.balanceBp(), ReferralRule.WHOLE_BP);
            var terms = inForce.terms(command.booking().actor().merchantId()).rules();
            var held = purse.balanceFen() + purse.balance(Account.HOLD);
            if (bonus > terms.limitFen() - held) {
                throw new BusinessError(ReferralError.WALLET_BEYOND_LIMIT)
                        .with("limitFen", terms.limitFen())
                        .with("balanceFen", held);
            }
            purse.payIn(new Purse.PaidIn(ids.next(), 0, bonus, terms.taken()), turn.txnId(), turn.now());
            purse.add(Account.BONUS_COST, -bonus);
            return bonus;
        }

        private long intoPoints(WalletExchange command, Rates rates, Turn turn, Purse purse) {
            var earned = become(command.fen(), rates.pointsPerYuan(), WalletSettings.YUAN_FEN);
            var at = new RulesInForce.At(command.booking().actor().merchantId(), turn.now());
            var _ = purse.earn(inForce.lot(ids.next(), earned, at), turn.txnId(), turn.now());
            return earned;
        }

        private static long become(long fen, @Nullable Long rate, long of) {
            if (rate == null) {
                throw new BusinessError(ReferralError.WALLET_EXCHANGE_OFF);
            }
            var all = Shares.of(fen, rate, of);
            if (all == 0) {
                throw new BusinessError(ReferralError.WALLET_EXCHANGE_TOO_SMALL);
            }
            return all;
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
        }
    }
}
