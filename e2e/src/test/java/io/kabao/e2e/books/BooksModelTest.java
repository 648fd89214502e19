package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.ledger.Books;
import io.kabao.ledger.Command;
import io.kabao.ledger.SecondBooks;
import io.kabao.spend.Settlement;
import io.kabao.spend.Spend;
import io.kabao.topup.PaidBack;
import io.kabao.topup.TopUpError;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories by chance, step by step the same as in books kept on paper. */
class BooksModelTest {

    private static final int HISTORIES = Soak.count(500, 25_000);
    private static final int STEPS = 40;

    /** Cards that one merchant gets; more are made at the next. */
    private static final int CARDS = 500;

    private final House house = House.shared();

    /** How refunds and cash-outs ended that were met so far. */
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    /** With batches of one and of many side by side: each waits for the disk most of the time. */
    @Test
    void histories_by_chance_agree_with_books_on_paper_in_small_batches_and_in_large_ones() {
        var batches = List.of(1, 128);
        Counter.atOnce(batches.size(), i -> {
            agree(batches.get(i));
            return i;
        });
        assertThat(met)
                .containsExactlyInAnyOrder(
                        "done", "TOPUP_HELD", "TOPUP_USED", "NOTHING_TO_PAY_BACK", "AMOUNT_WRONG", "PRINCIPAL_TOO_LOW");
    }

    private void agree(int batchMost) {
        var seed = Long.getLong("kabao.seed", new SecureRandom().nextLong());
        var books = SecondBooks.of(house, batchMost);
        try {
            for (var from = 0; from < HISTORIES; from += CARDS) {
                var counter = new Counter(house);
                counter.allow(Map.of("staffDailyCapFen", 100_000_000_000L));
                var cards = counter.cards(Math.min(CARDS, HISTORIES - from));
                var first = seed + from;
                Counter.atOnce(cards.size(), i -> {
                    counter.rows().overOneConnection(rows -> {
                        var history = new History(counter.lookingBy(rows), books, cards.get(i), first + i);
                        history.run();
                        met.addAll(history.met);
                    });
                    return i;
                });
                counter.assertBooksAreRight();
            }
        } catch (AssertionError e) {
            throw new AssertionError("-Dkabao.seed=" + seed + ", batches of " + batchMost, e);
        } finally {
            books.stop();
        }
    }

    private static final class History {

        private static final ErrorCode HELD = TopUpError.TOPUP_HELD;
        private static final List<ModelLedger.Cause> CAUSES = List.of(ModelLedger.Cause.values());

        private final Counter counter;
        private final Books books;
        private final long card;
        private final SplittableRandom chance;
        private final ModelLedger model = new ModelLedger();
        private final List<Placed> orders = new ArrayList<>();
        private final List<Placed> holds = new ArrayList<>();
        private final List<Long> topUps = new ArrayList<>();
        private final Set<String> met = new HashSet<>();
        private @Nullable Command<?> last;
        private @Nullable Object lastAnswer;
        private String outcome = "";

        private record Placed(String no, long id) {}

        History(Counter counter, Books books, long card, long seed) {
            this.counter = counter;
            this.books = books;
            this.card = card;
            this.chance = new SplittableRandom(seed);
        }

        void run() {
            for (var step = 0; step < STEPS; step++) {
                switch (chance.nextInt(17)) {
                    case 0, 1, 2 -> topUp();
                    case 3, 4, 5, 6 -> spend();
                    case 7, 8 -> refund();
                    case 9, 10 -> hold();
                    case 11 -> capture();
                    case 12 -> release();
                    case 13 -> withdraw();
                    case 14, 15 -> payBack();
                    default -> repeat();
                }
                assertThat(counter.balanceAndHeldOf(card)).isEqualTo(model.balance() + " " + model.held());
            }
        }

        private <R> @Nullable R submitted(Command<R> command) {
            try {
                var booked = Patience.submitted(books, command);
                assertThat(booked.repeated()).isFalse();
                outcome = "done";
                last = command;
                lastAnswer = booked.answer();
                return booked.answer();
            } catch (BusinessError refusal) {
                outcome = refusal.code().name();
                assertThat(refusal.code().status()).as(outcome).isEqualTo(refusal.code() == HELD ? 409 : 422);
                return null;
            }
        }

        private void topUp() {
            var principal = chance.nextLong(1, 60_000);
            var bonus = chance.nextBoolean() ? 0 : chance.nextLong(0, 30_000);
            var done = submitted(counter.topUp(card, principal, bonus, Counter.Key.fresh()));
            var moved = done == null
                    ? null
                    : new ModelLedger.Moved(done.principalFen(), done.bonusFen(), 0, done.balanceFen());
            assertThat(moved).isEqualTo(model.topUp(principal, bonus));
            if (done != null) {
                topUps.add(done.id());
            }
        }

