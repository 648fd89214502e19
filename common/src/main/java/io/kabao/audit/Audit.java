package io.kabao.audit;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
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
                actor.approverId(),
                null,
                null));
    }

    /**
     * A try that was refused.
     *
     * @param action what was tried, upper snake case
     * @param thing as in {@link Change}
     * @param code of the refusal
     * @param path method and route
     * @param tried what it was tried with, personal data masked
     */
    public record Refusal(
            String action,
            String thing,
            @Nullable Long thingId,
            String code,
            @Nullable String path,
            @Nullable Object tried) {

        /** One of which only the thing and the way are worth knowing. */
        public Refusal(String action, String thing, @Nullable Long thingId, String code, @Nullable String path) {
            this(action, thing, thingId, code, path, null);
        }
    }

    /** Records a refused try, in a transaction of its own: the one that it would have made is gone. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(Actor actor, Refusal refusal) {
        mapper.insert(new AuditRecord(
                ids.next(),
                actor.merchantId(),
                clock.instant(),
                actor.realm(),
                actor.id(),
                actor.ip(),
                refusal.action(),
                refusal.thing(),
                refusal.thingId(),
                null,
                refusal.tried() == null ? null : json.writeValueAsString(refusal.tried()),
                null,
                actor.approverId(),
                refusal.code(),
                refusal.path()));
    }

    /** What was done and tried at a merchant, newest first. */
    public Page<AuditRecord> list(long merchantId, AuditSearch search, PageRequest request) {
        var before = Math.min(request.beforeId(), search.untilId());
        return Page.of(mapper.list(merchantId, search, before, request.rowsToRead()), request, AuditRecord::id);
    }

    /** Whether anything that somebody did or tried is on record. */
    public boolean hasActed(long merchantId, ActorRealm realm, long actorId) {
        var own = new AuditSearch(realm, actorId, null, null, null, null, null, null);
        return !mapper.list(merchantId, own, Long.MAX_VALUE, 1).isEmpty();
    }
}
