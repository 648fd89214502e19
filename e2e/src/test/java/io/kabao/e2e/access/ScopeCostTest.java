package io.kabao.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.bench.Counters;
import io.kabao.e2e.claim.Shop;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a list of one store's members asks of the database, by the server's own counters: the same whoever else has many. */
class ScopeCostTest {

    private static final int FEW = 50;
    private static final int MANY = 5_000;
    private static final int TRIES = 12;
    private static final long NOISE = 20;

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final Office office = Office.of(shop);
    private final String template = shop.template();
    private final String here = shop.store("东店", shop.organization("东区"));
    private final String farRegion = shop.organization("西区");
    private final String there = shop.store("西店", farRegion);

    @Test
    void a_page_of_one_stores_members_costs_the_same_however_many_the_others_have() throws Exception {
        for (var i = 0; i < 30; i++) {
            member(here, i);
        }
        var like = member(there, 30);
        var cashier =
                office.hire(Office.CASHIER, OperatorsTest.scope("STORES", here)).api();
        growTo(FEW, like);
        var amongFew = cost(cashier);
        growTo(MANY, like);
        var amongMany = cost(cashier);
        assertThat(Api.idsOf(cashier.get("/admin/members?limit=200"))).hasSize(30);
        assertThat(amongMany.statements()).isEqualTo(amongFew.statements());
        assertThat(amongMany.rows()).as("rows read, of few: %s", amongFew).isLessThanOrEqualTo(amongFew.rows() + NOISE);
    }

    private String member(String store, int number) {
        var made = shop.owner()
                .post(
                        "/admin/members",
                        Map.of(
                                "templateId",
                                template,
                                "phone",
                                Long.toString(13_412_000_000L + number),
                                "name",
                                "人" + number,
                                "storeId",
                                store));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/member/id");
    }

    /** As many members of the far store, newer than all of the near one. */
    private void growTo(int count, String like) {
        var missing =
                " FROM seq_1_to_" + count + " n WHERE NOT EXISTS (SELECT 1 FROM member_card c WHERE c.merchant_id = "
                        + office.merchant() + " AND c.number = CONCAT('FAR', n.seq))";
        var id = "(" + like + " + 1000 + n.seq * 8";
        rows.change("INSERT INTO member (id, merchant_id, status, phone_last4, version, created_at, updated_at) SELECT "
                + id + "), " + office.merchant() + ", 'LIVING', '5678', 1, '2026-01-01', '2026-01-01'" + missing);
        rows.change("INSERT INTO member_card (id, merchant_id, template_id, member_id, holder_id, number, status,"
                + " live_slot, channel, issuing_organization_id, issuing_store_id, favourite_store_id, version, created_at,"
                + " updated_at) SELECT " + id + " + 2), " + office.merchant() + ", " + template + ", " + id
                + "), 1, CONCAT('FAR', n.seq), 'ACTIVE', 0, 'CONSOLE', " + farRegion + ", " + there + ", " + there
                + ", 1, '2026-01-01', '2026-01-01'" + missing);
        rows.column("ANALYZE TABLE member, member_card");
    }

    /** Jobs beside only add to a cost, so of several tries the least counts. */
    private Counters.Count cost(Api cashier) throws Exception {
        var statements = Long.MAX_VALUE;
        var read = Long.MAX_VALUE;
        try (var _ = JobsAtRest.in(house);
                var counters = new Counters(house.sandbox().database().adminConnection())) {
            for (var i = 0; i < TRIES; i++) {
                counters.awaitQuiet();
                var count = counters.of(() -> assertThat(Api.idsOf(cashier.get("/admin/members?limit=20")))
                        .hasSize(20));
                statements = Math.min(statements, count.statements());
                read = Math.min(read, count.rows());
            }
        }
        return new Counters.Count(statements, read);
    }
}
