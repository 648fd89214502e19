package io.kabao.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a look at the books finds, of each rule no more than is told. */
final class Findings {

    /** The rules, in the order in which they are told. */
    enum Rule {
        /** A txn has two legs or more, and what it moves of one unit comes to nothing. */
        TXN_BALANCED,
        /** A holder's balances are the sums of its entries, which are numbered without a gap up to its last. */
        BALANCE_OF_ENTRIES,
        /** Each entry's balance is the one before plus what it moves. */
        RUNNING_BALANCE,
        /** What is left in the lots is what the holder has. */
        BALANCE_OF_LOTS,
        /** What is left in a lot is what its holder's entries come to. */
        LOT_OF_ENTRIES,
        /** A txn has entries. */
        TXN_HAS_ENTRIES,
        /** An entry belongs to a txn of its own merchant. */
        ENTRY_OF_TXN,
        /** What a txn says that its holder had after it is what its entries say. */
        BALANCE_AFTER_TXN,
        /** What is held of a holder is what its holds that have not ended come to. */
        HELD_OF_HOLDS,
        /** What an order cost of stored value is what was taken from lots for it. */
        ORDER_OF_PARTS,
        /** The points that paid for an order are those that were taken from lots for it. */
        ORDER_OF_POINTS,
        /** Points that something was had for were usable by then and had not ended. */
        POINTS_IN_TIME,
        /** What was given back of an order is what its refunds come to. */
        REFUNDED_OF_REFUNDS,
        /** A card that shares a balance has nothing on its own. */
        LINKED_CARD_EMPTY,
        /** A gift that is credited was credited by its txn, and such a txn credits a gift. */
        GIFT_OF_TXN,
        /** A commission is for an order, and no more than its share of what was not given back. */
        COMMISSION_OF_ORDER,
        /** What of a commission is booked is what its txns come to. */
        COMMISSION_OF_TXNS,
        /** Whoever brought a member is the older one. */
        REFERRER_OLDER,
        /** The link that a holder says is its last is that of its last entry. */
        LAST_LINK,
        /** Each entry's link is made of what it says and of the one before. */
        CHAIN
    }

    private final int most;
    private final Map<Rule, List<Finding>> all = new EnumMap<>(Rule.class);

    Findings(int most) {
        this.most = most;
    }

    void add(Rule rule, long id) {
        add(rule, id, null);
    }

    void add(Rule rule, long id, @Nullable Long entryNo) {
        var ofRule = all.computeIfAbsent(rule, _ -> new ArrayList<>());
        var finding = new Finding(rule.name(), id, entryNo);
        if (ofRule.size() < most && !ofRule.contains(finding)) {
            ofRule.add(finding);
        }
    }

    List<Finding> all() {
        return all.values().stream().flatMap(List::stream).toList();
    }
}
