package io.kabao.kernel;

/** The kinds of people, and the house itself, that act. */
public enum ActorRealm {
    /** A customer with a card. */
    MEMBER,
    /** A merchant's person at the console or till. */
    OPERATOR,
    /** The person who runs the deployment. */
    PLATFORM,
    /** A job or the first start. */
    SYSTEM
}
