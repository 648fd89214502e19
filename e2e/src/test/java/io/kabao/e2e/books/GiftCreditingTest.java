package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import io.kabao.gift.WelcomeGift;
import io.kabao.kernel.Actor;
import io.kabao.kernel.outbox.OutboxMessage;
import io.kabao.kernel.outbox.OutboxSender;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.SecondBooks;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the books take in a gift that is owed: delivered as often as you like, credited once or never. */
class GiftCreditingTest {

    private static final int DELIVERIES = 200;
    private static final long GIFT_FEN = 5_000;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Rows rows = counter.rows();
    private final OutboxSender sender = house.adminBeans(OutboxSender.class).stream()
            .filter(each -> each.topic().equals("gift.welcome"))
            .findFirst()
            .orElseThrow();
    private final long card = counter.activeCards(1).getFirst();

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    /** Owes the card a gift; its id. */
    private long owed(long fen) {
        var made = rows.change("INSERT INTO welcome_gift (id, merchant_id, template_id, member_id, card_id, phone_hash,"
                + " bonus_fen, status, created_at) SELECT id, merchant_id, template_id, member_id, id,"
                + " UNHEX(SHA2(id, 256)), " + fen + ", 'OWED', created_at FROM member_card WHERE id = " + card);
        assertThat(made).isOne();
        return card;
    }

    private String delivered(long gift) {
        var now = house.clock().instant();
        var message = new OutboxMessage(1, counter.merchantId(), sender.topic(), Long.toString(gift), 1, now);
        return Counter.outcome(() -> Patience.done(() -> {
            sender.send(message);
            return message;
        }));
    }

    private String submitted(Books books, long gift) {
        var booking = new Booking(
                Actor.system(counter.merchantId()),
                new CardRef.ById(card),
                WelcomeGift.TYPE,
                Long.toString(gift),
                Booking.Place.NONE,
                null);
        return Counter.outcome(() -> Patience.submitted(books, new WelcomeGift(booking, gift)));
    }

    private String stateOf(long gift) {
        return rows.column("SELECT CONCAT_WS(' ', status, void_reason) FROM welcome_gift WHERE id = " + gift)
                .getFirst();
    }

    private long credited() {
        return rows.number("SELECT COUNT(*) FROM txn WHERE biz_type = 'GIFT' AND card_id = " + card);
    }

    private List<String> audited() {
        return rows.column("SELECT action FROM audit WHERE thing = 'WELCOME_GIFT' AND merchant_id = "
                + counter.merchantId() + " ORDER BY id");
    }

