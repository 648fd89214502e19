package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.gift.WelcomeGifts;
import io.kabao.member.Members;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What templates give for a profile: owed as soon as a card is in use and all is on file that they ask its member for. */
@Component
class WholeProfiles {

    private static final Set<CardStatus> IN_USE = Set.of(CardStatus.ACTIVE, CardStatus.FROZEN);

    private final CardTemplates templates;
    private final Members members;
    private final WelcomeGifts gifts;

    WholeProfiles(CardTemplates templates, Members members, WelcomeGifts gifts) {
        this.templates = templates;
        this.members = members;
        this.gifts = gifts;
    }

    /** Looks at a card that has come into use. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void look(CardTemplate template, MemberCard card) {
        oweTo(template, card);
    }

    /** Looks at the cards of a member whose profile is another now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void look(List<MemberCard> held) {
        held.stream()
                .filter(card -> IN_USE.contains(card.status()))
                .forEach(card -> oweTo(templates.require(card.merchantId(), card.templateId()), card));
    }

    private void oweTo(CardTemplate template, MemberCard card) {
        var settings = templates.settingsOf(template);
        var points = settings.given().profilePoints();
        if (points == 0 || !IN_USE.contains(card.status())) {
            return;
        }
        var member = members.require(card.merchantId(), card.memberId());
        var answered = ProfileSheets.answersOf(members.sheetOf(member)).keySet();
        var isWhole = settings.profileFields().stream()
                .filter(ProfileForm::isAsked)
                .map(ProfileField::key)
                .allMatch(answered::contains);
        if (isWhole) {
            gifts.oweForProfile(points, member, card);
        }
    }
}
