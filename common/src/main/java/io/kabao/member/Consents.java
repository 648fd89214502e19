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

    /** Words of one member that are read at once. */
    public static final int HISTORY_MOST = 10_000;

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
        write(member, ticked.stream().map(tick -> new Consent.Said(tick, true)).toList());
    }

    /** Writes down what the member agrees to or takes back; what was said before stays on record. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void say(Member member, List<Consent.Said> said) {
        write(member, said);
    }

    /** What counts of each kind: what was said last. */
    public List<Consent> newest(Member member) {
        return mapper.newest(member.merchantId(), member.id());
    }

    /** All that the member ever agreed to or took back, newest first, at most {@value #HISTORY_MOST}. */
    public List<Consent> history(Member member) {
        return mapper.all(member.merchantId(), member.id(), HISTORY_MOST);
    }

    /** Writes down that the member takes back all that they agreed to. */
    @Transactional(propagation = Propagation.MANDATORY)
    void withdrawAll(Member member) {
        write(
                member,
                newest(member).stream()
                        .filter(Consent::given)
                        .map(row -> new Consent.Said(new Consent.Ticked(row.kind(), row.docVersion()), false))
                        .toList());
    }

    private void write(Member member, List<Consent.Said> said) {
        if (said.isEmpty()) {
            return;
        }
        var now = clock.instant();
        mapper.insert(said.stream()
                .map(each -> new Consent(
                        ids.next(),
                        member.merchantId(),
                        member.id(),
                        each.document().kind(),
                        each.document().version(),
                        each.given(),
                        now))
                .toList());
    }
}
