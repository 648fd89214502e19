package io.kabao.access;

import io.kabao.kernel.Actor;
import org.jspecify.annotations.Nullable;

/** A kind of action that may need a second person: runs what was asked for, once somebody else has agreed. */
public interface ApprovableAction {

    /** The kinds there are; each is one bean. */
    enum Kind {
        /** Rights of operators and roles. */
        RIGHTS(Permission.OPERATOR_WRITE, Permission.OPERATOR_WRITE, true),
        /** Secrets of official accounts and mini-programs. */
        WECHAT_SECRETS(Permission.WECHAT_APP_WRITE, Permission.WECHAT_APP_WRITE, true),
        /** More may be moved at counters without a second person. */
        BOOK_LIMITS(Permission.BOOK_SETTINGS, Permission.BOOK_SETTINGS, true),
        /** An old card is bound without its phone. */
        CARD_BINDING(Permission.MEMBER_WRITE, Permission.CARD_BIND, false),
        /** The phone by which an old card is bound is replaced. */
        OLD_CARD_PHONE(Permission.MEMBER_WRITE, Permission.CARD_BIND, false),
        /** A card is to count to another store or person. */
        CARD_ATTRIBUTION(Permission.CARD_ATTRIBUTE, Permission.CARD_ATTRIBUTE, false),
        /** Much money is taken in at a counter. */
        TOPUP(Permission.TOPUP, false),
        /** Much of a top-up is paid back. */
        TOPUP_REFUND(Permission.TOPUP_REFUND, true),
        /** Much of an order that was not paid from the card is paid back. */
        REFUND(Permission.REFUND, true),
        /** Much is paid out to a member. */
        WITHDRAWAL(Permission.WITHDRAW, true),
        /** Much of a commission wallet is paid out. */
        COMMISSION_PAYOUT(Permission.WITHDRAW, true),
        /** Many points are given or taken. */
        POINTS_ADJUSTMENT(Permission.POINTS_ADJUST, false);

        private final Permission askedBy;
        private final Permission approvedBy;
        private final boolean needsStepUp;
        private final boolean ofBooks;

        Kind(Permission askedBy, Permission approvedBy, boolean needsStepUp) {
            this.askedBy = askedBy;
            this.approvedBy = approvedBy;
            this.needsStepUp = needsStepUp;
            this.ofBooks = false;
        }

        Kind(Permission askedBy, boolean needsStepUp) {
            this.askedBy = askedBy;
            this.approvedBy = Permission.MONEY_APPROVE;
            this.needsStepUp = needsStepUp;
            this.ofBooks = true;
        }

        /** What whoever asked must still be allowed to do when it runs. */
        Permission askedBy() {
            return askedBy;
        }

        /** What whoever agrees must be allowed to do. */
        Permission approvedBy() {
            return approvedBy;
        }

        /** Whether whoever agrees proves themselves again first. */
        boolean needsStepUp() {
            return needsStepUp;
        }

        /** Whether it is a command on the books, which commit it themselves. */
        boolean isOfBooks() {
            return ofBooks;
        }
    }

    /** Which kind this bean runs. */
    Kind kind();

    /**
     * Does it, in the transaction of the decision; a refusal of it leaves the decision open. What is a command on the books
     * is never run but booked. Errors: {@link AccessError#ASKER_MAY_NOT} where it is outside of what whoever asked reaches
     * today.
     *
     * @param actor whoever asked, with whoever agreed
     * @param payload what was asked for, as JSON
     * @param reason why, as whoever asked said it
     */
    default void run(Actor actor, String payload, @Nullable String reason) {
        throw new IllegalStateException(kind() + " is a command on the books");
    }

    /**
     * Brings a command into the books, outside of any transaction: it hands the agreement over, and the books write the
     * decision in the transaction of the command. A refusal of it leaves the decision open.
     *
     * @param payload what was asked for, as JSON
     */
    default void book(Agreement agreement, String payload) {
        throw new IllegalStateException(kind() + " is no command on the books");
    }
}
