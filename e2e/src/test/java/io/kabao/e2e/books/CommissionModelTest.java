package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who brought whom by chance, orders and refunds by chance: everybody has in the end what is their share of what was kept. */
class CommissionModelTest {

    private static final int MEMBERS = 12;
    private static final int ROUNDS = Soak.count(8, 80);
    private static final int GRAPHS_A_ROUND = Soak.count(6, 125);
    private static final int ORDERS_A_GRAPH = 6;
    private static final int WHOLE_BP = 10_000;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Friends friends = Friends.at(counter);
    private final List<Buyer> buyers = buyers();
    private final Map<Long, Long> expected = new HashMap<>();

    private record Buyer(long member, long card) {}

    /** A rule for so many levels; shares from the buyer up. */
    private record Shares(int levels, List<Integer> bp) {

        private static Shares byChance(SplittableRandom chance) {
            return new Shares(
                    chance.nextInt(1, 4), chance.ints(4, 0, 2_500).boxed().toList());
        }
    }

    /** The oldest first. */
    private List<Buyer> buyers() {
        return counter.activeCards(MEMBERS).stream()
                .map(card ->
                        new Buyer(counter.rows().number("SELECT member_id FROM member_card WHERE id = " + card), card))
                .sorted(Comparator.comparing(Buyer::member))
                .toList();
    }

    @Test
    void everybody_gets_the_share_of_what_was_kept_whoever_brought_whom() {
        var seed = Long.getLong("kabao.seed", new SecureRandom().nextLong());
        var chance = new SplittableRandom(seed);
        counter.allow(Map.of("staffDailyCapFen", 100_000_000_000L));
        for (var round = 0; round < ROUNDS; round++) {
            var shares = Shares.byChance(chance);
            friends.inForce(Friends.rule(
                    "AMOUNT",
                    "levels",
                    shares.levels(),
                    "selfBp",
                    shares.bp().get(0),
                    "level1Bp",
                    shares.bp().get(1),
                    "level2Bp",
                    shares.bp().get(2),
                    "level3Bp",
                    shares.bp().get(3)));
            for (var graph = 0; graph < GRAPHS_A_ROUND; graph++) {
                buy(wired(chance), shares, chance);
            }
            friends.awaitSettled();
            for (var buyer : buyers) {
                assertThat(counter.rows()
                                .number("SELECT CAST(h.commission_fen AS SIGNED) - h.debt_fen FROM holder h"
                                        + " JOIN member m ON m.holder_id = h.id WHERE m.id = " + buyer.member()))
                        .as("-Dkabao.seed=%d, round %d, %s", seed, round, buyer)
                        .isEqualTo(expected.getOrDefault(buyer.member(), 0L));
            }
            assertThat(counter.findings()).as("-Dkabao.seed=%d", seed).isEmpty();
        }
    }

    /** By each member's place who brought them, an older one or nobody. */
    private List<Integer> wired(SplittableRandom chance) {
        var above = new ArrayList<Integer>();
        for (var place = 0; place < buyers.size(); place++) {
            above.add(chance.nextInt(-1, place));
            var referrer = above.getLast() < 0
                    ? "NULL"
                    : Long.toString(buyers.get(above.getLast()).member());
            counter.rows()
                    .change("UPDATE member m LEFT JOIN member f ON f.id = " + referrer
                            + " SET m.referrer_id = f.id, m.second_referrer_id = f.referrer_id,"
                            + " m.third_referrer_id = f.second_referrer_id WHERE m.id = "
                            + buyers.get(place).member());
        }
        return above;
    }

    private void buy(List<Integer> above, Shares shares, SplittableRandom chance) {
        for (var order = 0; order < ORDERS_A_GRAPH; order++) {
            var place = chance.nextInt(buyers.size());
            var fen = chance.nextLong(1, 400);
            var card = buyers.get(place).card();
            if (counter.balanceOf(card) < fen) {
                var _ = counter.booked(counter.topUp(card, 400_000, 0, Counter.Key.fresh()));
            }
            var spend = counter.booked(counter.spend(card, "M" + Shop.unique(16), fen, Counter.Key.fresh()));
            var kept = fen;
            while (kept > 0 && chance.nextInt(3) == 0) {
                var back = chance.nextLong(1, kept + 1);
                var _ = counter.booked(counter.refund(card, spend.id(), back, Counter.Key.fresh()));
                kept -= back;
            }
            expect(place, kept, above, shares);
        }
    }

    private void expect(int buyer, long kept, List<Integer> above, Shares shares) {
        var place = buyer;
        for (var level = 0; level <= shares.levels() && place >= 0; level++) {
            var due = kept * shares.bp().get(level) / WHOLE_BP;
            expected.merge(buyers.get(place).member(), due, Long::sum);
            place = above.get(place);
        }
    }
}
