package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Command;
import io.kabao.ledger.SecondBooks;
import io.kabao.level.GrowthBook;
import io.kabao.level.LevelTerms;
import io.kabao.points.PointsAdjustment;
import io.kabao.points.PointsExchange;
import io.kabao.spend.Spend;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories by chance over weeks and months: points and levels, step by step the same as on paper, whatever the rules are. */
class PointsModelTest {

    private static final int MERCHANTS = Soak.count(5, 250);
    private static final int CARDS = 20;
    private static final int PERIODS = 6;
    private static final int STEPS = 7;
    private static final int BATCH_MOST = 16;
    private static final Duration FOLLOWED = Duration.ofMinutes(3);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final House house = House.shared();
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    @Test
    void histories_by_chance_agree_with_points_and_levels_on_paper() {
        var seed = Long.getLong("kabao.seed", new SecureRandom().nextLong());
        var books = SecondBooks.of(house, BATCH_MOST);
        try {
            for (var merchant = 0; merchant < MERCHANTS; merchant++) {
                var chance = new SplittableRandom(seed + merchant);
                agree(books, chance, levels(merchant, chance));
            }
        } catch (AssertionError e) {
            throw new AssertionError("-Dkabao.seed=" + seed, e);
        } finally {
            books.stop();
        }
        assertThat(met)
                .contains("done", "POINTS_TOO_LOW", "POINTS_NOT_WHOLE", "POINTS_TOO_MANY", "REFUND_TOO_MUCH", "rose");
        if (Soak.count(0, 1) == 1) {
            assertThat(met)
                    .contains(
                            "REFUND_NOT_WHOLE",
                            "kept",
                            "kept in grace",
                            "grace",
                            "missed",
                            "fell by what was given back");
        }
    }

    private void agree(Books books, SplittableRandom chance, ModelLevels.Terms levels) {
        var counter = new Counter(house);
        // So that no few minutes that pass between days bring the next one.
        counter.pass(Duration.between(
                house.clock().instant(),
                today().plusDays(1).atTime(LocalTime.NOON).atZone(ZONE)));
        var terms = terms(chance);
        tell(counter, terms);
        var ranks = ChanceLevels.tell(counter, levels);
        count(counter);
        var histories = counter.cards(CARDS).stream()
                .map(card -> {
                    var standing = new ModelLevels(levels);
                    var points = new ModelPoints(terms, standing, today());
                    return new History(counter, books, new OnPaper(card, points, standing), chance.split());
                })
                .toList();
        for (var period = 0; period < PERIODS; period++) {
            Counter.atOnce(CARDS, i -> {
                counter.rows().overOneConnection(rows -> histories.get(i).run(counter.lookingBy(rows), today()));
                return i;
            });
            count(counter);
            histories.forEach(history -> history.paper.levels().count(today()));
            assertThat(ChanceLevels.standing(counter, ranks)).isEqualTo(onPaper(histories));
            counter.pass(Duration.ofDays(chance.nextLong(6, 25)));
            house.adminBean(LevelTerms.class).end();
            histories.forEach(history -> history.paper.levels().end(today()));
            assertThat(ChanceLevels.standing(counter, ranks)).isEqualTo(onPaper(histories));
        }
        histories.forEach(history -> met.addAll(history.paper.levels().met()));
        counter.assertBooksAreRight();
    }

    private static ModelLevels.Terms levels(int merchant, SplittableRandom chance) {
        if (merchant % 2 == 1) {
            return ChanceLevels.NONE;
        }
        return merchant == 0 ? ChanceLevels.strict(chance) : ChanceLevels.some(chance);
    }

    /** What was done so far counts for the levels. */
    private void count(Counter counter) {
        counter.pass(FOLLOWED);
        house.adminBean(GrowthBook.class).bringUp();
    }

    private static Map<Long, ChanceLevels.Standing> onPaper(List<History> histories) {
        return histories.stream()
                .filter(history -> history.paper.levels().rank() > 0)
                .collect(Collectors.toMap(
                        history -> history.paper.card(),
                        history -> new ChanceLevels.Standing(
                                history.paper.levels().rank(),
                                history.paper.levels().dueOn())));
    }

