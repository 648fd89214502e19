package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card as the audit keeps what its owner did: a number may be a phone, so it is masked.
 *
 * @param filled keys of the fields that were filled in with it
 * @param oldCardId the old card that was joined with it
 */
record AuditedCard(
        String numberMasked,
        CardStatus status,
        List<String> filled,
        @Nullable String oldCardId) {

    /** What cards are called in the audit. */
    static final String THING = "CARD";

    static AuditedCard of(MemberCard card) {
        return new AuditedCard(card.numberMasked(), card.status(), List.of(), null);
    }

    /** A card with which something was filled in. */
    static AuditedCard filled(MemberCard card, List<String> keys) {
        return new AuditedCard(card.numberMasked(), card.status(), keys, null);
    }

    /** A card that took over an old one. */
    static AuditedCard joined(MemberCard card, MemberCard old) {
        return new AuditedCard(card.numberMasked(), card.status(), List.of(), Long.toString(old.id()));
    }
}
