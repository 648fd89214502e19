package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.MemberCard;
import io.kabao.gift.WelcomeGifts;
import io.kabao.level.CardLevels;
import io.kabao.member.Member;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How claims begin and come to their end, each with the gift that is owed for it. */
@Component
class Claims {

    private final ClaimMapper mapper;
    private final WelcomeGifts gifts;
    private final CardLevels levels;

    Claims(ClaimMapper mapper, WelcomeGifts gifts, CardLevels levels) {
        this.mapper = mapper;
        this.gifts = gifts;
        this.levels = levels;
    }

    /** Of what a claim is. */
    record Begun(CardTemplate template, Member member, MemberCard card) {}

    /** A card was claimed, and is active at once perhaps. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Claim claim, Begun begun) {
        mapper.insert(claim);
        gifts.owe(begun.template(), begun.member(), begun.card());
    }

    /** The card has become active as a new one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void activate(ClaimMapper.Settled settled) {
        mapper.activate(settled);
        gifts.due(settled.card());
    }

    /** The card has become active by an old one, whose level it takes over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(MemberCard card, MemberCard old, Instant at) {
        mapper.end(card.merchantId(), card.id(), at);
        levels.goOver(card.merchantId(), old.id(), card.id());
        gifts.due(card);
    }
}
