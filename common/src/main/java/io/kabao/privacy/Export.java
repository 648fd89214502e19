package io.kabao.privacy;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.claim.ClaimTraces;
import io.kabao.kernel.error.KernelError;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.member.MemberError;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives members all that the merchant keeps of them, in one piece. */
@Service
public class Export {

    private final Members members;
    private final Identities identities;
    private final KeptPeople people;
    private final KeptCards cards;
    private final KeptMovements movements;
    private final ClaimTraces traces;
    private final Audit audit;
    private final Clock clock;

    Export(
            Members members,
            Identities identities,
            KeptPeople people,
            KeptCards cards,
            KeptMovements movements,
            ClaimTraces traces,
            Audit audit,
            Clock clock) {
        this.members = members;
        this.identities = identities;
        this.people = people;
        this.cards = cards;
        this.movements = movements;
        this.traces = traces;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * All that is kept of the customer. Errors: {@link MemberError#NO_MEMBER_YET}, {@link KernelError#NOT_SIGNED_IN} for
     * who was erased meanwhile.
     */
    @Transactional
    public OwnData of(Visitor visitor) {
        var member = members.requireOf(visitor);
        var known = identities.ofMember(member);
        var ids = known.stream().map(Identity::id).toList();
        var held = cards.heldBy(member);
        audit.record(visitor.actor(), Change.act("MEMBER_DATA_EXPORTED", "MEMBER", member.id()));
        return new OwnData(
                clock.instant(),
                people.of(member),
                people.of(member.merchantId(), known),
                held.stream().map(cards::shown).toList(),
                traces.claimsOf(member.merchantId(), held),
                people.consentsOf(member),
                people.intentsOf(member, ids),
                people.smsCodesOf(member, ids),
                traces.invitationsOf(member),
                cards.balancesOf(member, held),
                movements.sharesOf(member, held),
                movements.giftsOf(member, held),
                movements.levelsOf(member, held),
                movements.commissionsOf(member),
                movements.of(member, held));
    }
}
