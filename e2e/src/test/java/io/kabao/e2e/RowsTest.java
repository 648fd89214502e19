package io.kabao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The digests that other tests trust: whatever changes in a row, and be it little, makes another one. */
class RowsTest {

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = CONCAT(name, ' ')",
                "name = LOWER(name)",
                "updated_at = updated_at + INTERVAL 1000 MICROSECOND",
                "version = version + 1",
                "phone = ''",
                "open = NOT open"
            })
    void a_digest_tells_any_change_of_a_row_and_of_whom(String change) {
        var account = "rows-" + Shop.unique(12);
        var merchant = house.openMerchant(account);
        var owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        var store = owner.post("/admin/stores", Map.of("name", "Shop A")).text("/id");
        var another = house.openMerchant("rows-" + Shop.unique(12));
        var together = rows.digestsOf(List.of(merchant, another));
        var before = rows.digestOf(merchant);
        assertThat(rows.digestOf(merchant)).isEqualTo(before);
        assertThat(rows.change("UPDATE store SET " + change + " WHERE id = " + store))
                .isOne();
        var after = rows.digestOf(merchant);
        assertThat(after.get("store")).isNotEqualTo(before.get("store"));
        after.put("store", before.get("store"));
        assertThat(after).isEqualTo(before);

        var now = rows.digestsOf(List.of(merchant, another));
        assertThat(now.get(another)).isNotEmpty().isEqualTo(together.get(another));
        assertThat(now.get(merchant)).isNotEqualTo(together.get(merchant));
    }
}
