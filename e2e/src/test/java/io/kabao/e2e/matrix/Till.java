package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CardRef;
import io.kabao.proof.MemberProofs;
import io.kabao.spend.Hold;
import io.kabao.spend.Holding;
import io.kabao.spend.Order;
import io.kabao.spend.Spend;
import io.kabao.spend.Spending;
import io.kabao.topup.TopUp;
import io.kabao.topup.TopUps;
import java.time.Duration;
import java.util.List;

/** What is taken at a store of a merchant, past the doors. */
record Till(Merchant merchant, long store) {

    private static final House HOUSE = House.shared();

    /** At the first store. */
    Till(Merchant merchant) {
        this(merchant, Place.of(merchant).store());
    }

    /** Money of an old card that is set aside for an order. */
    String aHold() {
        var number = new Things(merchant).anOldCard();
        aTopUp(number);
        var until = HOUSE.clock().instant().plus(Duration.ofDays(1));
        return Long.toString(HOUSE.adminBean(Holding.class)
                .hold(
                        new Hold(booking(number, Hold.TYPE), Spend.Channel.OFFLINE, 100, until, null),
                        MemberProofs.Shown.NOTHING)
                .answer()
                .id());
    }

    /** An order that was paid in cash alone. */
    String anOrder() {
        return anOrder(new Things(merchant).anOldCard());
    }

    /** Likewise, of this card. */
    String anOrder(String number) {
        var paid = List.of(new Spend.Paid("CASH", 100));
        var spend = new Spend(booking(number, Spend.TYPE), Spend.Channel.OFFLINE, Order.of(100), paid);
        return Long.toString(HOUSE.adminBean(Spending.class)
                .spend(spend, MemberProofs.Shown.NOTHING)
                .answer()
                .id());
    }

    /** Money paid in; its id. */
    String aTopUp(String number) {
        var paid = new TopUp(booking(number, TopUp.TYPE), 1_000, 0, "CASH", null);
        var done = HOUSE.adminBean(TopUps.class).topUp(paid);
        assertThat(done.repeated()).isFalse();
        return Long.toString(done.answer().id());
    }

    /** The number of an old card with money on it. */
    String aFullCard() {
        var number = new Things(merchant).anOldCard();
        aTopUp(number);
        return number;
    }

    private Booking booking(String number, String type) {
        var actor = new Actor(ActorRealm.OPERATOR, merchant.id(), 1L, "127.0.0.1");
        var place = new Booking.Place(store, null, null);
        return new Booking(actor, new CardRef.ByNumber(number), type, "B-" + Merchant.fresh(), place, null);
    }
}
