package io.kabao.ledger;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** Lots with points that end, of all merchants. */
@Service
public class EndingLots {

    private final EndingLotMapper mapper;

    EndingLots(EndingLotMapper mapper) {
        this.mapper = mapper;
    }

    /** Where a walk has come to. */
    public record Place(Instant expiresAt, long id) {

        /** Before the first. */
        public static final Place BEGINNING = new Place(Instant.EPOCH, 0);

        /** Behind all that have ended by a time. */
        public static Place behind(Instant time) {
            return new Place(time, Long.MAX_VALUE);
        }
    }

    /** A holder. */
    public record Whose(long merchantId, long holderId) {}

    /** One of them. */
    public record Ending(long id, long merchantId, long holderId, Instant expiresAt) {

        /** Whose it is. */
        public Whose whose() {
            return new Whose(merchantId, holderId);
        }

        /** From where the walk goes on. */
        public Place place() {
            return new Place(expiresAt, id);
        }
    }

    /** The next ones behind a place that have ended by a time, those that end first come first. */
    public List<Ending> after(Place place, Instant by, int most) {
        return mapper.ending(by, place, most);
    }
}
