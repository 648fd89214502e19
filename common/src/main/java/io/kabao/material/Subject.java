package io.kabao.material;

import io.kabao.card.ClaimChannel;

/** Whose codes are printed. */
public enum Subject {
    STORE(ClaimChannel.STORE),
    STAFF(ClaimChannel.STAFF);

    private final ClaimChannel channel;

    Subject(ClaimChannel channel) {
        this.channel = channel;
    }

    /** The channel of such codes. */
    public ClaimChannel channel() {
        return channel;
    }
}
