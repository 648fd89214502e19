package io.kabao.message;

/** What has become of a code. */
enum CodeStatus {
    /** Sent, or about to be: can be guessed until it expires. */
    OPEN,
    /** Somebody entered it and something came of it; open again only if it was refused after all. */
    USED,
    /** Guessed wrong too often; for ever. */
    LOCKED,
    /** A newer one took its place; for ever. */
    CLOSED,
    /** Certainly not sent, so it uses up no budget but the shortest; for ever. */
    FAILED;

    boolean canBecome(CodeStatus next) {
        return switch (this) {
            case OPEN -> next != OPEN;
            case USED -> next == OPEN;
            case LOCKED, CLOSED, FAILED -> false;
        };
    }
}
