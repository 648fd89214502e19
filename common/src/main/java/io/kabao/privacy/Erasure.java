package io.kabao.privacy;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.member.Member;
import io.kabao.member.MemberError;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import io.kabao.member.VisitorSessions;
import java.time.Instant;
import java.util.Objects;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases a member at their own wish. What names the person is gone from every table; what the books and the merchant's
 * counts need stays under ids that name nobody. Points are forfeited. The same person may come again and is somebody new.
 */
@Service
public class Erasure {

    private static final int TRIES = 8;

    private final Members members;
    private final Identities identities;
    private final MemberLives lives;
    private final CardsAtTheEnd cards;
    private final Forgetting forgetting;
    private final VisitorSessions sessions;
    private final Audit audit;
    private final TransactionTemplate inTransaction;

    Erasure(
            Members members,
            Identities identities,
            MemberLives lives,
            CardsAtTheEnd cards,
            Forgetting forgetting,
            VisitorSessions sessions,
            Audit audit,
            TransactionTemplate inTransaction) {
        this.members = members;
        this.identities = identities;
        this.lives = lives;
        this.cards = cards;
        this.forgetting = forgetting;
        this.sessions = sessions;
        this.audit = audit;
        this.inTransaction = inTransaction;
    }

    /** A member who is gone. */
    public record Erased(Instant erasedAt) {}

    /** What the audit keeps of it: how much, and nothing of whom. */
    private record Audited(long cards, int identities) {}

    /**
     * Erases the customer, all or nothing, and signs them out everywhere. Errors: {@link MemberError#NO_MEMBER_YET},
     * {@link KernelError#NOT_SIGNED_IN} for who was erased meanwhile, {@link PrivacyError#MONEY_ON_CARD},
     * {@link PrivacyError#MONEY_OWED}, {@link KernelError#BUSY} when others were first all the time.
     */
    public Erased erase(Visitor visitor) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var person = identities
                    .ofSession(visitor.identity().id())
                    .map(visitor::as)
                    .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
            var member = members.requireOf(person);
            try {
                var erased = Objects.requireNonNull(inTransaction.execute(_ -> erased(person, member)));
                erased.people().forEach(sessions::end);
                return new Erased(erased.at());
            } catch (OptimisticLockingFailureException | PessimisticLockingFailureException _) {
                // Something was hung on the member at this moment, or they were changed: begin anew with it.
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private MemberLives.Erased erased(Visitor person, Member member) {
        var phone = members.phoneOf(member);
        forgetting.forgetCorrections(member, phone);
        // The books' locks come first, then the member, then all that hangs on them.
        var lockedHolders = cards.lockEmpty(member);
        var erased = lives.erase(member);
        var ended = cards.end(member, lockedHolders, phone);
        forgetting.forget(member, erased.people().stream().map(Identity::id).toList(), phone);
        audit.record(
                person.actor(),
                new Change(
                        "MEMBER_ERASED",
                        "MEMBER",
                        member.id(),
                        null,
                        new Audited(ended, erased.people().size()),
                        null));
        return erased;
    }
}