        private void spend() {
            var fen = chance.nextLong(1, 40_000);
            var other = chance.nextInt(4) == 0 ? chance.nextLong(0, fen + 1) : 0;
            var orderNo = "O" + Shop.unique(16);
            var others = other == 0 ? List.<Spend.Paid>of() : List.of(new Spend.Paid("BANK_CARD", other));
            var done = submitted(counter.spend(card, new Counter.Bought(orderNo, fen, others), Counter.Key.fresh()));
            var moved = done == null
                    ? null
                    : new ModelLedger.Moved(done.principalFen(), done.bonusFen(), done.otherFen(), done.balanceFen());
            assertThat(moved).isEqualTo(model.spend(orderNo, fen, other));
            if (done != null) {
                orders.add(new Placed(orderNo, done.id()));
            }
        }

        private void refund() {
            if (orders.isEmpty()) {
                return;
            }
            var order = orders.get(chance.nextInt(orders.size()));
            var left = model.refundable(order.no());
            var all = chance.nextInt(4) == 0;
            var fen = all ? left : chance.nextLong(1, left + 10);
            var done = submitted(counter.refund(card, order.id(), all ? null : fen, Counter.Key.fresh()));
            var moved = done == null
                    ? null
                    : new ModelLedger.Moved(done.principalFen(), done.bonusFen(), done.otherFen(), done.balanceFen());
            assertThat(moved).isEqualTo(model.refund(order.no(), fen));
        }

        private void hold() {
            var fen = chance.nextLong(1, 40_000);
            var orderNo = "H" + Shop.unique(16);
            var done = submitted(counter.hold(card, orderNo, fen, Counter.Key.fresh()));
            var moved = done == null
                    ? null
                    : new ModelLedger.Moved(done.principalFen(), done.bonusFen(), 0, done.balanceFen());
            assertThat(moved).isEqualTo(model.hold(orderNo, fen));
            if (done != null) {
                holds.add(new Placed(orderNo, done.id()));
            }
        }

        private void capture() {
            if (holds.isEmpty()) {
                return;
            }
            var hold = holds.get(chance.nextInt(holds.size()));
            var held = model.heldFor(hold.no());
            var fen = chance.nextInt(3) == 0 ? held : chance.nextLong(1, held + 3);
            var done = settled(hold, new Settlement.End.Capture(fen == held ? null : fen), fen);
            if (done != null) {
                orders.add(new Placed(hold.no(), Objects.requireNonNull(done.spendId())));
            }
        }

        private void release() {
            if (!holds.isEmpty()) {
                settled(holds.get(chance.nextInt(holds.size())), new Settlement.End.Release(), 0);
            }
        }

        private Settlement.@Nullable Done settled(Placed hold, Settlement.End end, long cost) {
            var done = submitted(counter.settlement(hold.id(), end, Counter.Key.fresh()));
            var moved = done == null
                    ? null
                    : new ModelLedger.Moved(done.principalFen(), done.bonusFen(), 0, done.balanceFen());
            assertThat(moved).isEqualTo(model.settle(hold.no(), cost));
            if (done != null) {
                holds.remove(hold);
            }
            return done;
        }

        private void withdraw() {
            var fen = chance.nextInt(10) == 0 ? 0 : chance.nextLong(1, 30_000);
            var done = submitted(counter.withdrawal(card, fen, Counter.Key.fresh()));
            met.add(outcome);
            var paidOut = done == null
                    ? new ModelLedger.Returned(outcome, 0, 0, 0, 0)
                    : new ModelLedger.Returned(outcome, fen, done.principalFen(), 0, done.balanceFen());
            assertThat(paidOut).isEqualTo(model.withdraw(fen));
        }

        /** Any top-up, whether it was used, paid back or not. */
        private void payBack() {
            if (topUps.isEmpty()) {
                return;
            }
            var number = chance.nextInt(topUps.size());
            var cause = CAUSES.get(chance.nextInt(CAUSES.size()));
            var done = submitted(
                    counter.paidBack(topUps.get(number), PaidBack.Cause.valueOf(cause.name()), Counter.Key.fresh()));
            met.add(outcome);
            var returned = done == null
                    ? new ModelLedger.Returned(outcome, 0, 0, 0, 0)
                    : new ModelLedger.Returned(
                            outcome, done.paidFen(), done.principalFen(), done.bonusFen(), done.balanceFen());
            assertThat(returned).isEqualTo(model.payBack(number, cause));
        }

        /** The last command once more: answered the same, and nothing moves. */
        private void repeat() {
            if (last != null) {
                var again = Patience.submitted(books, last);
                assertThat(again.repeated()).isTrue();
                assertThat(again.answer()).isEqualTo(lastAnswer);
            }
        }
    }
}
