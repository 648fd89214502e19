package io.kabao.ledger;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;

/** The txns of all merchants in the order of their ids, for those who follow the books. */
@Service
public class BookedTxns {

    /**
     * Txns whose id is younger are left for later: a writer that is slow may still commit an older one, and one that is frozen
     * for half a minute loses its connection and with it what it had not committed.
     */
    public static final Duration STILL_MOVING = Duration.ofMinutes(2);

    private final BookedTxnMapper mapper;

    BookedTxns(BookedTxnMapper mapper) {
        this.mapper = mapper;
    }

    /** So many ids behind one, up to another. */
    public List<Long> after(long after, long upTo, int rows) {
        return mapper.after(after, upTo, rows);
    }
}