    private void act(String act) {
        var answer = counter.owner().post("/admin/cards/" + card + "/" + act, Map.of("reason", "挂失"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void two_hundred_deliveries_at_once_credit_it_once() {
        var gift = owed(GIFT_FEN);
        assertThat(Counter.atOnce(DELIVERIES, _ -> delivered(gift))).containsOnly("done");
        assertThat(counter.balanceOf(card)).isEqualTo(GIFT_FEN);
        assertThat(credited()).isEqualTo(1);
        assertThat(stateOf(gift)).isEqualTo("CREDITED");
        assertThat(audited()).containsExactly("WELCOME_GIFT_CREDITED");
    }

    @Test
    void two_writers_that_are_asked_at_once_credit_it_once() {
        var gift = owed(GIFT_FEN);
        var second = SecondBooks.of(house, 128);
        try {
            var books = List.of(house.adminBean(Books.class), second);
            var outcomes = Counter.atOnce(DELIVERIES, i -> submitted(books.get(i % 2), gift));
            assertThat(outcomes).containsOnly("done", "NUMBER_USED").containsOnlyOnce("done");
        } finally {
            second.stop();
        }
        assertThat(counter.balanceOf(card)).isEqualTo(GIFT_FEN);
        assertThat(credited()).isEqualTo(1);
    }

    @Test
    void a_second_delivery_changes_nothing() {
        var gift = owed(GIFT_FEN);
        assertThat(delivered(gift)).isEqualTo("done");
        var after = rows.digestOf(counter.merchantId());
        assertThat(delivered(gift)).isEqualTo("done");
        assertThat(rows.digestOf(counter.merchantId())).isEqualTo(after);
    }

    @Test
    void a_gift_waits_for_a_frozen_card() {
        var gift = owed(GIFT_FEN);
        act("freeze");
        assertThat(delivered(gift)).isEqualTo("CARD_FROZEN");
        assertThat(stateOf(gift)).isEqualTo("OWED");
        act("unfreeze");
        assertThat(delivered(gift)).isEqualTo("done");
        assertThat(stateOf(gift)).isEqualTo("CREDITED");
        assertThat(counter.balanceOf(card)).isEqualTo(GIFT_FEN);
    }

    @Test
    void a_gift_comes_by_itself_once_its_card_is_frozen_no_more() {
        var gift = owed(GIFT_FEN);
        act("freeze");
        act("unfreeze");
        Awaitility.await("the gift").until(() -> stateOf(gift).equals("CREDITED"));
        assertThat(counter.balanceOf(card)).isEqualTo(GIFT_FEN);
    }

    @Test
    void a_gift_comes_by_itself_once_its_frozen_card_goes_on_under_another_number() {
        var gift = owed(GIFT_FEN);
        act("freeze");
        act("reissue");
        Awaitility.await("the gift").until(() -> stateOf(gift).equals("CREDITED"));
        assertThat(counter.balanceOf(card)).isEqualTo(GIFT_FEN);
    }

    @Test
    void a_gift_waits_for_a_card_that_is_not_active_yet() {
        var gift = owed(GIFT_FEN);
        rows.change("UPDATE member_card SET status = 'CLAIMED' WHERE id = " + card);
        assertThat(delivered(gift)).isEqualTo("CARD_NOT_ACTIVE");
        assertThat(stateOf(gift)).isEqualTo("OWED");
        rows.change("UPDATE member_card SET status = 'ACTIVE' WHERE id = " + card);
        assertThat(delivered(gift)).isEqualTo("done");
        assertThat(stateOf(gift)).isEqualTo("CREDITED");
    }

    @Test
    void a_gift_to_a_card_that_was_given_back_comes_to_nothing_once() {
        var gift = owed(GIFT_FEN);
        act("cancellation");
        assertThat(Counter.atOnce(2, _ -> delivered(gift))).containsOnly("done");
        assertThat(delivered(gift)).isEqualTo("done");
        assertThat(submitted(house.adminBean(Books.class), gift)).isEqualTo("NUMBER_USED");
        assertThat(stateOf(gift)).isEqualTo("VOID CARD_CANCELLED");
        assertThat(audited()).containsExactly("WELCOME_GIFT_VOID");
        assertThat(credited()).isZero();
    }

    @Test
    void a_gift_to_a_card_whose_time_is_over_comes_to_nothing() {
        var gift = owed(GIFT_FEN);
        var past = house.clock().instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC);
        rows.change("UPDATE member_card SET expires_at = '" + past.toLocalDateTime() + "' WHERE id = " + card);
        assertThat(delivered(gift)).isEqualTo("done");
        assertThat(stateOf(gift)).isEqualTo("VOID CARD_EXPIRED");
        assertThat(credited()).isZero();
    }

    @Test
    void a_gift_that_would_fill_the_card_above_its_limit_comes_to_nothing() {
        counter.allow(Map.of("limitFen", 10_000));
        var gift = owed(GIFT_FEN);
        var _ = counter.booked(counter.topUp(card, 5_001, 0, Counter.Key.fresh()));
        assertThat(delivered(gift)).isEqualTo("done");
        assertThat(stateOf(gift)).isEqualTo("VOID LIMIT_EXCEEDED");
        assertThat(counter.balanceOf(card)).isEqualTo(5_001);
    }

    @Test
    void a_gift_may_fill_the_card_to_its_limit() {
        counter.allow(Map.of("limitFen", 10_000));
        var gift = owed(GIFT_FEN);
        var _ = counter.booked(counter.topUp(card, 5_000, 0, Counter.Key.fresh()));
        assertThat(delivered(gift)).isEqualTo("done");
        assertThat(stateOf(gift)).isEqualTo("CREDITED");
        assertThat(counter.balanceOf(card)).isEqualTo(10_000);
    }

    @Test
    void a_gift_is_spent_and_comes_back_to_where_it_came_from() {
        assertThat(delivered(owed(GIFT_FEN))).isEqualTo("done");
        var spent = counter.booked(counter.spend(card, "G" + Shop.unique(16), 1_200, Counter.Key.fresh()));
        assertThat(counter.balanceOf(card)).isEqualTo(3_800);
        assertThat(bonusLeft()).containsExactly("0 3800");
        var _ = counter.booked(counter.refund(card, spent.id(), 700L, Counter.Key.fresh()));
        assertThat(bonusLeft()).containsExactly("0 4500");
        var _ = counter.booked(counter.spend(card, "G" + Shop.unique(16), 4_500, Counter.Key.fresh()));
        assertThat(bonusLeft()).containsExactly("0 0");
        assertThat(counter.balanceOf(card)).isZero();
        var _ = counter.booked(counter.refund(card, spent.id(), 500L, Counter.Key.fresh()));
        assertThat(bonusLeft()).containsExactly("0 500");
    }

    private List<String> bonusLeft() {
        return rows.column("SELECT CONCAT(principal_left, ' ', bonus_left) FROM lot WHERE merchant_id = "
                + counter.merchantId() + " ORDER BY id");
    }

    @Test
    void what_a_top_up_is_paid_back_with_does_not_ask_for_the_gift() {
        assertThat(delivered(owed(GIFT_FEN))).isEqualTo("done");
        var paid = counter.booked(counter.topUp(card, 100_000, 20_000, Counter.Key.fresh()));
        // The gift is the older lot, so that it is spent first; of the top-up go 600 yuan.
        var _ = counter.booked(counter.spend(card, "G" + Shop.unique(16), GIFT_FEN, Counter.Key.fresh()));
        assertThat(paidBack(paid.id(), "SEVEN_DAYS")).isEqualTo(100_000);
        var _ = counter.booked(counter.spend(card, "G" + Shop.unique(16), 60_000, Counter.Key.fresh()));
        assertThat(List.of(paidBack(paid.id(), "MERCHANT"), paidBack(paid.id(), "CONSUMER")))
                .isEqualTo(List.of(50_000L, 40_000L));
        assertThat(bonusLeft()).isEqualTo(List.of("0 0", "50000 10000"));
        assertThat(counter.balanceOf(card)).isEqualTo(60_000);
    }

    private long paidBack(long topUp, String cause) {
        var preview = counter.owner().get("/admin/topups/" + topUp + "/refund-preview?cause=" + cause);
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        return preview.number("/paidFen");
    }
}
