package io.kabao.gift;

import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Purse;
import io.kabao.points.RulesInForce;

/**
 * How what is given comes into a purse: bonus as a lot of its own at the merchant's cost, points as those that orders earn, yet
 * usable at once.
 *
 * @param rules of the merchants of a batch
 */
public record GiftPurse(RulesInForce rules, Ids ids) {

    /** Puts what is given to the card of a turn into its purse; 0 of either is nothing. */
    public void put(CommandKind.Turn turn, Purse purse, long bonusFen, long points) {
        var merchantId = turn.requireCard().merchantId();
        if (bonusFen > 0) {
            var taken = rules.terms(merchantId).rules().taken();
            purse.payIn(new Purse.PaidIn(ids.next(), 0, bonusFen, taken), turn.txnId(), turn.now());
            purse.add(Account.BONUS_COST, -bonusFen);
        }
        if (points > 0) {
            var end = rules.endOf(merchantId, turn.now());
            var _ = purse.earn(new Purse.Earned(ids.next(), points, end), turn.txnId(), turn.now());
        }
    }
}
