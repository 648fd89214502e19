package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.kernel.Actor;
import io.kabao.referral.ReferralPermits;
import io.kabao.referral.ReferralRule;
import io.kabao.referral.ReferralRules;
import io.kabao.referral.Settling;
import io.kabao.referral.WalletSettings;
import io.kabao.referral.Way;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What bringing friends earns at a merchant, and who may have brought whom. */
record Friends(Merchant merchant) {

    private static final House HOUSE = House.shared();
    private static final Map<Long, String> ELDERS = new ConcurrentHashMap<>();
    private static final int LEVELS = 2;

    /** The id of a draft, by which nobody is paid though it is put in force. */
    String aDraft() {
        var rates = new ReferralRule.Rates(0, 100, 0, 0);
        var rule = new ReferralRule(0, Way.AMOUNT, rates, null, false, 0, ReferralRule.Caps.NONE);
        return Long.toString(HOUSE.adminBean(ReferralRules.class)
                .add(Actor.system(merchant.id()), rule)
                .id());
    }

    /** The id of a member who was there before those whom paths point at. */
    String elder() {
        return ELDERS.computeIfAbsent(
                merchant.id(),
                _ -> Long.toString(new Things(merchant)
                        .anEnrolled(Things.NAME, true)
                        .member()
                        .id()));
    }

    /** The version that the settings of wallets are at. */
    String settingsVersion() {
        return Integer.toString(
                HOUSE.adminBean(WalletSettings.class).of(merchant.id()).version());
    }

    /** The id of a card of the merchant's regular, with money in the commission wallet that becomes balance. */
    String cardWithWallet() {
        offerAll();
        var card = Regular.of(merchant).activeCard();
        Settling.give(HOUSE, Long.parseLong(card), 100);
        return card;
    }

    /** The number of a card of the counter, with money in the commission wallet that may be paid out. */
    String fullWallet() {
        offerAll();
        var number = new Things(merchant).anOldCard();
        var card = Rows.of(HOUSE.sandbox())
                .number("SELECT id FROM member_card WHERE merchant_id = " + merchant.id() + " AND number = '" + number
                        + "'");
        Settling.give(HOUSE, card, 100);
        return number;
    }

    private void offerAll() {
        var settings = HOUSE.adminBean(WalletSettings.class);
        var kept = settings.of(merchant.id());
        if (kept.rates().balanceBp() == null || kept.rates().payoutLeastFen() == null) {
            var all = new WalletSettings.Rates(10_000L, null, 100L, null);
            settings.change(Actor.system(merchant.id()), kept.version(), all);
        }
    }

    /** How many levels the platform lets the merchant have. */
    String levelsAllowed() {
        HOUSE.adminBean(ReferralPermits.class).allow(Actor.system(merchant.id()), LEVELS);
        return Integer.toString(LEVELS);
    }
}
