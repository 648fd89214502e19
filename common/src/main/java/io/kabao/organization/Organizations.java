package io.kabao.organization;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The nodes of a merchant's tree. */
@Service
public class Organizations {

    private final OrganizationMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Organizations(OrganizationMapper mapper, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Gives a new merchant the root of its tree. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Organization plantRoot(long merchantId, String name) {
        var now = clock.instant();
        var root = new Organization(ids.next(), merchantId, null, name, 1, now, now, null);
        mapper.insert(root);
        audit.record(Actor.system(merchantId), Change.created("ORGANIZATION", root.id(), root));
        return root;
    }

    /** The organization asked for, or the root where none was. Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND}. */
    long requireOrRoot(long merchantId, @Nullable Long organizationId) {
        if (organizationId == null) {
            return mapper.rootOf(merchantId);
        }
        if (!mapper.exists(merchantId, organizationId)) {
            throw new BusinessError(OrganizationError.ORGANIZATION_NOT_FOUND);
        }
        return organizationId;
    }
}
