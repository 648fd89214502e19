package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.ALL;
import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two logins of which one person knows both passwords are one person, whichever asks and whichever agrees. */
class TwoPeopleTest {

    private static final Duration LONG = Duration.ofDays(8);
    private static final String OWN_PASSWORD = "Quince-Under-The-Stairs-8";

    private final House house = House.shared();
    private final Office office = Office.open(house);
    private final Office.Colleague owner = office.owner();

    /** Asks for one more colleague; the id of the approval. */
    private String asks(Office.Colleague who) {
        var answer = who.api().post("/admin/operators", Office.form(Map.of("reason", "新店开业")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.text("/approvalId");
    }

    private static Answer approve(Office.Colleague by, String id) {
        return by.api().post("/admin/approvals/" + id + "/approval", Map.of());
    }

    /** Makes somebody's login anew, the second factor included, and signs in as them. */
    private Office.Colleague takenOver(Office.Colleague by, Office.Colleague whom) {
        var path = "/admin/operators/" + whom.id();
        assertThat(by.api().delete(path + "/totp").status()).isEqualTo(204);
        var password = by.api().post(path + "/password-reset", Map.of()).text("/initialPassword");
        return office.trusted(office.signedIn(whom.id(), whom.account(), password));
    }

    /** Signs in anew after time went by. */
    private Office.Colleague later(Office.Colleague who) {
        house.trustNoMore(who.account());
        return office.trusted(office.signedIn(who.id(), who.account(), who.password()));
    }

    private Office.Colleague withOwnPassword(Office.Colleague who) {
        house.trustNoMore(who.account());
        var fresh = office.signedIn(who.id(), who.account(), who.password());
        var changed = fresh.api().put("/admin/me/password", Map.of("old", who.password(), "new", OWN_PASSWORD));
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        return office.trusted(office.signedIn(who.id(), who.account(), OWN_PASSWORD));
    }

    @Test
    void who_was_just_added_does_not_agree_to_what_whoever_added_them_asks_for() {
        var partner = office.secondOwner();
        var form = Office.form(Map.of("roleIds", List.of(Office.OWNER), "scope", ALL));
        var asked = owner.api().post("/admin/operators", form);
        assertThat(approve(partner, asked.text("/approvalId")).status()).isEqualTo(200);
        var account = String.valueOf(form.get("account"));
        var id = office.rows()
                .column("SELECT id FROM operator WHERE account = '" + account + "'")
                .getFirst();
        var added = office.trusted(office.signedIn(id, account, asked.text("/initialPassword")));

        var wish = asks(owner);
        assertRefused(approve(added, wish), 403, "SAME_PERSON");
        assertThat(approve(partner, wish).status()).isEqualTo(200);
        assertThat(approve(added, asks(partner)).status())
                .as("to what others ask for")
                .isEqualTo(200);
        assertRefused(approve(owner, asks(added)), 403, "SAME_PERSON");
    }

    @Test
    void whose_login_was_made_anew_neither_agrees_to_what_that_one_asks_for_nor_asks_for_what_that_one_agrees_to() {
        var partner = office.secondOwner();
        var wish = asks(owner);
        var puppet = takenOver(owner, partner);
        assertRefused(approve(puppet, wish), 403, "SAME_PERSON");
        assertRefused(approve(owner, asks(puppet)), 403, "SAME_PERSON");

        house.pass(LONG);
        var now = later(owner);
        assertRefused(approve(later(puppet), asks(now)), 403, "SAME_PERSON");
        var themselves = withOwnPassword(puppet);
        assertRefused(approve(themselves, asks(now)), 403, "SAME_PERSON");

        house.pass(LONG);
        var owners = later(now);
        themselves = later(themselves);
        assertThat(approve(themselves, asks(owners)).status()).isEqualTo(200);
        assertThat(approve(owners, asks(themselves)).status()).isEqualTo(200);
    }

    @Test
    void two_logins_that_one_person_has_made_anew_are_one_person_and_so_is_a_chain_of_them() {
        var colleagues = Stream.generate(() -> office.trusted(office.hire(Office.CASHIER, ALL)))
                .limit(3)
                .toList();
        colleagues.forEach(colleague -> office.rows()
                .change("UPDATE operator_role SET role_id = " + Office.OWNER + " WHERE operator_id = "
                        + colleague.id()));
        var one = takenOver(owner, colleagues.get(0));
        var other = takenOver(owner, colleagues.get(1));
        assertRefused(approve(other, asks(one)), 403, "SAME_PERSON");
        var last = takenOver(one, colleagues.get(2));
        assertRefused(approve(last, asks(owner)), 403, "SAME_PERSON");
        assertRefused(approve(last, asks(other)), 403, "SAME_PERSON");
        var ring = takenOver(last, owner);
        assertRefused(approve(ring, asks(last)), 403, "SAME_PERSON");
    }

    @Test
    void a_lost_device_that_a_third_one_forgets_does_not_hide_who_made_the_password() {
        var third = office.trusted(office.hire(Office.CASHIER, ALL));
        var partner = office.secondOwner();
        office.rows()
                .change("UPDATE operator_role SET role_id = " + Office.OWNER + " WHERE operator_id = " + third.id());
        var puppet = takenOver(owner, partner);
        assertThat(third.api()
                        .delete("/admin/operators/" + puppet.id() + "/totp")
                        .status())
                .isEqualTo(204);
        var again = office.trusted(office.signedIn(puppet.id(), puppet.account(), puppet.password()));
        assertRefused(approve(again, asks(owner)), 403, "SAME_PERSON");
    }

    @Test
    void who_is_alone_still_is_with_somebody_whom_they_have_just_added_and_agrees_to_what_those_ask_for() {
        var form = Office.form(Map.of("roleIds", List.of(Office.OWNER), "scope", ALL));
        var added = owner.api().post("/admin/operators", form);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var second = office.trusted(office.signedIn(
                added.text("/id"), String.valueOf(form.get("account")), added.text("/initialPassword")));
        assertThat(owner.api().post("/admin/operators", Office.form(Map.of())).status())
                .isEqualTo(201);
        var wish = asks(second);
        assertThat(approve(owner, wish).status()).isEqualTo(200);
        assertThat(office.count("audit", "action = 'APPROVAL_APPROVED'")).isOne();

        house.pass(LONG);
        assertThat(later(owner)
                        .api()
                        .post("/admin/operators", Office.form(Map.of("account", "l-" + Shop.unique(16))))
                        .status())
                .as("not for ever")
                .isEqualTo(202);
    }
}
