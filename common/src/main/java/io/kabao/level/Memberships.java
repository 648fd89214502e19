package io.kabao.level;

import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Levels that are sold at counters. What is given for them comes as for those that are climbed to. */
@Service
public class Memberships implements GrowthSource {

    private final Books books;
    private final MembershipMapper mapper;

    Memberships(Books books, MembershipMapper mapper) {
        this.books = books;
        this.mapper = mapper;
    }

    /** Sells a level. Errors: {@link LevelError}, {@link BooksError}, an unknown store or person of staff. */
    public Booked<Membership.Done> sell(Membership wanted) {
        return books.submit(wanted);
    }

    @Override
    public List<Fact> facts(List<Long> txnIds) {
        return mapper.facts(txnIds);
    }

    @Override
    public Map<Long, Long> largestTopUps(long merchantId, Collection<Long> cards, Stretch within) {
        return Map.of();
    }
}
