package io.kabao.ledger;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** Lots with points whose time is over, of all merchants. */
@Service
public class PastLots {

    private final PastLotMapper mapper;

    PastLots(PastLotMapper mapper) {
        this.mapper = mapper;
    }

    /** Where a walk has come to. */
    public record Place(Instant expiresAt, long id) {

        /** Before the first. */
        public static final Place BEGINNING = new Place(Instant.EPOCH, 0);
    }

    /** A holder. */
    public record Whose(long merchantId, long holderId) {}

    /** One of them. */
    public record Past(long id, long merchantId, long holderId, Instant expiresAt) {

        /** Whose it is. */
        public Whose whose() {
            return new Whose(merchantId, holderId);
        }

        /** From where the walk goes on. */
        public Place place() {
            return new Place(expiresAt, id);
        }
    }

    /** The next ones behind a place, those that ended first come first. */
    public List<Past> after(Place place, Instant now, int most) {
        return mapper.due(now, place, most);
    }
}
