package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.reminder.Reminders;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** At which hours a merchant's members are told, and how many of them on one day. The jobs rest, so that only the test looks. */
class RemindersADayTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Of the thousand that a merchant may tell on one of its days. */
    private static final int ALL_BUT_ONE = 999;

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = shopIn(SHANGHAI);
    private final JobsAtRest rest = JobsAtRest.in(house);

    @AfterEach
    void jobsGoOn() {
        rest.close();
        assertThat(shop.outside().get("/sandbox/violations").json().get("items"))
                .isEmpty();
    }

    /** A shop whose points last two months, and whose members are told 30 days before. */
    private Shop shopIn(ZoneId zone) {
        var placed = Shop.open(house);
        var said = placed.owner().get("/admin/merchant");
        var settings = Map.of("version", said.number("/version"), "name", "远方的店", "zone", zone.getId());
        var changed = placed.owner().put("/admin/merchant", settings);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        var body = Map.of("version", 0, "expiry", Map.of("kind", "MONTHS", "count", 2), "reminderDays", 30);
        var answer = placed.owner().put("/admin/points-settings", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return placed;
    }

    private static Guest withPoints(Shop shop) {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(shop.template(Map.of()))).text("/id");
        assertThat(session.post("/wx/cards/" + card + "/activation", Map.of("profile", Map.of()))
                        .text("/status"))
                .isEqualTo("ACTIVE");
        var given = shop.owner()
                .with("Idempotency-Key", "k-" + Shop.unique(20))
                .post(
                        "/admin/points-adjustments",
                        Map.of("card", Map.of("cardId", card), "points", 100, "reason", "客诉补偿"));
        assertThat(given.status()).as(given.body()).isEqualTo(201);
        return guest;
    }

    /** So many days go by, and the time until it is that late there. */
    private void pass(int days, int hour, ZoneId zone) {
        var now = house.clock().instant().atZone(zone);
        var then = now.with(LocalTime.of(hour, 0)).plusDays(days);
        house.pass(Duration.between(now, now.isAfter(then) ? then.plusDays(1) : then));
    }

    private void send() {
        house.adminBean(Reminders.class).send();
        await("sent")
                .until(() -> rows.number(
                                "SELECT COUNT(*) FROM outbox WHERE status = 'WAITING' AND topic = 'message.reminder'")
                        == 0);
    }

    private static long told(Guest whom) {
        return whom.textMessages().stream().filter("SMS_POINTS_ENDING"::equals).count();
    }

    @Test
    void each_merchants_members_are_told_by_its_own_day() {
        var near = withPoints(shop);
        var far = withPoints(shopIn(NEW_YORK));
        pass(45, 9, SHANGHAI);
        send();
        assertThat(told(near)).as("before ten").isZero();
        pass(0, 10, SHANGHAI);
        send();
        assertThat(told(near)).isOne();
        assertThat(told(far)).as("at night").isZero();
        pass(0, 9, NEW_YORK);
        send();
        assertThat(told(far)).as("before ten there").isZero();
        pass(0, 10, NEW_YORK);
        send();
        assertThat(told(far)).isOne();
        pass(0, 19, NEW_YORK);
        send();
        assertThat(told(near)).isOne();
        assertThat(told(far)).isOne();
    }

    @Test
    void what_is_decided_in_the_last_hour_of_a_day_is_sent_in_it() {
        var far = withPoints(shopIn(NEW_YORK));
        pass(45, 19, NEW_YORK);
        send();
        assertThat(told(far)).isOne();
    }

    @Test
    void who_is_beyond_the_days_budget_comes_first_on_the_next_one() {
        var first = withPoints(shop);
        var second = withPoints(shop);
        pass(2, 10, SHANGHAI);
        var third = withPoints(shop);
        pass(45, 10, SHANGHAI);
        var merchant = rows.number("SELECT merchant_id FROM wechat_app WHERE app_id = '" + shop.account() + "'");
        assertThat(rows.change("INSERT INTO reminder (id, merchant_id, member_id, kind, told_at) SELECT " + merchant
                        + " + n.seq, " + merchant + ", n.seq, 'LEVEL', " + now() + " FROM seq_1_to_" + ALL_BUT_ONE
                        + " n"))
                .isEqualTo(ALL_BUT_ONE);
        send();
        send();
        assertTold(first, second, third, 1, 0, 0);
        onTheNextDay(merchant);
        assertTold(first, second, third, 1, 1, 0);
        onTheNextDay(merchant);
        assertTold(first, second, third, 1, 1, 1);
        onTheNextDay(merchant);
        assertTold(first, second, third, 1, 1, 1);
    }

    /** On which all but one of its budget are told of something else. */
    private void onTheNextDay(long merchant) {
        pass(1, 10, SHANGHAI);
        assertThat(rows.change("UPDATE reminder SET told_at = " + now() + " WHERE merchant_id = " + merchant
                        + " AND member_id <= " + ALL_BUT_ONE))
                .isEqualTo(ALL_BUT_ONE);
        send();
    }

    private String now() {
        var now = LocalDateTime.ofInstant(house.clock().instant(), ZoneOffset.UTC);
        return "'" + now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")) + "'";
    }

    private static void assertTold(Guest first, Guest second, Guest third, long... times) {
        assertThat(new long[] {told(first), told(second), told(third)}).containsExactly(times);
    }
}
