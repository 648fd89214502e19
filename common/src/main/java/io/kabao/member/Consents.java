package io.kabao.member;

import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What members agreed to, with the version of the document and the time. */
@Service
public class Consents {

    private final ConsentMapper mapper;
    private final Ids ids;
    private final Clock clock;

    Consents(ConsentMapper mapper, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes down what the member ticked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void give(Member member, List<Consent.Ticked> ticked) {
        if (ticked.isEmpty()) {
            return;
        }
        var now = clock.instant();
        mapper.insert(ticked.stream()
                .map(t -> new Consent(ids.next(), member.merchantId(), member.id(), t.kind(), t.version(), true, now))
                .toList());
    }
}
