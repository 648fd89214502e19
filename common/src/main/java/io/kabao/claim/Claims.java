package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.MemberCard;
import io.kabao.gift.WelcomeGifts;
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

    Claims(ClaimMapper mapper, WelcomeGifts gifts) {
        this.mapper = mapper;
        this.gifts = gifts;
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

    /** The card has become active by an old one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(MemberCard card, Instant at) {
        mapper.end(card.merchantId(), card.id(), at);
        gifts.due(card);
    }
}
