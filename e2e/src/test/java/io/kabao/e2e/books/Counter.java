package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.access.OperatorDesk;
import io.kabao.access.OperatorDraft;
import io.kabao.access.Scope;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.bench.BookCrowd;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Command;
import io.kabao.ledger.Finding;
import io.kabao.ledger.Verification;
import io.kabao.spend.Hold;
import io.kabao.spend.Holding;
import io.kabao.spend.Order;
import io.kabao.spend.Refund;
import io.kabao.spend.Settlement;
import io.kabao.spend.Spend;
import io.kabao.topup.PaidBack;
import io.kabao.topup.TopUp;
import io.kabao.topup.TopUpRefund;
import io.kabao.topup.Withdrawal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A merchant with a counter, its members' cards, and commands on them as the doors would make them. */
final class Counter {

    private static final int HASH_BYTES = 32;
    private static final int CARDS_AT_ONCE = 4;
    private static final int THREADS_MOST = 64;

    /** Last eight digits of phones that nobody else has. */
    private static final AtomicInteger PHONES = new AtomicInteger(70_000_000);

    private final House house;
    private final Rows rows;
    private final String account;
    private final long merchantId;
    private final Api owner;
    private final String template;
    private final long store;

    Counter(House house) {
        this.house = house;
        this.rows = Rows.of(house.sandbox());
        this.account = "books-" + Shop.unique(12);
        this.merchantId = house.openMerchant(account);
        this.owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        house.trust(account);
        this.template = owner.post("/admin/card-templates", Map.of("kind", "LINKED", "name", "储值卡", "title", "储值卡"))
                .text("/id");
        this.store =
                Long.parseLong(owner.post("/admin/stores", Map.of("name", "总店")).text("/id"));
    }

    private Counter(Counter like, Rows rows) {
        this.house = like.house;
        this.rows = rows;
        this.account = like.account;
        this.merchantId = like.merchantId;
        this.owner = like.owner;
        this.template = like.template;
        this.store = like.store;
    }

    /** The same counter, which looks at the database by these. */
    Counter lookingBy(Rows others) {
        return new Counter(this, others);
    }

    /** Lets time pass, in the house and outside alike. */
    void pass(Duration time) {
        house.pass(time);
    }

    long merchantId() {
        return merchantId;
    }

    /** The merchant's owner at the console's door, who has just proved themselves again. */
    Api owner() {
        return owner;
    }

    /** The account that the owner signs in with. */
    String account() {
        return account;
    }

    /** The store that commands are done at. */
    long store() {
        return store;
    }

