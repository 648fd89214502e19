package io.kabao.claim;

import io.kabao.card.MemberCards;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.member.Member;
import io.kabao.member.Members;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What a member filled in, in full and under the words it was asked for with. */
@Service
public class ProfileAnswers {

    private final Members members;
    private final MemberCards cards;
    private final ProfileFields fields;

    ProfileAnswers(Members members, MemberCards cards, ProfileFields fields) {
        this.members = members;
        this.cards = cards;
        this.fields = fields;
    }

    /**
     * One answer.
     *
     * @param label the key itself where no card asks for it any more
     */
    public record KeptAnswer(String key, String label, String value) {

        @Override
        public String toString() {
            return "KeptAnswer[" + key + "]";
        }
    }

    /** All answers, in the order of their keys. */
    public List<KeptAnswer> of(Member member) {
        Map<String, String> labels = fields.known(cards.ofMember(member.merchantId(), member.id())).stream()
                .collect(Collectors.toMap(ProfileField::key, ProfileField::label));
        return ProfileSheets.answersOf(members.sheetOf(member)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(answer -> new KeptAnswer(
                        answer.getKey(), labels.getOrDefault(answer.getKey(), answer.getKey()), answer.getValue()))
                .toList();
    }
}
