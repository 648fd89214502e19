package io.kabao.member;

import io.kabao.kernel.Phone;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Finds living members; what it reads depends on what it finds, never on how many members there are. */
@Service
public class MemberDirectory {

    private static final Pattern LAST_FOUR = Pattern.compile("[0-9]{4}");

    private final MemberMapper mapper;
    private final NameStarts starts;
    private final Members members;

    MemberDirectory(MemberMapper mapper, NameStarts starts, Members members) {
        this.mapper = mapper;
        this.starts = starts;
        this.members = members;
    }

    /** The merchant's members below an id, newest first. */
    public List<Member> newest(long merchantId, long before, int rows) {
        return mapper.newest(merchantId, before, rows);
    }

    /** Whom a member brought, below an id, newest first. */
    public List<Member> broughtBy(Member referrer, long before, int rows) {
        return mapper.broughtBy(referrer.merchantId(), referrer.id(), before, rows);
    }

    /**
     * Members below an id, newest first, whom the text means: their whole phone, its last four digits, or the beginning
     * of their name, of which the first {@value NameStarts#LONGEST} characters count.
     */
    public List<Member> meant(long merchantId, String text, long before, int rows) {
        var byPhone = Phone.parse(text)
                .map(phone -> members.byPhone(merchantId, phone))
                .orElse(List.of());
        var byLastFour = LAST_FOUR.matcher(text).matches()
                ? mapper.withLastFour(merchantId, text, before, rows)
                : List.<Member>of();
        var byName = all(merchantId, starts.find(merchantId, text, before, rows));
        return Stream.of(byPhone, byLastFour, byName.values())
                .flatMap(Collection::stream)
                .filter(member -> member.id() < before && member.status() == Member.Status.LIVING)
                .collect(Collectors.toMap(Member::id, Function.identity(), (one, _) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(Member::id).reversed())
                .limit(rows)
                .toList();
    }

    /** Whether {@link #meant} would find the member by the text. */
    public boolean isMeant(Member member, String text) {
        var name = members.nameOf(member);
        return text.equals(member.phoneLast4())
                || Phone.parse(text)
                        .map(phone -> members.hasPhone(member, phone))
                        .orElse(false)
                || (name != null && NameStarts.begins(name, text));
    }

    /** Members by their ids, living or not. */
    public Map<Long, Member> all(long merchantId, Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : mapper.all(merchantId, ids).stream().collect(Collectors.toMap(Member::id, Function.identity()));
    }
}
