package io.kabao.access;

import io.kabao.kernel.Actor;

/** A kind of action that may need a second person: runs what was asked for, once somebody else has agreed. */
public interface ApprovableAction {

    /** The kinds there are; each is one bean. */
    enum Kind {
        /** Rights of operators and roles. */
        RIGHTS,
        /** Secrets of official accounts and mini-programs. */
        WECHAT_SECRETS,
        /** An old card is bound without its phone. */
        CARD_BINDING,
        /** A card is to count to another store or person. */
        CARD_ATTRIBUTION
    }

    /** Which kind this bean runs. */
    Kind kind();

    /** What whoever agrees must be allowed to do. */
    Permission approvedBy();

    /** What whoever asked must still be allowed to do when it runs. */
    Permission askedBy();

    /** Whether whoever agrees proves themselves again first. */
    boolean needsStepUp();

    /**
     * Does it, in the transaction of the decision; a refusal of it leaves the decision open. Errors:
     * {@link AccessError#ASKER_MAY_NOT} where it is outside of what whoever asked reaches today.
     *
     * @param actor whoever asked, with whoever agreed
     * @param payload what was asked for, as JSON
     */
    void run(Actor actor, String payload);
}
