package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.points.PointsAdjustment;
import io.kabao.points.PointsSettings;
import io.kabao.points.Rulebook;

/** Cards with points that their merchant turns into balance. */
record Loyal(Merchant merchant) {

    private static final House HOUSE = House.shared();
    private static final PointsSettings.Rate RATE = new PointsSettings.Rate(100, 100);

    /** The number of an old card of the store. */
    String aCardWithPoints() {
        var number = new Things(merchant).anOldCard();
        give(new CardRef.ByNumber(number));
        return number;
    }

    /** The id of the member's own card. */
    String ownCardWithPoints() {
        var card = Regular.of(merchant).activeCard();
        give(new CardRef.ById(Long.parseLong(card)));
        return card;
    }

    private void give(CardRef card) {
        letPointsBecomeBalance();
        var actor = new Actor(ActorRealm.OPERATOR, merchant.id(), 1L, "127.0.0.1");
        var place = new Booking.Place(Place.of(merchant).store(), null, "补登");
        var booking = new Booking(actor, card, PointsAdjustment.TYPE, "P-" + Merchant.fresh(), place, null);
        var _ = HOUSE.adminBean(Books.class).submit(new PointsAdjustment(booking, 100, Long.MAX_VALUE, null));
    }

    private void letPointsBecomeBalance() {
        var rulebook = HOUSE.adminBean(Rulebook.class);
        var kept = rulebook.settings(merchant.id());
        if (kept.settings().exchange() == null) {
            var exchange = new PointsSettings.Exchange(RATE, true);
            rulebook.change(
                    Actor.system(merchant.id()),
                    kept.version(),
                    before -> before.with(new PointsSettings.Worth(null, exchange, null)));
        }
    }
}
