package io.kabao.merchant;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.id.Ids;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The brands of this deployment. */
@Service
public class Merchants {

    private static final String USUAL_ZONE = "Asia/Shanghai";

    private final MerchantMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Merchants(MerchantMapper mapper, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds a brand. What it needs to work, a root organization and an owner, is added by {@code Opening} beside it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Merchant add(String name) {
        var now = clock.instant();
        var merchant = new Merchant(ids.next(), name, USUAL_ZONE, 1, now, now);
        mapper.insert(merchant);
        audit.record(Actor.system(merchant.id()), Change.created("MERCHANT", merchant.id(), merchant));
        return merchant;
    }

    /** One brand that must be there, because a row belongs to it. */
    public Merchant require(long id) {
        return mapper.find(id).orElseThrow(() -> new IllegalStateException("Merchant " + id + " is not there"));
    }

    /** Whether this deployment has a merchant at all. */
    public boolean anyExists() {
        return mapper.anyExists();
    }
}
