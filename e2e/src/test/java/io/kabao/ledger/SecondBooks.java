package io.kabao.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.kabao.e2e.House;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Writers beside those of the doors, on the same database: as another instance would have. */
public final class SecondBooks {

    private SecondBooks() {}

    /** Started; the caller stops them. */
    public static Books of(House house, int batchMost) {
        var books = new Books(
                house.adminBean(BatchTools.class),
                house.adminBean(HikariDataSource.class),
                new SimpleMeterRegistry(),
                batchMost);
        books.start();
        return books;
    }
}
