package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.MemberCard;
import io.kabao.gift.WelcomeGifts;
import io.kabao.level.CardLevels;
import io.kabao.member.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How claims begin and come to their end, each with the gift that is owed for it. */
@Component
class Claims {

    private final ClaimMapper mapper;
    private final WelcomeGifts gifts;
    private final CardLevels levels;
    private final WholeProfiles profiles;

    Claims(ClaimMapper mapper, WelcomeGifts gifts, CardLevels levels, WholeProfiles profiles) {
        this.mapper = mapper;
        this.gifts = gifts;
        this.levels = levels;
        this.profiles = profiles;
    }

    /** Of what a claim is. */
    record Begun(CardTemplate template, Member member, MemberCard card) {}

    /** The claim of a card. */
    Optional<Claim> ofCard(long merchantId, long cardId) {
        return mapper.ofCard(merchantId, cardId);
    }

    /** A card was claimed, and is active at once perhaps. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Claim claim, Begun begun) {
        mapper.insert(claim);
        gifts.owe(begun.template(), begun.member(), begun.card());
        profiles.look(begun.template(), begun.card());
    }

    /** The card has become active as a new one; its member's profile is written. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void activate(ClaimMapper.Settled settled, CardTemplate template) {
        mapper.activate(settled);
        gifts.due(settled.card());
        profiles.look(template, settled.card());
    }

    /** The profile of whose cards these are is another now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void filledIn(List<MemberCard> held) {
        profiles.look(held);
    }

    /** The card has become active by an old one, whose level it takes over, as its member's answers are. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(MemberCard card, MemberCard old, Instant at) {
        mapper.end(card.merchantId(), card.id(), at);
        levels.goOver(card.merchantId(), old.id(), card.id());
        gifts.due(card);
        profiles.look(List.of(card));
    }
}
