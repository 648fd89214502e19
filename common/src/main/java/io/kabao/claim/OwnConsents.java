package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCards;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.member.Consent;
import io.kabao.member.Consents;
import io.kabao.member.Member;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** What the customer who is signed in agreed to; each word stays on record, the last one of a kind counts. */
@Service
public class OwnConsents {

    private final Members members;
    private final Consents consents;
    private final MemberCards cards;
    private final CardTemplates templates;
    private final MemberLives lives;
    private final Audit audit;
    private final Times times;

    OwnConsents(
            Members members,
            Consents consents,
            MemberCards cards,
            CardTemplates templates,
            MemberLives lives,
            Audit audit,
            Times times) {
        this.members = members;
        this.consents = consents;
        this.cards = cards;
        this.templates = templates;
        this.lives = lives;
        this.audit = audit;
        this.times = times;
    }

    /** What counts of one kind of document. */
    public record Standing(String kind, String version, boolean given, Instant at) {

        static Standing of(Consent consent) {
            return new Standing(consent.kind(), consent.docVersion(), consent.given(), consent.at());
        }
    }

    /** What counts of each kind. Errors: {@link io.kabao.member.MemberError#NO_MEMBER_YET}. */
    public List<Standing> list(Visitor visitor) {
        return standing(members.requireOf(visitor));
    }

    /**
     * Agrees or withdraws; what stands so already is not written again. Errors:
     * {@link io.kabao.member.MemberError#NO_MEMBER_YET}, {@link ClaimError#CONSENT_UNKNOWN} for a document that neither
     * the member's cards have now nor the member agreed to last.
     */
    public List<Standing> say(Visitor visitor, List<Consent.Said> said) {
        var speaker = members.requireOf(visitor);
        return Objects.requireNonNull(times.inTransaction().execute(_ -> said(visitor, speaker, said)));
    }

    private List<Standing> said(Visitor visitor, Member speaker, List<Consent.Said> said) {
        // Held, so that the same said twice at once is written once, and nothing of who is being erased.
        var member = lives.hold(speaker.merchantId(), speaker.id())
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
        var newest = consents.newest(member);
        var known = known(member, newest);
        if (!known.containsAll(said.stream().map(Consent.Said::document).toList())) {
            throw new BusinessError(ClaimError.CONSENT_UNKNOWN);
        }
        var news = said.stream()
                .distinct()
                .filter(each -> newest.stream().noneMatch(row -> stands(row, each)))
                .toList();
        if (news.isEmpty()) {
            return newest.stream().map(Standing::of).toList();
        }
        consents.say(member, news);
        audit.record(visitor.actor(), new Change("CONSENT_CHANGED", "CONSENT", member.id(), null, news, null));
        return standing(member);
    }

    private static boolean stands(Consent row, Consent.Said said) {
        return said.given() == row.given() && said.document().equals(new Consent.Ticked(row.kind(), row.docVersion()));
    }

    private Set<Consent.Ticked> known(Member member, List<Consent> newest) {
        var shown = cards.ofMember(member.merchantId(), member.id()).stream()
                .filter(card -> card.status().isLive())
                .map(card -> card.templateId())
                .distinct()
                .map(id -> templates.settingsOf(templates.require(member.merchantId(), id)))
                .flatMap(settings -> settings.documents().stream())
                .map(document -> new Consent.Ticked(document.kind(), document.version()));
        var agreed = newest.stream().map(row -> new Consent.Ticked(row.kind(), row.docVersion()));
        return Stream.concat(shown, agreed).collect(Collectors.toSet());
    }

    private List<Standing> standing(Member member) {
        return consents.newest(member).stream().map(Standing::of).toList();
    }
}
