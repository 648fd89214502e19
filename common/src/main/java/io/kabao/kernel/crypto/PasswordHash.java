package io.kabao.kernel.crypto;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes passwords: a pepper first (HMAC-SHA-256 under a derived key, so that a stolen table alone can't be guessed at),
 * then Argon2id with 19 MiB, two passes, one lane. At most four run at once, and one fewer than there are cores, which
 * bounds the memory at 76 MiB and leaves the door its time; who waits
 * longer than 2 s is told to come again (HashingBusy).
 */
public final class PasswordHash {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    /** One core is left to everybody else; more than four at once would take too much memory. */
    private static final int AT_ONCE_MAX = Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 1, 4);

    /** Threads of the system, which takes turns between them: hashing on virtual ones would stop all the others. */
    private static final ExecutorService HASHING = Executors.newFixedThreadPool(
            AT_ONCE_MAX, Thread.ofPlatform().daemon().name("hash-", 0).factory());

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A hash of the right shape that no password has, for accounts that don't exist. */
    private static final String NOBODY = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$"
            + "A".repeat(22) + "$" + "A".repeat(43);

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final SecretKey pepper;
    private final Semaphore turns;
    private final Duration patience;

    public PasswordHash(DataKeys keys) {
        this(keys, new Semaphore(AT_ONCE_MAX, true), PATIENCE);
    }

    PasswordHash(DataKeys keys, Semaphore turns, Duration patience) {
        this(keys.key(Purpose.PASSWORD_PEPPER), turns, patience);
    }

    private PasswordHash(SecretKey pepper, Semaphore turns, Duration patience) {
        this.pepper = pepper;
        this.turns = turns;
        this.patience = patience;
    }

    /** Under another pepper, at the same costs and in turn with this one. */
    public PasswordHash under(SecretKey otherPepper) {
        return new PasswordHash(otherPepper, turns, patience);
    }

    /** The text to store for a password; about 100 ASCII characters with its salt and costs. Errors: HashingBusy. */
    public String hash(CharSequence password) {
        return inTurn(() -> argon2.encode(peppered(password)));
    }

    /** Whether the password is the one that was hashed to the stored text. Errors: HashingBusy. */
    public boolean matches(CharSequence password, String stored) {
        return inTurn(() -> argon2.matches(peppered(password), stored));
    }

    /** Always false, after the same work as a real comparison: an unknown account is not told apart by time. */
    public boolean matchesNobody(CharSequence password) {
        return matches(password, NOBODY);
    }

    private String peppered(CharSequence password) {
        // Keyboards write one accented letter in two ways; both are the same password.
        var normal = CharBuffer.wrap(Normalizer.normalize(password, Normalizer.Form.NFC));
        var utf8 = StandardCharsets.UTF_8.encode(normal);
        var bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(Hmac.of(pepper, bytes));
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HashingBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusy();
        }
        try {
            return CompletableFuture.supplyAsync(work, HASHING).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            turns.release();
        }
    }
}