    /** Changes what is allowed here, the rest is as usual. */
    void allow(Map<String, ?> settings) {
        var asked = new HashMap<String, Object>(settings);
        asked.put(
                "version",
                owner.get("/admin/book-settings").json().get("version").asInt());
        var answer = owner.put("/admin/book-settings", asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Somebody who works here, signed in. */
    record Colleague(long id, String account, Api api) {}

    /** It is some time now since a colleague proved themselves. */
    void doubt(Colleague colleague) {
        house.trustNoMore(colleague.account());
    }

    /** It is some time now since the owner proved themselves, who has no second factor either. */
    void doubtOwner() {
        house.trustNoMore(account);
    }

    /** One more who works on the whole merchant, and has just proved themselves again. */
    Colleague hire(BuiltInRole... roles) {
        return hire(Scope.WHOLE, roles);
    }

    /** One more who works on a part of the merchant, and has just proved themselves again. */
    Colleague hire(Scope scope, BuiltInRole... roles) {
        var name = "c-" + Shop.unique(12);
        var draft = new OperatorDraft(
                "小周", Arrays.stream(roles).map(BuiltInRole::id).collect(Collectors.toSet()), scope, null, true);
        var asked = new OperatorDesk.NewOperator(name, Settings.OWNER_PASSWORD, draft, null);
        house.adminBean(OperatorDesk.class).add(Actor.system(merchantId), asked);
        var id = rows.number("SELECT id FROM operator WHERE account = '" + name + "'");
        var colleague = new Colleague(id, name, house.admin().signedIn(name, Settings.OWNER_PASSWORD));
        house.trust(name);
        return colleague;
    }

    Rows rows() {
        return rows;
    }

    /** Old cards that may be used at the counter. */
    List<Long> cards(int count) {
        return cards(count, true);
    }

    /** Cards that are active. */
    List<Long> activeCards(int count) {
        owner.post("/admin/card-templates/" + template + "/publication", Map.of());
        return cards(count, false);
    }

    private List<Long> cards(int count, boolean offline) {
        var first = Shop.unique(6).toUpperCase(Locale.ROOT);
        return inThreads(CARDS_AT_ONCE, count, i -> {
            var form = new HashMap<String, Object>(
                    Map.of("templateId", template, "cardNumber", first + i, "offline", offline, "name", "会员"));
            if (!offline) {
                form.put("phone", "138" + PHONES.incrementAndGet());
            }
            var answer = owner.post("/admin/members", form);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            return rows.number("SELECT id FROM member_card WHERE merchant_id = " + merchantId + " AND number = '"
                    + first + i + "'");
        });
    }

    long card() {
        return cards(1).getFirst();
    }

    private Actor actor() {
        return new Actor(ActorRealm.OPERATOR, merchantId, 1L, "127.0.0.1");
    }

    /** A booking with a key of its own, whose request is told by the text. */
    Booking booking(CardRef card, String type, String number, Key key) {
        var hash =
                ByteBuffer.allocate(HASH_BYTES).putInt(key.request().hashCode()).array();
        var request = new IdempotentRequest(actor(), key.key(), hash);
        return new Booking(actor(), card, type, number, new Booking.Place(store, null, "试"), request);
    }

    /** An idempotency key and what tells its request from others. */
    record Key(String key, String request) {
        static Key fresh() {
            return new Key("k-" + Shop.unique(20), "");
        }
    }

    TopUp topUp(long card, long principal, long bonus, Key key) {
        var booking = booking(new CardRef.ById(card), TopUp.TYPE, "T" + Shop.unique(20), key);
        return new TopUp(booking, principal, bonus, "CASH", null);
    }

    /** A top-up by a rule. */
    TopUp topUpBy(String rule, long card, long fen) {
        var booking = booking(new CardRef.ById(card), TopUp.TYPE, "T" + Shop.unique(20), Key.fresh());
        return new TopUp(booking, fen, 0, "CASH", null, Long.valueOf(rule), null);
    }

    /** A rule as the owner makes it; its id. */
    String rule(Map<String, ?> rule) {
        var form = new HashMap<String, Object>(Map.of("name", "储值规则"));
        form.putAll(rule);
        var answer = owner.post("/admin/topup-rules", form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    Spend spend(long card, String orderNo, long fen, Key key) {
        return spend(card, new Bought(orderNo, fen, List.of()), key);
    }

    /** An order of an amount, and what is paid otherwise. */
    record Bought(String orderNo, long fen, List<Spend.Paid> others) {}

    Spend spend(long card, Bought bought, Key key) {
        var booking = booking(new CardRef.ById(card), Spend.TYPE, bought.orderNo(), key);
        return new Spend(booking, Spend.Channel.OFFLINE, Order.of(bought.fen()), bought.others());
    }

    /** A top-up paid back, with nobody asked again. */
    TopUpRefund paidBack(long topUpId, PaidBack.Cause cause, Key key) {
        var ids = rows.column("SELECT CONCAT(holder_id, ' ', lot_id) FROM topup WHERE id = " + topUpId)
                .getFirst()
                .split(" ", -1);
        var booking =
                booking(new CardRef.OfHolder(Long.parseLong(ids[0])), TopUpRefund.TYPE, "B" + Shop.unique(20), key);
        return new TopUpRefund(booking, topUpId, cause, "CASH", List.of(Long.valueOf(ids[1])), Long.MAX_VALUE, null);
    }

    Withdrawal withdrawal(long card, long fen, Key key) {
        var booking = booking(new CardRef.ById(card), Withdrawal.TYPE, "W" + Shop.unique(20), key);
        return new Withdrawal(booking, fen, "CASH", null);
    }

    Refund refund(long card, long spendId, @Nullable Long fen, Key key) {
        var holder = rows.number("SELECT holder_id FROM member_card WHERE id = " + card);
        var lots = rows
                .column("SELECT lot_id FROM spend_part WHERE spend_id = " + spendId
                        + " UNION SELECT lot_id FROM spend_points WHERE spend_id = " + spendId
                        + " UNION SELECT points_lot_id FROM spend WHERE points_lot_id IS NOT NULL AND id = " + spendId)
                .stream()
                .map(Long::valueOf)
                .toList();
        var booking = booking(new CardRef.OfHolder(holder), Refund.TYPE, "R" + Shop.unique(20), key);
        return new Refund(booking, spendId, fen, List.of(), lots, Refund.Allowed.ANYTHING);
    }

    Hold hold(long card, String orderNo, long fen, Key key) {
        var booking = booking(new CardRef.ById(card), Hold.TYPE, orderNo, key);
        return new Hold(
                booking, Spend.Channel.OFFLINE, fen, house.clock().instant().plus(Duration.ofDays(1)), null);
    }

    Settlement settlement(long holdId, Settlement.End end, Key key) {
        var hold = house.adminBean(Holding.class).require(Reach.all(merchantId), holdId);
        var lots = rows.column("SELECT lot_id FROM hold_part WHERE hold_id = " + holdId + " ORDER BY id").stream()
                .map(Long::valueOf)
                .toList();
        var captures = end instanceof Settlement.End.Capture;
        var booking = booking(
                new CardRef.OfHolder(hold.holderId()),
                captures ? Spend.TYPE : Settlement.RELEASE,
                captures ? hold.orderNo() : Long.toString(holdId),
                key);
        return new Settlement(booking, hold, lots, end);
    }

    long heldOf(long card) {
        return rows.number(
                "SELECT h.held_fen FROM member_card c JOIN holder h ON h.id = c.holder_id WHERE c.id = " + card);
    }

    /** Where members by the thousand come to. */
    BookCrowd.Home home() {
        return new BookCrowd.Home(merchantId, Long.parseLong(template), store, BookCrowd.freeIds());
    }

    /** What is wrong in the books: rules and ids. */
    List<Finding> findings() {
        return house.adminBean(Verification.class).verify(merchantId);
    }

    /** What the house's own books answer a command with. */
    <R> R booked(Command<R> command) {
        return Patience.submitted(house.adminBean(Books.class), command).answer();
    }

    /** The card's member was tied to another person so many hours ago. */
    void rebound(long card, int hoursAgo) {
        var when = house.clock().instant().minus(Duration.ofHours(hoursAgo)).atOffset(ZoneOffset.UTC);
        var changed = rows.change("UPDATE member SET rebound_at = '" + when.toLocalDateTime()
                + "' WHERE id = (SELECT member_id FROM member_card WHERE id = " + card + ")");
        assertThat(changed).isOne();
    }

    long balanceOf(long card) {
        return rows.number("SELECT h.principal_fen + h.bonus_fen FROM member_card c JOIN holder h ON h.id = c.holder_id"
                + " WHERE c.id = " + card);
    }

    /** Both in one look: what can be spent and what is set aside, in fen, with a blank between. */
    String balanceAndHeldOf(long card) {
        return rows.column("SELECT CONCAT(h.principal_fen + h.bonus_fen, ' ', h.held_fen)"
                        + " FROM member_card c JOIN holder h ON h.id = c.holder_id WHERE c.id = " + card)
                .getFirst();
    }

    /** All rules of the books hold at this merchant. */
    void assertBooksAreRight() {
        assertThat(findings()).isEmpty();
    }

    /** Work that is one of many. */
    interface One<T> {
        T of(int number) throws Exception;
    }

    /** What all of them give, each on a thread of its own. */
    static <T> List<T> atOnce(int count, One<T> work) {
        return inThreads(Math.min(count, THREADS_MOST), count, work);
    }

    private static <T> List<T> inThreads(int most, int count, One<T> work) {
        try (var threads = Executors.newFixedThreadPool(most)) {
            var tasks = new ArrayList<Callable<T>>();
            for (var i = 0; i < count; i++) {
                var number = i;
                tasks.add(() -> work.of(number));
            }
            var all = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** The code of a refusal, or {@code done}. */
    static String outcome(Runnable work) {
        try {
            work.run();
            return "done";
        } catch (BusinessError refusal) {
            return refusal.code().name();
        }
    }
}
