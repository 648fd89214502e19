package io.kabao.referral;

import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.ledger.Booked;
import io.kabao.ledger.Books;
import io.kabao.member.Member;
import io.kabao.member.MemberDirectory;
import io.kabao.member.MemberError;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a member sees of those they brought and of what that earned, and does with it. */
@Service
public class OwnReferral {

    private final Members members;
    private final MemberDirectory directory;
    private final EarnedCommissions commissions;
    private final Books books;

    OwnReferral(Members members, MemberDirectory directory, EarnedCommissions commissions, Books books) {
        this.members = members;
        this.directory = directory;
        this.commissions = commissions;
        this.books = books;
    }

    /** Somebody whom the member brought. */
    public record Invitee(@Nullable String nameMasked, Instant joinedAt) {}

    /** Who came by the member's own invitation, newest first. Errors: {@link MemberError#NO_MEMBER_YET}. */
    public Page<Invitee> invitees(Visitor visitor, PageRequest request) {
        var member = members.requireOf(visitor);
        var rows = directory.broughtBy(member, request.beforeId(), request.rowsToRead());
        return Page.of(rows, request, Member::id)
                .map(friend -> new Invitee(members.nameMasked(friend), friend.createdAt()));
    }

    /** What the member earned, newest first. Errors: {@link MemberError#NO_MEMBER_YET}. */
    public Page<EarnedCommissions.Earned> commissions(Visitor visitor, PageRequest request) {
        var member = members.requireOf(visitor);
        return commissions.of(member.merchantId(), member.id(), request);
    }

    /** Turns money of the wallet into balance or points. Errors: {@link ReferralError}, those of a card that can't be used. */
    public Booked<WalletExchange.Done> exchange(WalletExchange exchange) {
        return books.submit(exchange);
    }
}
