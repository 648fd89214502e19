package io.kabao.material;

import io.kabao.claim.Carrier;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Many prints that are made in the background and come as one file.
 *
 * @param total prints that were asked for
 * @param done prints that are in the file by now
 * @param failed prints that could not be made
 * @param leaseNo grows whenever an instance begins with it
 * @param bytes size of the file, once it is whole
 * @param hasFile false: the file was removed
 * @param askedBy operator; null: the system
 */
public record Batch(
        long id,
        long merchantId,
        Subject subject,
        long templateId,
        Carrier carrier,
        Style style,
        Packing format,
        Status status,
        int total,
        int done,
        int failed,
        int leaseNo,
        @Nullable Long bytes,
        boolean hasFile,
        @Nullable Long askedBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** How long a finished file is kept. */
    public static final Duration FILE_KEPT = Duration.ofDays(7);

    /** How far a batch is. */
    public enum Status {
        /** Asked for; another one of the merchant may be running. */
        WAITING,
        /** Being made, on whichever instance. */
        RUNNING,
        /** Its file is whole, and for a while there. */
        DONE,
        /** Somebody did not want it any more. */
        CANCELLED,
        /** It could not be made, however often it was begun. */
        FAILED;

        /** Whether it may become that next. */
        public boolean canBecome(Status next) {
            return switch (this) {
                case WAITING -> next == RUNNING || next == CANCELLED;
                case RUNNING -> next == DONE || next == CANCELLED || next == FAILED;
                case DONE, CANCELLED, FAILED -> false;
            };
        }
    }

    /** When the file is removed; null: there is none. */
    public @Nullable Instant fileUntil() {
        return status != Status.DONE || bytes == null || finishedAt == null ? null : finishedAt.plus(FILE_KEPT);
    }

    Batch begun() {
        return new Batch(
                id,
                merchantId,
                subject,
                templateId,
                carrier,
                style,
                format,
                Status.RUNNING,
                total,
                0,
                0,
                leaseNo + 1,
                null,
                true,
                askedBy,
                createdAt,
                null);
    }
}
