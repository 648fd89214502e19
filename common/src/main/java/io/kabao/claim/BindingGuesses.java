package io.kabao.claim;

import io.kabao.kernel.error.RetryLater;
import io.kabao.member.Identity;
import io.kabao.merchant.Merchants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Counts wrong guesses at old cards by business day, for who guesses and for the number that is guessed at. Guesses of one
 * person, and at one number, are judged one after the other: many at once get no more, and right ones count for nothing.
 */
@Component
class BindingGuesses {

    /** Wrong guesses of a day. */
    static final int MOST = 5;

    private final BindingGuessMapper mapper;
    private final Merchants merchants;
    private final Times times;

    BindingGuesses(BindingGuessMapper mapper, Merchants merchants, Times times) {
        this.mapper = mapper;
        this.merchants = merchants;
        this.times = times;
    }

    /**
     * Judges a guess; one that comes to nothing was wrong and is counted. Never inside a transaction: what is counted must
     * not be undone. Errors: {@link ClaimError#BINDING_LOCKED}.
     */
    <T> Optional<T> judge(Identity identity, String guessedAt, Supplier<Optional<T>> guess) {
        var merchantId = identity.merchantId();
        var now = times.clock().instant();
        var zone = ZoneId.of(merchants.require(merchantId).zone());
        var day = LocalDate.ofInstant(now, zone);
        var counts = List.of(
                guess(merchantId, "identity " + identity.id(), day), guess(merchantId, "card " + guessedAt, day));
        // Written before they are locked, or two who are the first would wait for each other.
        counts.forEach(mapper::begin);
        var judged = Objects.requireNonNull(times.inTransaction().execute(_ -> judged(counts, guess)));
        if (judged.locked()) {
            var tomorrow = day.plusDays(1).atStartOfDay(zone).toInstant();
            throw new RetryLater(
                    ClaimError.BINDING_LOCKED, Duration.between(now, tomorrow).toSeconds() + 1);
        }
        return judged.right();
    }

    private record Judged<T>(boolean locked, Optional<T> right) {}

    private <T> Judged<T> judged(List<BindingGuessMapper.Guess> counts, Supplier<Optional<T>> guess) {
        // The person before the number, always: whoever waits holds nothing that others wait for.
        var wrong = counts.stream().mapToInt(mapper::lock).max().orElse(0);
        if (wrong >= MOST) {
            return new Judged<>(true, Optional.empty());
        }
        var right = guess.get();
        if (right.isEmpty()) {
            counts.forEach(mapper::count);
        }
        return new Judged<>(false, right);
    }

    private BindingGuessMapper.Guess guess(long merchantId, String subject, LocalDate day) {
        return new BindingGuessMapper.Guess(times.ids().next(), merchantId, hash(subject), day);
    }

    private static byte[] hash(String subject) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