    /** A card on paper. */
    private record OnPaper(long card, ModelPoints points, ModelLevels levels) {}

    private LocalDate today() {
        return LocalDate.ofInstant(house.clock().instant(), ZONE);
    }

    private static @Nullable Long sometimes(SplittableRandom chance, long most) {
        return chance.nextInt(3) == 0 ? chance.nextLong(1, most) : null;
    }

    private static ModelPoints.Terms terms(SplittableRandom chance) {
        var rules = new ArrayList<ModelPoints.Rule>();
        for (var i = chance.nextInt(1, 4); i > 0; i--) {
            rules.add(new ModelPoints.Rule(
                    chance.nextLong(1, 20), chance.nextLong(1, 500), sometimes(chance, 2_000), chance.nextBoolean()));
        }
        var kind = chance.nextInt(4);
        return new ModelPoints.Terms(
                List.copyOf(rules),
                sometimes(chance, 3_000),
                sometimes(chance, 6_000),
                kind < 2 ? chance.nextInt(1, 3) : null,
                kind == 2,
                chance.nextInt(3) == 0 ? chance.nextInt(1, 20) : 0,
                chance.nextLong(1, 40),
                chance.nextLong(1, 60),
                chance.nextBoolean() ? 10_000 : chance.nextInt(1_000, 10_000));
    }

    /** The merchant says so at the console's door. */
    private static void tell(Counter counter, ModelPoints.Terms terms) {
        for (var rank = 0; rank < terms.rules().size(); rank++) {
            var rule = terms.rules().get(rank);
            var said = new HashMap<String, Object>(Map.of(
                    "name",
                    "r" + rank,
                    "rank",
                    rank,
                    "points",
                    rule.points(),
                    "perFen",
                    rule.perFen(),
                    "onTop",
                    rule.onTop()));
            said.put("perOrderMost", rule.most());
            assertThat(counter.owner().post("/admin/points-rules", said).status())
                    .isEqualTo(201);
        }
        var settings = new HashMap<String, Object>(Map.of("version", 0, "pendingDays", terms.pendingDays()));
        settings.put("perOrderMost", terms.orderMost());
        settings.put("perDayMost", terms.dayMost());
        if (terms.months() != null) {
            settings.put("expiry", Map.of("kind", "MONTHS", "count", terms.months()));
        } else if (terms.toEndOfYear()) {
            settings.put("expiry", Map.of("kind", "END_OF_YEAR"));
        }
        var answer = counter.owner().put("/admin/points-settings", settings);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var rate = Map.of("points", terms.step(), "fen", terms.fen());
        var asMoney = new HashMap<String, Object>(rate);
        asMoney.put("mostBp", terms.mostBp());
        var worth = Map.of("version", 1, "asMoney", asMoney, "exchange", rate);
        assertThat(counter.owner().put("/admin/points-worth", worth).status()).isEqualTo(200);
    }

    private final class History {

        private final Counter here;
        private final Books books;
        private final OnPaper paper;
        private final long card;
        private final ModelPoints model;
        private final SplittableRandom chance;
        private final List<Placed> orders = new ArrayList<>();
        private final Set<String> outcomes = new HashSet<>();
        private Counter counter;

        private record Placed(String no, long id) {}

        History(Counter counter, Books books, OnPaper paper, SplittableRandom chance) {
            this.here = counter;
            this.counter = counter;
            this.books = books;
            this.paper = paper;
            this.card = paper.card();
            this.model = paper.points();
            this.chance = chance;
        }

        void run(Counter looking, LocalDate day) {
            counter = looking;
            model.begin(day);
            for (var step = 0; step < STEPS; step++) {
                switch (chance.nextInt(10)) {
                    case 0, 1, 2, 3 -> spend();
                    case 4, 5, 6 -> refund();
                    case 7 -> adjust();
                    default -> exchange();
                }
                agree();
            }
            met.addAll(outcomes);
            counter = here;
        }

