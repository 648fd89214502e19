package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever removes the second person, in whatever way, is not the only one by it for as long as an action may wait. */
class JustRemovedTest {

    private final House house = House.shared();
    private final Office office = Office.open(house);
    private final Office.Colleague owner = office.owner();

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
        return answer;
    }

    /** What the owner asks for waits, until the removal is long ago. */
    private void assertStillNotAlone() {
        assertThat(adds(owner).status()).isEqualTo(202);
        house.pass(Duration.ofDays(8));
        house.trustNoMore(owner.account());
        var later = office.trusted(office.signedIn(owner.id(), owner.account(), Settings.OWNER_PASSWORD));
        assertThat(adds(later).status()).isEqualTo(201);
    }

    private static Answer adds(Office.Colleague who) {
        return who.api().post("/admin/operators", Office.form(Map.of("account", "j-" + Shop.unique(16))));
    }

    @Test
    void by_noting_that_they_left_the_staff() {
        var person = owner.api().post("/admin/staff", Map.of("name", "小李")).text("/id");
        office.hire(Map.of("roleIds", List.of(Office.OWNER), "scope", ALL, "staffId", person));
        done(owner.api().post("/admin/staff/" + person + "/departure", Map.of()));
        assertStillNotAlone();
    }

    @Test
    void by_demoting_them_first_and_disabling_them_then() {
        var partner = office.secondOwner();
        done(office.change(owner, partner, Map.of("roleIds", List.of(Office.CASHIER))));
        done(office.change(owner, partner, Map.of("active", false)));
        assertStillNotAlone();
    }

    @Test
    void by_narrowing_the_role_that_they_have() {
        var role = office.role("OPERATOR_READ", "OPERATOR_WRITE");
        office.hire(role, ALL);
        done(owner.api().patch("/admin/roles/" + role, Map.of("version", 1, "permissions", List.of("OPERATOR_READ"))));
        assertStillNotAlone();
    }

    @Test
    void by_removing_a_login_that_nobody_has_used_yet() {
        var form = Office.form(Map.of("roleIds", List.of(Office.OWNER), "scope", ALL));
        var added = owner.api().post("/admin/operators", form).text("/id");
        office.settle(added);
        done(owner.api().delete("/admin/operators/" + added));
        assertStillNotAlone();
    }
}
