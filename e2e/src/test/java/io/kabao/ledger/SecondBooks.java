package io.kabao.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.kabao.e2e.House;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Writers beside those of the doors, on the same database: as another instance would have. */
public final class SecondBooks {

    private SecondBooks() {}

    /** Started; the caller stops them. These kinds of commands are taken beside the product's own. */
    public static Books of(House house, int batchMost, CommandKind<?, ?>... more) {
        var books = new Books(
                OneShard.tools(house, more),
                house.adminBean(HikariDataSource.class),
                new SimpleMeterRegistry(),
                batchMost);
        books.start();
        return books;
    }
}
