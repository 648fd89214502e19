package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.access.OperatorDesk;
import io.kabao.access.OperatorDraft;
import io.kabao.access.Outcome;
import io.kabao.access.Scope;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Command;
import io.kabao.spend.Order;
import io.kabao.spend.Refund;
import io.kabao.spend.Spend;
import io.kabao.topup.TopUp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A merchant with an east and a west store, a cashier at each, and members; the owner's account is {@link #account}. */
final class Branches {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int NOON = 12;

    private final House house;
    private final Rows rows;
    private final String account = "chain-" + Shop.unique(12);
    private final long merchantId;
    private final String template;
    private Api owner;
    private final Till east;
    private final Till west;

    /** A cashier at a store, and whoever serves there. */
    record Till(long store, long staff, String account, long operator) {}

    Branches(House house) {
        this.house = house;
        this.rows = Rows.of(house.sandbox());
        this.merchantId = house.openMerchant(account);
        this.owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        this.template = owner.post("/admin/card-templates", Map.of("name", "储值卡", "title", "储值卡"))
                .text("/id");
        this.east = till("东店", "阿东");
        this.west = till("西店", "阿西");
    }

    private Till till(String storeName, String person) {
        var store = made("/admin/stores", Map.of("name", storeName));
        var staff = made("/admin/staff", Map.of("name", person, "storeId", Long.toString(store)));
        var cashier = "till-" + Shop.unique(12);
        var scope = new Scope(Scope.Kind.STORES, Set.of(store));
        var draft = new OperatorDraft(person, Set.of(BuiltInRole.CASHIER.id()), scope, null, true);
        var asked = new OperatorDesk.NewOperator(cashier, Settings.OWNER_PASSWORD, draft, null);
        var hired = house.adminBean(OperatorDesk.class)
                .add(Actor.system(merchantId), asked)
                .outcome();
        assertThat(hired).isInstanceOf(Outcome.Done.class);
        return new Till(
                store, staff, cashier, rows.number("SELECT id FROM operator WHERE account = '" + cashier + "'"));
    }

    private long made(String path, Map<String, Object> form) {
        var answer = owner.post(path, form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return Long.parseLong(answer.text("/id"));
    }

    House house() {
        return house;
    }

    Rows rows() {
        return rows;
    }

    long merchantId() {
        return merchantId;
    }

    String account() {
        return account;
    }

    Till east() {
        return east;
    }

    Till west() {
        return west;
    }

    /** The owner at the console's door. */
    Api owner() {
        return owner;
    }

    /** A cashier at the console's door. */
    Api cashier(Till till) {
        return house.admin().signedIn(till.account(), Settings.OWNER_PASSWORD);
    }

    /** An old card of the east store, which may be used at the counter at once. */
    long card() {
        var number = Shop.unique(10);
        var form = Map.of(
                "templateId",
                template,
                "cardNumber",
                number,
                "offline",
                true,
                "name",
                "会员",
                "storeId",
                Long.toString(east.store()));
        var answer = owner.post("/admin/members", form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return rows.number(
                "SELECT id FROM member_card WHERE merchant_id = " + merchantId + " AND number = '" + number + "'");
    }

    Actor actor(Till till) {
        return new Actor(ActorRealm.OPERATOR, merchantId, till.operator(), "127.0.0.1");
    }

    private Booking booking(Till till, CardRef card, String type, String number) {
        return new Booking(actor(till), card, type, number, new Booking.Place(till.store(), till.staff(), "结账"), null);
    }

    private <R> R booked(Command<R> command) {
        return Patience.submitted(house.adminBean(Books.class), command).answer();
    }

    /** Money that is paid in, and what is given on top. */
    record Money(String means, long principalFen, long bonusFen) {

        static Money cash(long fen) {
            return new Money("CASH", fen, 0);
        }
    }

    TopUp.Done topUp(Till till, long card, Money money) {
        var booking = booking(till, new CardRef.ById(card), TopUp.TYPE, "T" + Shop.unique(20));
        return booked(new TopUp(booking, money.principalFen(), money.bonusFen(), money.means(), null));
    }

    /** A top-up in cash by a rule. */
    TopUp.Done topUpBy(String rule, Till till, long card, long fen) {
        var booking = booking(till, new CardRef.ById(card), TopUp.TYPE, "T" + Shop.unique(20));
        return booked(new TopUp(booking, fen, 0, "CASH", null, Long.valueOf(rule), null));
    }

    /** A rule that gives a tenth on top of an amount; its id. */
    String rule(String name, long fen) {
        return Long.toString(made("/admin/topup-rules", Map.of("name", name, "amountFen", fen, "bonusFen", fen / 10)));
    }

    /** An order, a part of which is paid in cash. */
    record Bought(String orderNo, long fen, long cashFen) {}

    Spend.Done spend(Till till, long card, Bought bought) {
        var booking = booking(till, new CardRef.ById(card), Spend.TYPE, bought.orderNo());
        var others = bought.cashFen() == 0 ? List.<Spend.Paid>of() : List.of(new Spend.Paid("CASH", bought.cashFen()));
        return booked(new Spend(booking, Spend.Channel.OFFLINE, Order.of(bought.fen()), others));
    }

    Refund.Done refund(Till till, Spend.Done order, @Nullable Long fen, String reason) {
        var holder = rows.number("SELECT holder_id FROM member_card WHERE id = " + order.cardId());
        var lots = rows.column("SELECT lot_id FROM spend_part WHERE spend_id = " + order.id()).stream()
                .map(Long::valueOf)
                .toList();
        var booking = new Booking(
                actor(till),
                new CardRef.OfHolder(holder),
                Refund.TYPE,
                "R" + Shop.unique(20),
                new Booking.Place(till.store(), till.staff(), reason),
                null);
        return booked(new Refund(booking, order.id(), fen, List.of(), lots, Refund.Allowed.ANYTHING));
    }

    /** The merchant's business day. */
    LocalDate today() {
        return LocalDate.ofInstant(house.clock().instant(), ZONE);
    }

    /** Time goes by until the next day's noon; whoever was signed in signs in anew. */
    void untilTomorrowNoon() {
        var noon = today().plusDays(1).atTime(NOON, 0).atZone(ZONE).toInstant();
        pass(Duration.between(house.clock().instant(), noon));
    }

    void pass(Duration time) {
        house.pass(time);
        owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
    }

    Instant now() {
        return house.clock().instant();
    }
}
