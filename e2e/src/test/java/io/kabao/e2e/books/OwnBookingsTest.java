package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.access.OperatorDesk;
import io.kabao.access.OperatorDraft;
import io.kabao.access.Scope;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.books.Branches.Bought;
import io.kabao.e2e.books.Branches.Money;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.Actor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Somebody who works on what they brought sees of the books what they served, and moves nothing at any store. */
class OwnBookingsTest {

    private final House house = House.shared();
    private final Branches shop = new Branches(house);
    private final long card = shop.card();

    /** Whoever serves at a till, with a login for what is their own. */
    private Api self(Branches.Till till) {
        var account = "own-" + Shop.unique(12);
        var draft = new OperatorDraft(
                "阿东", Set.of(BuiltInRole.MANAGER.id()), new Scope(Scope.Kind.OWN, Set.of()), till.staff(), true);
        var asked = new OperatorDesk.NewOperator(account, Settings.OWNER_PASSWORD, draft, null);
        house.adminBean(OperatorDesk.class).add(Actor.system(shop.merchantId()), asked);
        var api = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        house.trust(account);
        return api;
    }

    private static List<Long> ids(Api reader, String path) {
        return RecordsTest.ids(RecordsTest.page(reader, path));
    }

    private static Answer keyed(Api by, String path, Map<String, ?> body) {
        return by.with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body);
    }

    @Test
    void what_others_served_is_neither_listed_nor_shown() {
        var own = shop.topUp(shop.east(), card, Money.cash(10_000)).id();
        var order = shop.spend(shop.east(), card, new Bought("O-" + card, 2_000, 0));
        var others = shop.spend(shop.west(), card, new Bought("W-" + card, 3_000, 0));
        var self = self(shop.east());
        assertThat(ids(self, "/admin/txns")).containsExactly(order.id(), own);
        assertThat(self.get("/admin/txns?storeId=" + shop.west().store()).problemCode())
                .hasValue("STORE_NOT_FOUND");
        assertThat(self.get("/admin/txns?staffId=" + shop.west().staff()).body())
                .doesNotContain(Long.toString(others.id()));
        assertThat(self.get("/admin/spends/" + order.id()).status()).isEqualTo(200);
        assertThat(self.get("/admin/spends/" + others.id()).problemCode()).hasValue("SPEND_NOT_FOUND");
        assertThat(ids(shop.owner(), "/admin/txns")).containsExactly(others.id(), order.id(), own);
    }

    @Test
    void nothing_is_booked_at_a_store_and_nothing_of_others_given_back() {
        shop.topUp(shop.east(), card, Money.cash(10_000));
        var order = shop.spend(shop.west(), card, new Bought("W-" + card, 3_000, 1_000));
        var self = self(shop.east());
        var named = Map.of("cardId", Long.toString(card));
        var east = Long.toString(shop.east().store());
        for (var booked : List.of(
                keyed(self, "/admin/topups", Map.of("card", named, "amountFen", 100, "means", "CASH", "storeId", east)),
                keyed(
                        self,
                        "/admin/spends",
                        Map.of("card", named, "orderNo", "X-" + card, "channel", "ONLINE", "amountFen", 100)),
                keyed(
                        self,
                        "/admin/withdrawals",
                        Map.of("card", named, "amountFen", 100, "means", "CASH", "reason", "急用", "storeId", east)))) {
            assertThat(booked.problemCode()).as(booked.body()).hasValue("STORE_NOT_FOUND");
        }
        var back = keyed(self, "/admin/refunds", Map.of("spendId", Long.toString(order.id()), "reason", "退货"));
        assertThat(back.problemCode()).hasValue("SPEND_NOT_FOUND");
        assertThat(ids(shop.owner(), "/admin/txns")).hasSize(2);
    }
}
