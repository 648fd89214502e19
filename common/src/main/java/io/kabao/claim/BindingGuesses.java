package io.kabao.claim;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.member.Identity;
import io.kabao.merchant.Merchants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Counts guesses at old cards by business day, for who guesses and for the number that is guessed at. A guess is counted
 * before it is looked at and given back when it was right, so that many at once get no more than one after the other.
 */
@Component
class BindingGuesses {

    /** Wrong guesses of a day. */
    static final int MOST = 5;

    private final BindingGuessMapper mapper;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;

    BindingGuesses(BindingGuessMapper mapper, Merchants merchants, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    /** A guess that was counted. */
    record Counted(List<BindingGuessMapper.Guess> guesses) {}

    /** Counts a guess. Errors: {@link ClaimError#BINDING_LOCKED}. */
    Counted count(Identity identity, String guessedAt) {
        var merchantId = identity.merchantId();
        var day = LocalDate.ofInstant(
                clock.instant(), ZoneId.of(merchants.require(merchantId).zone()));
        var guesses = List.of(
                guess(merchantId, "identity " + identity.id(), day), guess(merchantId, "card " + guessedAt, day));
        guesses.forEach(mapper::count);
        var locked = guesses.stream().anyMatch(guess -> mapper.counted(guess).orElse(0) > MOST);
        if (locked) {
            throw new BusinessError(ClaimError.BINDING_LOCKED);
        }
        return new Counted(guesses);
    }

    /** The guess was right, so it was none. */
    void giveBack(Counted counted) {
        counted.guesses().forEach(mapper::giveBack);
    }

    private BindingGuessMapper.Guess guess(long merchantId, String subject, LocalDate day) {
        return new BindingGuessMapper.Guess(ids.next(), merchantId, hash(subject), day);
    }

    private static byte[] hash(String subject) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
