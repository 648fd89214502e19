package io.kabao.ledger;

import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holders of balances. */
@Service
public class Holders {

    private final HolderMapper mapper;
    private final Ids ids;
    private final Clock clock;

    Holders(HolderMapper mapper, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens a holder with every account at zero and gives its id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long open(long merchantId) {
        var id = ids.next();
        mapper.insert(id, merchantId, clock.instant());
        return id;
    }

    /** The balances as they are now; a holder that is not there is a fault of ours. */
    public Holder require(long merchantId, long id) {
        return mapper.find(merchantId, id)
                .orElseThrow(() -> new IllegalStateException("A card points to holder " + id + ", which is not there"));
    }

    /** The balances of several holders by their ids. */
    public Map<Long, Holder> all(long merchantId, Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : mapper.all(merchantId, ids).stream().collect(Collectors.toMap(Holder::id, Function.identity()));
    }

    /** Locks two holders in the order of their ids until the transaction ends; the same one twice is locked once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Holder> lock(long merchantId, long first, long second) {
        return mapper.lock(merchantId, first, second);
    }

    /** Locks holders in the order of their ids until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Holder> lock(long merchantId, Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : mapper.lockAll(merchantId, ids);
    }
}
