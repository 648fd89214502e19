package io.kabao.group;

import io.kabao.ledger.Holders;
import io.kabao.member.Member;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Companies as members: with a name, no phone and nobody in WeChat. */
@Component
class Companies {

    private final Members members;
    private final MemberLives lives;
    private final Holders holders;

    Companies(Members members, MemberLives lives, Holders holders) {
        this.members = members;
        this.lives = lives;
        this.holders = holders;
    }

    /** A new one, with a holder for its main card. */
    @Transactional(propagation = Propagation.MANDATORY)
    public GroupCards.Owner welcome(long merchantId, String name) {
        var holderId = holders.open(merchantId);
        var company = members.welcome(merchantId, new Members.Newcomer(null, false, name, holderId, null));
        return new GroupCards.Owner(company.id(), holderId);
    }

    /**
     * Lets it have another name.
     *
     * @throws org.springframework.dao.OptimisticLockingFailureException when it changed meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(CardGroup group, String name) {
        living(group).ifPresent(company -> {
            if (!Objects.equals(members.nameOf(company), name)) {
                members.change(company, new Members.Turn(null, name, null, null, false));
            }
        });
    }

    /** Takes it out of the members; what the books need stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void dismiss(CardGroup group) {
        living(group).ifPresent(lives::erase);
    }

    private Optional<Member> living(CardGroup group) {
        return lives.hold(group.merchantId(), group.memberId());
    }
}