        /** What the database holds is what is on paper. */
        private void agree() {
            var now = house.clock().instant().atOffset(ZoneOffset.UTC).toLocalDateTime();
            var lots = counter.rows()
                    .column("SELECT l.points_left FROM lot l JOIN member_card c ON c.holder_id = l.holder_id"
                            + " WHERE l.points_total > 0 AND c.id = " + card
                            + " AND (l.expires_at IS NULL OR l.expires_at > '" + now + "') ORDER BY l.id");
            assertThat(lots.stream().map(Long::valueOf)).containsExactlyElementsOf(model.lots());
            assertThat(counter.rows()
                            .number("SELECT h.points_debt FROM holder h JOIN member_card c ON c.holder_id = h.id"
                                    + " WHERE c.id = " + card))
                    .isEqualTo(model.owed());
        }

        /** What came of it; null: refused as it should be on paper. */
        private <R> @Nullable R submitted(Command<R> command, ModelPoints.Moved onPaper) {
            outcomes.add(onPaper.outcome());
            try {
                var answer = Patience.submitted(books, command).answer();
                assertThat("done").isEqualTo(onPaper.outcome());
                return answer;
            } catch (BusinessError refusal) {
                assertThat(refusal.code().name()).isEqualTo(onPaper.outcome());
                return null;
            }
        }

        private void spend() {
            var points = chance.nextInt(3) == 0 ? 0 : someOf(model.usable());
            // Now and then as much as points pay alone: of such an order no part goes back that is no whole points.
            var fen = chance.nextBoolean() ? Math.max(1, model.worth(points)) : chance.nextLong(1, 20_000);
            var orderNo = "M" + Shop.unique(16);
            var payable = model.payable(fen);
            var onPaper = model.spend(orderNo, fen, points);
            var cash = payable - onPaper.fen();
            var others = cash == 0 ? List.<Spend.Paid>of() : List.of(new Spend.Paid("CASH", cash));
            var asked = counter.spend(card, new Counter.Bought(orderNo, fen, others), Counter.Key.fresh());
            var done = submitted(
                    new Spend(asked.booking(), asked.channel(), asked.order(), points, asked.means()), onPaper);
            if (done != null) {
                assertThat(done.pointsEarned()).isEqualTo(onPaper.points());
                assertThat(done.pointsFen()).isEqualTo(onPaper.fen());
                orders.add(new Placed(orderNo, done.id()));
            }
        }

        /** Often whole steps of the rate, and now and then more than there is. */
        private long someOf(long there) {
            var step = model.step();
            var some = chance.nextLong(0, there + there / 4 + 2);
            return chance.nextInt(5) == 0 ? some : some / step * step;
        }

        private void refund() {
            if (orders.isEmpty()) {
                return;
            }
            var order = orders.get(chance.nextInt(orders.size()));
            var left = model.refundable(order.no());
            var fen = chance.nextInt(3) == 0 ? left : chance.nextLong(1, left + 5);
            var onPaper = model.refund(order.no(), fen);
            var done =
                    submitted(counter.refund(card, order.id(), fen == left ? null : fen, Counter.Key.fresh()), onPaper);
            if (done != null) {
                assertThat(done.pointsTakenBack()).isEqualTo(onPaper.points());
                assertThat(done.pointsFen()).isEqualTo(onPaper.fen());
            }
        }

        private void adjust() {
            var points = chance.nextLong(-600, 2_000);
            var booking = counter.booking(
                    new CardRef.ById(card), PointsAdjustment.TYPE, "A" + Shop.unique(20), Counter.Key.fresh());
            submitted(new PointsAdjustment(booking, points, Long.MAX_VALUE, null), model.adjust(points));
        }

        private void exchange() {
            var points = Math.max(1, someOf(model.usable()));
            var booking = counter.booking(
                    new CardRef.ById(card), PointsExchange.TYPE, "E" + Shop.unique(20), Counter.Key.fresh());
            var onPaper = model.exchange(points);
            var done = submitted(new PointsExchange(booking, points), onPaper);
            if (done != null) {
                assertThat(done.bonusFen()).isEqualTo(onPaper.fen());
            }
        }
    }
}
