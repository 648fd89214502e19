package io.kabao.admin;

import io.kabao.access.Approval;
import io.kabao.access.Outcome;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What waits for a second person.
 *
 * @param approvalId where to look it up and decide
 * @param expiresAt nothing happens from then on
 * @param initialPassword of the operator who will be added, shown this once; else null
 */
record Waiting(
        @JsonId long approvalId,
        Approval.Status status,
        Instant expiresAt,
        @Nullable String initialPassword) {

    /** What was done with the usual status, or 202 with what waits. */
    static <T> ResponseEntity<Object> orDone(
            Outcome<T> outcome, HttpStatus status, Function<T, Object> view, @Nullable String initialPassword) {
        return switch (outcome) {
            case Outcome.Done<T> done -> ResponseEntity.status(status).body(view.apply(done.value()));
            case Outcome.Waits<T> waits ->
                ResponseEntity.accepted()
                        .body(new Waiting(
                                waits.approval().id(),
                                waits.approval().status(),
                                waits.approval().expiresAt(),
                                initialPassword));
        };
    }

    @Override
    public String toString() {
        return "Waiting[" + approvalId + "]";
    }
}
