/**
 * What the books say, for people: statements, records, sums by day, clearing between stores. Reads the tables of others and
 * writes none of them. Owns tables {@code sum_cursor}, {@code daily_sum}, {@code patron}, {@code patron_count} and
 * {@code clearing_sum}, which follow the books and can be told from them at any time.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "merchant",
            "organization",
            "member",
            "card",
            "claim",
            "ledger",
            "group",
            "topup"
        })
package io.kabao.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
