package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.member.Ancestry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who brought a member is put right by hand: those below follow, and whoever comes meanwhile misses nothing of it. */
class ReferrerChangesTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final Rows rows = Rows.of(house.sandbox());
    private final String template = shop.template();

    private String member() {
        return broughtTo(shop.scene(template));
    }

    private String broughtBy(String member) {
        return broughtTo(books.invitation(member, template));
    }

    private String broughtTo(String scene) {
        var guest = Guest.stranger(shop);
        return books.memberOf(guest.claim(guest.inMiniProgram(), scene).text("/id"));
    }

    private Answer change(String member, @Nullable String referrer) {
        var body = new HashMap<String, @Nullable Object>(Map.of("reason", "当面确认"));
        body.put("memberId", referrer);
        return shop.owner().put("/admin/members/" + member + "/referrer", body);
    }

    private void changed(String member, @Nullable String referrer) {
        var answer = change(member, referrer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void isBroughtBy(String member, String... above) {
        assertThat(books.ofMember("CONCAT_WS(' ', referrer_id, second_referrer_id, third_referrer_id)", member))
                .isEqualTo(String.join(" ", above));
    }

    @Test
    void those_below_follow_a_member_whose_referrer_changed() {
        var other = member();
        var first = member();
        var second = broughtBy(first);
        var third = broughtBy(second);
        var fourth = broughtBy(third);
        var fifth = broughtBy(fourth);
        changed(second, other);
        isBroughtBy(second, other);
        house.adminBean(Ancestry.class).run();
        isBroughtBy(third, second, other);
        isBroughtBy(fourth, third, second, other);
        isBroughtBy(fifth, fourth, third, second);
        changed(second, null);
        house.adminBean(Ancestry.class).run();
        isBroughtBy(second);
        isBroughtBy(third, second);
        isBroughtBy(fourth, third, second);
        assertThat(books.count("member_ancestry", "TRUE")).isZero();
        assertThat(books.count("audit", "action = 'REFERRER_CHANGED' AND reason = '当面确认' AND thing_id = " + second))
                .isEqualTo(2);
    }

    @Test
    void nobody_is_brought_by_a_younger_member_by_themselves_or_by_one_who_is_not_there() {
        var first = member();
        var second = broughtBy(first);
        assertThat(change(first, second).problemCode()).hasValue("REFERRER_YOUNGER");
        assertThat(change(first, first).problemCode()).hasValue("REFERRER_YOUNGER");
        assertThat(change(second, "1").problemCode()).hasValue("MEMBER_NOT_FOUND");
        isBroughtBy(first);
        isBroughtBy(second, first);
    }

    private void awaitOneWaitingFor(String table) {
        Awaitility.await("somebody waits")
                .until(() -> rows.number("SELECT COUNT(*) FROM information_schema.innodb_trx"
                                + " WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%" + table + "%'")
                        > 0);
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void a_claim_waits_for_a_change_of_the_friend_and_takes_over_what_it_says() throws Exception {
        var other = member();
        var friend = broughtBy(member());
        var scene = books.invitation(friend, template);
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        try (var somebody = house.sandbox().database().adminConnection()) {
            somebody.setAutoCommit(false);
            run(somebody, "UPDATE member SET referrer_id = " + other + " WHERE id = " + friend);
            var claim = CompletableFuture.supplyAsync(() -> guest.claim(session, scene));
            awaitOneWaitingFor("FROM member");
            somebody.commit();
            isBroughtBy(books.memberOf(claim.join().text("/id")), friend, other);
        }
    }

    @Test
    void those_who_follow_are_locked_after_those_who_brought_them() throws Exception {
        var other = member();
        var friend = broughtBy(member());
        var below = broughtBy(friend);
        try (var rest = JobsAtRest.in(house);
                var somebody = house.sandbox().database().adminConnection();
                var looking = house.sandbox().database().adminConnection()) {
            assertThat(rest).isNotNull();
            changed(friend, other);
            somebody.setAutoCommit(false);
            looking.setAutoCommit(false);
            run(somebody, "SELECT id FROM member WHERE id = " + friend + " FOR UPDATE");
            var following = CompletableFuture.runAsync(house.adminBean(Ancestry.class)::run);
            awaitOneWaitingFor("member");
            run(looking, "SELECT id FROM member WHERE id = " + below + " FOR UPDATE NOWAIT");
            looking.rollback();
            somebody.rollback();
            following.join();
        }
        isBroughtBy(below, friend, other);
    }
}
