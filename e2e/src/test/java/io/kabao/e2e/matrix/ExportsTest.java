package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.OperatorDesk;
import io.kabao.access.OperatorDraft;
import io.kabao.access.Outcome;
import io.kabao.access.Permission;
import io.kabao.access.Role;
import io.kabao.access.Roles;
import io.kabao.access.Scope;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.kernel.Actor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file that somebody takes away holds what they would see on the page, and nothing of other stores. */
class ExportsTest {

    private static final House HOUSE = House.shared();

    private final Merchant mine = Merchant.open();
    private final Place place = Place.of(mine);
    private final Till here = new Till(mine);
    private final Till elsewhere = new Till(mine, place.storeElsewhere());

    @Test
    void the_file_of_whoever_works_at_a_store_has_the_rows_of_that_store_and_of_no_other() {
        var guest = new Things(mine).anOldCard();
        var orders = List.of(here.anOrder(), here.anOrder(guest), here.aTopUp(guest));
        // Cards of one store are used at the other: what counts is where it was.
        var guestsOrder = elsewhere.anOrder(guest);
        var others = List.of(guestsOrder, elsewhere.anOrder());
        var stores = signedIn(new Scope(Scope.Kind.STORES, Set.of(place.storeElsewhere())));
        var branch = signedIn(new Scope(Scope.Kind.ORGANIZATION, Set.of(place.elsewhere())));
        for (var caller : List.of(stores, branch)) {
            var file = file(caller, "");
            assertThat(txnsIn(file)).containsExactlyInAnyOrderElementsOf(others);
            assertThat(txnsIn(file(caller, "?means=CASH"))).containsExactlyInAnyOrderElementsOf(others);
            assertThat(txnsIn(file(caller, "?storeId=" + place.storeElsewhere())))
                    .containsExactlyInAnyOrderElementsOf(others);
            assertThat(caller.get("/admin/txns.csv?storeId=" + place.store()).status())
                    .isEqualTo(404);
            assertThat(file.body()).doesNotContain(orders);
        }
        var whole = signedIn(Scope.WHOLE);
        assertThat(txnsIn(file(whole, ""))).contains(guestsOrder).containsAll(orders);
    }

    @Test
    void whoever_works_on_a_part_gets_no_statement_of_a_company() {
        var company = new Firm(mine).opened();
        var caller = signedIn(new Scope(Scope.Kind.STORES, Set.of(place.store())));
        assertThat(caller.get("/admin/groups/" + company + "/statement.csv?month=2026-01")
                        .status())
                .isEqualTo(403);
        assertThat(file(signedIn(Scope.WHOLE), "").status()).isEqualTo(200);
    }

    private static Answer file(Api caller, String query) {
        var file = caller.get("/admin/txns.csv" + query);
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        return file;
    }

    private static List<String> txnsIn(Answer file) {
        return file.body().lines().skip(1).map(row -> row.split("\",\"", -1)[1]).toList();
    }

    /** Somebody who may look at movements of money and take them away, and has just proved themselves again. */
    private Api signedIn(Scope scope) {
        var account = "export-" + Merchant.fresh();
        var may = Set.of(Permission.BOOKS_READ, Permission.BOOKS_EXPORT, Permission.GROUP_READ);
        var role = HOUSE.adminBean(Roles.class)
                .add(Actor.system(mine.id()), new Role.Draft("导出-" + Merchant.fresh(), may), null);
        var draft = new OperatorDraft("小吴", Set.of(role.id()), scope, null, true);
        var asked = new OperatorDesk.NewOperator(account, mine.password(), draft, null);
        assertThat(HOUSE.adminBean(OperatorDesk.class)
                        .add(Actor.system(mine.id()), asked)
                        .outcome())
                .isInstanceOf(Outcome.Done.class);
        var session = HOUSE.admin().signedIn(account, mine.password());
        HOUSE.prove(account);
        return session;
    }
}
