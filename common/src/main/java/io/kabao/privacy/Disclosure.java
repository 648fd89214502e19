package io.kabao.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.claim.MemberDesk;
import io.kabao.claim.ProfileAnswers;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.JsonId;
import io.kabao.member.MemberError;
import io.kabao.member.Members;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows the merchant's people a member's personal data in full; each time somebody says why, and it stays on record. */
@Service
public class Disclosure {

    private final Members members;
    private final MemberDesk desk;
    private final ProfileAnswers answers;
    private final Audit audit;

    Disclosure(Members members, MemberDesk desk, ProfileAnswers answers, Audit audit) {
        this.members = members;
        this.desk = desk;
        this.answers = answers;
        this.audit = audit;
    }

    /** What can be shown in full. */
    public enum Field {
        /** The phone, verified or not. */
        @JsonProperty("phone")
        PHONE,
        /** The name. */
        @JsonProperty("name")
        NAME,
        /** Every answer. */
        @JsonProperty("profile")
        PROFILE
    }

    /** What somebody wants to see, and why. */
    public record Wish(Set<Field> fields, String reason) {}

    /** What was asked for; what was not, and what is not on file, is null. */
    public record Disclosed(
            @JsonId long id,
            @Nullable String phone,
            @Nullable String name,
            @Nullable List<ProfileAnswers.KeptAnswer> profile) {

        @Override
        public String toString() {
            return "Disclosed[" + id + "]";
        }
    }

    /** Which fields were shown, without what stands in them. */
    private record Shown(List<Field> fields) {}

    /** Shows the fields of a living member within the actor's reach. Errors: {@link MemberError#MEMBER_NOT_FOUND}. */
    @Transactional
    public Disclosed disclose(Actor actor, long id, Wish wish) {
        var member = desk.requireWithin(actor.reach(), id);
        var shown = new Shown(wish.fields().stream().sorted().toList());
        audit.record(actor, new Change("MEMBER_DISCLOSED", "MEMBER", id, null, shown, wish.reason()));
        var phone = wish.fields().contains(Field.PHONE) ? members.phoneOf(member) : null;
        return new Disclosed(
                id,
                phone == null ? null : phone.e164(),
                wish.fields().contains(Field.NAME) ? members.nameOf(member) : null,
                wish.fields().contains(Field.PROFILE) ? answers.of(member) : null);
    }
}
