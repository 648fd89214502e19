package io.kabao.access;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action that waits for a second person, or waited.
 *
 * @param organizationId where it is about; with neither this nor a store it is about the whole merchant
 * @param summary JSON of what it will do, without secrets
 * @param payload what it needs to run, encrypted; gone once decided, and soon after it has expired
 * @param askedBy operator
 * @param expiresAt nothing runs from then on
 * @param remark why it was rejected
 */
public record Approval(
        @JsonId long id,
        @JsonId long merchantId,
        ApprovableAction.Kind kind,
        String thing,
        @JsonId @Nullable Long thingId,
        @JsonId @Nullable Long organizationId,
        @JsonId @Nullable Long storeId,
        String summary,
        byte @Nullable [] payload,
        @Nullable String reason,
        Status status,
        @JsonId long askedBy,
        @Nullable String askedFrom,
        Instant askedAt,
        Instant expiresAt,
        @JsonId @Nullable Long decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String remark) {

    /** What became of it. */
    public enum Status {
        /** Nobody has decided; once its time is over it is shown as expired. */
        WAITING,
        /** Somebody agreed and it ran. */
        APPROVED,
        /** Somebody refused; it never runs. */
        REJECTED,
        /** Nobody decided in time; never stored. */
        EXPIRED
    }

    /** What became of it by now. */
    public Status statusAt(Instant now) {
        return status == Status.WAITING && !now.isBefore(expiresAt) ? Status.EXPIRED : status;
    }

    @Override
    public String toString() {
        return "Approval[" + id + "]";
    }
}
