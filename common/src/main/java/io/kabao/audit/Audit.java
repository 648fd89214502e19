package io.kabao.audit;

import io.kabao.kernel.Actor;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The merchant's record of what was done. Written in the transaction of the change itself, so that neither is without the other. */
@Service
public class Audit {

    private final AuditMapper mapper;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    Audit(AuditMapper mapper, Ids ids, Clock clock, JsonMapper json) {
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** Records a change. Must run inside the transaction that makes it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor actor, Change change) {
        mapper.insert(new AuditRecord(
                ids.next(),
                actor.merchantId(),
                clock.instant(),
                actor.realm(),
                actor.id(),
                actor.ip(),
                change.action(),
                change.thing(),
                change.thingId(),
                change.was() == null ? null : json.writeValueAsString(change.was()),
                change.isNow() == null ? null : json.writeValueAsString(change.isNow()),
                change.reason(),
                null));
    }

    /** What was done at a merchant, newest first. */
    public Page<AuditRecord> list(long merchantId, PageRequest request) {
        return Page.of(mapper.list(merchantId, request.beforeId(), request.rowsToRead()), request, AuditRecord::id);
    }
}
