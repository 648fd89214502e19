package io.kabao.report;

import io.kabao.kernel.tenancy.Reach;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which txns a statement reads: ids within a stretch, at most so many, and what else they have to be; null is not asked.
 *
 * @param from the first id
 * @param before the first id no more
 * @param holders whose balance was moved; never empty
 * @param means by which other money moved with them
 * @param ruleId that they were made by
 * @param stores those within reach, and 0 so that there is one
 * @param self whoever is limited to their own acts; 0: nobody
 */
record TxnWanted(
        long merchantId,
        long from,
        long before,
        int rows,
        @Nullable String type,
        @Nullable Long storeId,
        @Nullable Long staffId,
        @Nullable Set<Long> holders,
        @Nullable String means,
        @Nullable Long ruleId,
        boolean everything,
        Set<Long> stores,
        long self) {

    /** A stretch of ids. */
    record Stretch(long from, long before, int rows) {}

    /** All of a reach that is looked for. */
    static TxnWanted of(Reach reach, Stretch stretch, TxnSearch search, @Nullable Set<Long> holders) {
        var stores = new TreeSet<>(reach.storeIds());
        stores.add(0L);
        return new TxnWanted(
                reach.merchantId(),
                stretch.from(),
                stretch.before(),
                stretch.rows(),
                search.type(),
                search.storeId(),
                search.staffId(),
                holders,
                search.means(),
                search.ruleId(),
                reach.everything(),
                stores,
                reach.staffId() == null ? 0 : reach.staffId());
    }
}
