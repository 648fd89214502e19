package io.kabao.door;

import java.util.Locale;

/**
 * How often something may be asked for, each with its defaults per minute; the property
 * {@code kabao.limits.<name>.<key>}, such as {@code kabao.limits.claim.caller}, sets another one, and 0 none; all are
 * multiplied by {@code kabao.limits.factor}. Customers of one shop share an address, and so do thousands behind a
 * carrier's: addresses get much, a person gets little.
 */
public enum Limit {
    /** An operator signs in; the account is never locked out by strangers. */
    OPERATOR_SIGN_IN(30, 0, 0, 0),
    /** A wrong password, by account and address together, within five minutes; only {@link Limits#tryAccount} counts here. */
    WRONG_PASSWORD(5, 0, 0, 0),
    /** A signed-in operator proves to be the one who signed in. */
    STEP_UP(60, 6, 0, 0),
    /** Refused tries that are written down; those beyond are refused all the same. */
    REFUSAL_ON_RECORD(600, 30, 0, 0),
    /** Looks at what is not there for whoever looks, that are written down; apart, so that they crowd out no tries. */
    LOOK_ON_RECORD(600, 30, 0, 0),
    /** A customer signs in. */
    SIGN_IN(600, 0, 0, 0),
    /** The offer of a scene. */
    OFFER(1200, 60, 0, 0),
    /** A scene that does not exist was asked for; only {@link Limits#countMiss} counts here. */
    UNKNOWN_SCENE(30, 10, 0, 0),
    /** A card is claimed, activated or bound; a code that spreads gets as many as a large chain's busiest. */
    CLAIM(600, 10, 3000, 0),
    /** A customer has the own card frozen: whatever else somebody has done with that session, it is not used up by that. */
    FREEZE(600, 12, 0, 0),
    /** A code by SMS is asked for, before the budgets of the database are looked at. */
    SMS(60, 6, 0, 0),
    /** A customer makes a code to show at the till; a page that shows one makes a new one each minute. */
    MEMBER_CODE(1200, 12, 0, 0),
    /** Staff have a code sent to a member who is about to pay, before the budgets of the database are looked at. */
    PAYMENT_CODE(60, 12, 0, 0),
    /** A customer takes all their data along, or has it erased. */
    OWN_DATA(60, 3, 0, 0),
    /** A picture that pages show; a page shows several, and browsers keep them. */
    PICTURE(6000, 0, 0, 0),
    /** What a signed-in customer looks at. */
    READ(3000, 120, 0, 0);

    private final int perAddress;
    private final int perCaller;
    private final int perScene;
    private final int perMerchant;

    Limit(int perAddress, int perCaller, int perScene, int perMerchant) {
        this.perAddress = perAddress;
        this.perCaller = perCaller;
        this.perScene = perScene;
        this.perMerchant = perMerchant;
    }

    int perMinute(LimitKey key) {
        return switch (key) {
            case ADDRESS -> perAddress;
            case CALLER -> perCaller;
            case SCENE -> perScene;
            case MERCHANT -> perMerchant;
        };
    }

    String property(LimitKey key) {
        return "kabao.limits." + name().toLowerCase(Locale.ROOT).replace('_', '-') + "."
                + key.name().toLowerCase(Locale.ROOT);
    }
}
