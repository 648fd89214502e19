package io.kabao.claim;

import io.kabao.card.CardTemplate;

/** How the customer's phone becomes known at the claim. */
public enum PhoneBy {
    /** By the mini-program's phone button; WeChat vouches for it. */
    WECHAT,
    /** By a code that an SMS brings. */
    SMS,
    /** As the customer types it: not verified, so it occupies and binds nothing. */
    PLAIN;

    static PhoneBy onPage(CardTemplate template) {
        return template.needsVerifiedPhone() ? SMS : PLAIN;
    }
}
