package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.GroupBounds;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.ValidStores;
import io.kabao.ledger.Writes;
import io.kabao.points.RulesInForce;
import io.kabao.points.RulesOfBatch;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How top-ups are booked. */
@Component
class TopUpKind implements CommandKind<TopUp, TopUp.Done> {

    private static final String THING = "TOPUP";
    private static final String ACTION = "TOPPED_UP";

    private static final Writes.Table TABLE = Writes.Table.added(
            "topup",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "lot_id",
            "rule_id",
            "principal_fen",
            "bonus_fen",
            "points",
            "points_lot_id",
            "refunded_principal_fen",
            "refunded_bonus_fen",
            "means",
            "store_id",
            "staff_id",
            "note",
            "created_at");

    private final RulesOfBatch points;
    private final Ids ids;
    private final Clock clock;

    TopUpKind(RulesOfBatch points, Ids ids, Clock clock) {
        this.points = points;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Class<TopUp> commands() {
        return TopUp.class;
    }

    @Override
    public Batch<TopUp, TopUp.Done> load(Reads reads, List<TopUp> batch) {
        var merchants = MerchantFacts.of(reads, batch);
        var actors = batch.stream().map(command -> command.booking().actor()).toList();
        var turnover = new DayTakings.Turnover(actors, clock.instant());
        var guards =
                new Guards(DayTakings.locked(reads, ids, merchants, turnover), RulesInUse.locked(reads, ids, batch));
        return new OfBatch(
                new Known(
                        RulesInForce.of(reads, MerchantTerms.of(reads, batch), points),
                        merchants,
                        new ValidStores(reads, batch),
                        new GroupBounds(reads, batch)),
                new Counters(reads, batch),
                guards);
    }

    /** What merchants allow. */
    private record Known(
            RulesInForce rules, Map<Long, MerchantFacts> merchants, ValidStores stores, GroupBounds groups) {}

    /** Counts that several holders share. */
    private record Guards(DayTakings takings, RulesInUse rules) {}

    /** What a top-up comes to by its rule, or without one. */
    private record Given(@Nullable TopUpRule rule, long bonusFen, long points) {

        static Given of(TopUp command, RulesInUse rules, Turn turn) {
            if (command.ruleId() == null) {
                return new Given(null, command.bonusFen(), 0);
            }
            var rule = rules.require(command.ruleId(), command, turn);
            return new Given(rule, rule.bonusFen(), rule.points());
        }

        @Nullable
        Long ruleId() {
            return rule == null ? null : rule.id();
        }
    }

    private final class OfBatch implements Batch<TopUp, TopUp.Done> {

        private final Known known;
        private final Counters counters;
        private final Guards guards;
        private final Writes.Rows rows = new Writes.Rows(TABLE);
        private final Till till = new Till();

        OfBatch(Known known, Counters counters, Guards guards) {
            this.known = known;
            this.counters = counters;
            this.guards = guards;
        }

        @Override
        public Decision<TopUp.Done> decide(TopUp command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            counters.require(command.booking());
            known.stores().require(command.booking(), turn);
            known.groups().requireInUse(turn);
            Objects.requireNonNull(known.merchants().get(card.merchantId())).requireLicence(turn.now());
            var given = Given.of(command, guards.rules(), turn);
            requireAllowed(command, given, purse);
            var allowed = rulesOf(command);
            guards.takings().take(command.booking().actor(), command.amountFen(), allowed.staffDailyCapFen());
            var gift = given.rule() == null ? null : guards.rules().use(given.rule(), turn);
            var money = new Purse.PaidIn(ids.next(), command.amountFen(), given.bonusFen(), allowed.taken());
            purse.payIn(money, turn.txnId(), turn.now());
            purse.add(Account.CASH_DESK, -money.principalFen());
            purse.add(Account.BONUS_COST, -money.bonusFen());
            var points =
                    known.rules().lot(ids.next(), given.points(), new RulesInForce.At(card.merchantId(), turn.now()));
            var pointsLot = purse.earn(points, turn.txnId(), turn.now());
            addRow(command, turn, money, new PointsGiven(given.ruleId(), given.points(), pointsLot));
            till.add(
                    command.booking(),
                    new Till.Move(ids.next(), turn.txnId(), command.means(), money.principalFen()),
                    turn.now());
            var done = new TopUp.Done(
                    turn.txnId(),
                    turn.txnId(),
                    card.id(),
                    money.principalFen(),
                    money.bonusFen(),
                    given.points(),
                    given.ruleId(),
                    gift,
                    command.means(),
                    purse.balanceFen());
            return new Decision<>(done, ACTION, THING, turn.txnId(), null);
        }

        /** Points that came with it, by which rule and as which lot. */
        private record PointsGiven(
                @Nullable Long ruleId,
                long points,
                @Nullable Long lotId) {}

        private BookRules rulesOf(TopUp command) {
            return known.rules().terms(command.booking().actor().merchantId()).rules();
        }

        private void requireAllowed(TopUp command, Given given, Purse purse) {
            var allowed = rulesOf(command);
            if (command.amountFen() <= 0 || given.bonusFen() < 0) {
                throw new BusinessError(TopUpError.AMOUNT_WRONG);
            }
            if (!allowed.means().contains(command.means())) {
                throw new BusinessError(TopUpError.MEANS_UNKNOWN);
            }
            var held = purse.balanceFen() + purse.balance(Account.HOLD);
            var room = Math.max(0, allowed.limitFen() - held);
            if (command.amountFen() > room || given.bonusFen() > room - command.amountFen()) {
                throw new BusinessError(TopUpError.LIMIT_EXCEEDED)
                        .with("limitFen", allowed.limitFen())
                        .with("balanceFen", held);
            }
        }

        private void addRow(TopUp command, Turn turn, Purse.PaidIn money, PointsGiven points) {
            var card = turn.requireCard();
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    money.id(),
                    points.ruleId(),
                    money.principalFen(),
                    money.bonusFen(),
                    points.points(),
                    points.lotId(),
                    0L,
                    0L,
                    command.means(),
                    command.booking().place().storeId(),
                    command.booking().place().staffId(),
                    command.note(),
                    turn.now());
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
            till.write(writes);
            guards.takings().write(writes);
            guards.rules().write(writes);
        }
    }
}
