package io.kabao.kernel.idempotency;

import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.work.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does a request's work once however often the request arrives. The key, the work and its answer are one transaction:
 * either all of it is there or nothing. A refusal leaves nothing, so the same key may be tried again.
 */
@Service
public class Idempotency {

    /** How long an answer is given again. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Tries of one call; each lost one means that another call with the key got further in the meantime. */
    private static final int TRIES = 50;

    private static final FieldName ANSWER = new FieldName("idempotency.answer");

    private final IdempotencyMapper mapper;
    private final FieldCipher cipher;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    Idempotency(
            IdempotencyMapper mapper,
            FieldCipher cipher,
            Ids ids,
            Clock clock,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.mapper = mapper;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
        // An answer may have been stored by an older version that had a field more, or one less.
        this.json = json.rebuild()
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Runs {@code work} inside a transaction that it opens, or gives the answer that the same request got before. Calls
     * with one key wait for each other. What the work throws goes through and leaves nothing behind.
     * Errors: {@link KernelError#IDEMPOTENCY_KEY_REUSED}.
     *
     * @throws IllegalStateException inside a transaction: losing the race for a key must undo all that was done
     */
    public <T> Answer<T> run(IdempotentRequest request, Class<T> type, Supplier<Answer<T>> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The idempotency key opens the transaction itself");
        }
        // Not inside the transaction: an id may need a connection of its own, and those that wait hold theirs.
        var id = ids.next();
        KeyNotTaken lost = null;
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var stored = given(request, type);
            if (stored.isPresent()) {
                return stored.get();
            }
            try {
                return transaction.execute(_ -> takeAndWork(id, request, work));
            } catch (KeyNotTaken e) {
                lost = e;
            }
        }
        throw new IllegalStateException("Others took the key and gave it back all the time", lost);
    }

    /** An answer's body as it is stored; for those who write the row with their own. */
    public byte[] sealed(long merchantId, Object body) {
        return cipher.encrypt(ANSWER, merchantId, json.writeValueAsString(body));
    }

    /** The body of a stored answer. */
    public <T> T opened(long merchantId, byte[] stored, Class<T> type) {
        return json.readValue(cipher.decrypt(ANSWER, merchantId, stored), type);
    }

    /** The answer that the same request got before, if it did. Errors: {@link KernelError#IDEMPOTENCY_KEY_REUSED}. */
    public <T> Optional<Answer<T>> given(IdempotentRequest request, Class<T> type) {
        var now = clock.instant();
        var found = mapper.find(request.merchantId(), request.actorName(), request.keyBytes());
        if (found.isPresent() && !found.get().expiresAt().isAfter(now)) {
            mapper.free(request.merchantId(), found.get().id(), now);
            return Optional.empty();
        }
        return found.map(row -> {
            if (!request.hasHash(row.requestHash())) {
                throw new BusinessError(KernelError.IDEMPOTENCY_KEY_REUSED);
            }
            return new Answer<>(row.status(), opened(request.merchantId(), row.answer(), type), true);
        });
    }

    /** Deletes answers whose time is over and says how many. */
    public int sweep() {
        var now = clock.instant();
        return Sweep.run(most -> mapper.sweep(now, most));
    }

    private <T> Answer<T> takeAndWork(long id, IdempotentRequest request, Supplier<Answer<T>> work) {
        take(id, request);
        var answer = work.get();
        mapper.keep(request.merchantId(), id, answer.status(), sealed(request.merchantId(), answer.body()));
        return answer;
    }

    /** The key is taken before the work, so that a second call waits here instead of running into the first one's rows. */
    private void take(long id, IdempotentRequest request) {
        var now = clock.instant();
        try {
            mapper.take(new TakenKey(
                    id,
                    request.merchantId(),
                    request.actorName(),
                    request.keyBytes(),
                    request.requestHash(),
                    now,
                    now.plus(KEPT)));
        } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
            // When the first call leaves nothing, those that waited for it stand in each other's way; one goes on.
            throw new KeyNotTaken(e);
        }
    }

    /** Another call has the key, or had it until now; this transaction has done nothing yet. */
    private static final class KeyNotTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KeyNotTaken(Throwable cause) {
            super(null, cause, false, false);
        }
    }
}
