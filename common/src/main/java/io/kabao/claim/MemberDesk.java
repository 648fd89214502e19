package io.kabao.claim;

import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.member.Member;
import io.kabao.member.MemberDirectory;
import io.kabao.member.MemberError;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Members at the counter: found and looked at. */
@Service
public class MemberDesk {

    /** The longest text that is looked for, in characters. */
    public static final int TEXT_MOST = 40;

    /** How often cards are read again because those read belong to members shown before. */
    private static final int ROUNDS = 50;

    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,32}");

    private final MemberDirectory directory;
    private final MemberCards cards;
    private final Members members;
    private final MemberViews views;
    private final MemberLives lives;

    MemberDesk(MemberDirectory directory, MemberCards cards, Members members, MemberViews views, MemberLives lives) {
        this.directory = directory;
        this.cards = cards;
        this.members = members;
        this.views = views;
        this.lives = lives;
    }

    /** A member and the id that the page after them goes on from. */
    private record Hit(Member member, long key) {}

    /**
     * The merchant's members, newest first, or those whom a text means: the beginning of the name (its first four
     * characters count), the whole phone or its last four digits; then those of whose cards' numbers it is the beginning,
     * in the order of the numbers. Errors: {@link KernelError#INVALID_REQUEST} for a text that is too long, those of
     * paging.
     */
    public Page<MemberView> find(Reach reach, @Nullable String text, PageRequest request) {
        var merchantId = reach.merchantId();
        var meant = text == null ? "" : text.strip();
        if (meant.length() > TEXT_MOST) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", "q", "detail", "≤ " + TEXT_MOST)));
        }
        if (!meant.isEmpty()) {
            var page = Page.of(search(merchantId, meant, request), request, Hit::key);
            var people = page.items().stream().map(Hit::member).toList();
            return new Page<>(views.list(merchantId, within(reach, people)), page.nextCursor());
        }
        var page = Page.of(newest(reach, request), request, Member::id);
        return new Page<>(views.list(merchantId, page.items()), page.nextCursor());
    }

    private List<Member> newest(Reach reach, PageRequest request) {
        if (reach.everything()) {
            return directory.newest(reach.merchantId(), request.beforeId(), request.rowsToRead());
        }
        var ids = cards.newestWithin(reach, request.beforeId(), request.rowsToRead());
        var people = directory.all(reach.merchantId(), ids);
        return ids.stream().map(people::get).filter(Objects::nonNull).toList();
    }

    /** Who is found and stands outside of the reach is left out: such a page may be short, and another may follow it. */
    private List<Member> within(Reach reach, List<Member> people) {
        if (reach.everything() || people.isEmpty()) {
            return people;
        }
        var ids = cards.heldWithin(reach, people.stream().map(Member::id).toList());
        return people.stream().filter(member -> ids.contains(member.id())).toList();
    }

    /** Whether a member holds a card within a reach. */
    public boolean isWithin(Reach reach, long memberId) {
        return reach.everything() || !cards.heldWithin(reach, List.of(memberId)).isEmpty();
    }

    /** Whoever holds no card within a reach is nobody there. Errors: {@link MemberError#MEMBER_NOT_FOUND}. */
    public Member requireWithin(Reach reach, long id) {
        var member = members.requireLiving(reach.merchantId(), id);
        if (within(reach, List.of(member)).isEmpty()) {
            throw new BusinessError(MemberError.MEMBER_NOT_FOUND);
        }
        return member;
    }

    private static List<Hit> hits(List<Member> found) {
        return found.stream().map(member -> new Hit(member, member.id())).toList();
    }

    /** The cursor is the id of a member while people are shown, then that of a card. */
    private List<Hit> search(long merchantId, String text, PageRequest request) {
        var last = request.before().isPresent()
                ? cards.find(merchantId, request.beforeId()).orElse(null)
                : null;
        var found = new ArrayList<Hit>();
        if (last == null) {
            found.addAll(hits(directory.meant(merchantId, text, request.beforeId(), request.rowsToRead())));
        }
        if (NUMBER.matcher(text).matches()) {
            addByNumber(found, new Numbered(merchantId, text, request.rowsToRead()), last);
        }
        return found;
    }

    private record Numbered(long merchantId, String beginning, int rows) {}

    private void addByNumber(List<Hit> found, Numbered wanted, @Nullable MemberCard last) {
        var after = last == null || last.number() == null ? "" : last.number();
        for (var round = 0; round < ROUNDS && found.size() < wanted.rows(); round++) {
            var read = cards.withNumber(wanted.merchantId(), wanted.beginning(), after, wanted.rows());
            var owners = read.stream().map(MemberCard::memberId).distinct().toList();
            var people = directory.all(wanted.merchantId(), owners);
            var first = firstOfEach(cards.ofMembers(wanted.merchantId(), owners), wanted.beginning());
            for (var card : read) {
                var member = people.get(card.memberId());
                if (found.size() < wanted.rows()
                        && member != null
                        && first.test(card)
                        && isLeftFor(member, wanted.beginning())) {
                    found.add(new Hit(member, card.id()));
                }
                after = Objects.requireNonNull(card.number());
            }
            if (read.size() < wanted.rows()) {
                return;
            }
        }
    }

    private boolean isLeftFor(Member member, String text) {
        return member.status() == Member.Status.LIVING && !directory.isMeant(member, text);
    }

    /** Whoever has several such cards is shown for the first of them. */
    private static Predicate<MemberCard> firstOfEach(List<MemberCard> held, String beginning) {
        return card -> held.stream()
                .filter(other -> other.memberId() == card.memberId())
                .map(MemberCard::number)
                .filter(Objects::nonNull)
                .filter(number -> number.startsWith(beginning))
                .noneMatch(number -> number.compareTo(Objects.requireNonNull(card.number())) < 0);
    }

    /** One member. Errors: {@link io.kabao.member.MemberError#MEMBER_NOT_FOUND}. */
    public MemberView show(Reach reach, long id) {
        return views.show(requireWithin(reach, id));
    }

    /** Holds a member as they were read until the transaction ends. Errors: a stale version, {@link MemberError#MEMBER_NOT_FOUND}. */
    void hold(Member was) {
        var isNow = lives.hold(was.merchantId(), was.id())
                .orElseThrow(() -> new BusinessError(MemberError.MEMBER_NOT_FOUND));
        if (isNow.version() != was.version()) {
            throw new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
        }
    }
}
