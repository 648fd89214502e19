package io.kabao.message;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares what somebody entered with what was sent, and counts what was wrong. */
@Component
class Guessing {

    /** Wrong guesses at one code. */
    static final int PER_CODE = 5;

    /** Wrong guesses within 24 hours at all codes of a phone, and by one identity. */
    static final int PER_DAY = 20;

    private final SmsCodeMapper mapper;
    private final Counters counters;
    private final CodeHashes hashes;
    private final Clock clock;

    Guessing(SmsCodeMapper mapper, Counters counters, CodeHashes hashes, Clock clock) {
        this.mapper = mapper;
        this.counters = counters;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** What was entered, hashed as a code for exactly this would be. */
    private record Guess(long merchantId, SmsPurpose purpose, byte[] phoneHash, long identityId, byte[] codeHash) {

        @Override
        public String toString() {
            return "Guess[" + purpose + "]";
        }
    }

    /** How a guess ended: right, or the refusal; a refusal must not undo what was counted. */
    private record Outcome(Optional<SmsCode> right, Optional<BusinessError> refusal) {

        static Outcome refused(BusinessError error) {
            return new Outcome(Optional.empty(), Optional.of(error));
        }
    }

    /** The id of the code that is right. Errors: as {@link SmsCodes#check}. */
    long requireRight(SmsCodes.Check check) {
        var phoneHash = hashes.ofPhone(check);
        var guess = new Guess(
                check.merchantId(), check.purpose(), phoneHash, check.identityId(), hashes.ofCode(check, phoneHash));
        var outcome = counters.deciding(() -> judge(guess));
        if (outcome.refusal().isPresent()) {
            throw outcome.refusal().get();
        }
        return outcome.right().orElseThrow().id();
    }

    private Outcome judge(Guess guess) {
        var now = clock.instant();
        var wrong = counters.lock(
                guess.merchantId(), Counters.phone(guess.phoneHash()), Counters.identity(guess.identityId()), now);
        var newest = mapper.lockNewest(guess.merchantId(), guess.phoneHash(), guess.purpose(), guess.identityId());
        if (wrong.other().counted() >= PER_DAY) {
            return Outcome.refused(lockedUntil(wrong.other().endsAt(), now));
        }
        if (newest.isEmpty()) {
            // Only the guesser is counted: or anybody could lock a phone that never got a code.
            counters.add(wrong.other());
            return Outcome.refused(new BusinessError(MessageError.SMS_CODE_WRONG));
        }
        if (wrong.one().counted() >= PER_DAY) {
            return Outcome.refused(lockedUntil(wrong.one().endsAt(), now));
        }
        return judge(guess, newest.get(), wrong);
    }

    private Outcome judge(Guess guess, SmsCode code, Counters.Locked wrong) {
        var now = clock.instant();
        if (code.status() == CodeStatus.LOCKED) {
            return Outcome.refused(lockedUntil(code.sentAt().plus(Budget.PHONE_AT_ONCE.within()), now));
        }
        var isRight = MessageDigest.isEqual(code.codeHash(), guess.codeHash());
        if (isRight) {
            // One that was used is wrong by now, but no guess: people press twice.
            return code.status() == CodeStatus.OPEN
                    ? inTime(code, now)
                    : Outcome.refused(new BusinessError(MessageError.SMS_CODE_WRONG));
        }
        counters.add(wrong.one());
        counters.add(wrong.other());
        var guesses = code.guesses() + 1;
        mapper.guessed(code.merchantId(), code.id(), guesses, guesses < PER_CODE ? CodeStatus.OPEN : CodeStatus.LOCKED);
        return Outcome.refused(new BusinessError(MessageError.SMS_CODE_WRONG));
    }

    private static Outcome inTime(SmsCode code, Instant now) {
        return now.isBefore(code.expiresAt())
                ? new Outcome(Optional.of(code), Optional.empty())
                : Outcome.refused(new BusinessError(MessageError.SMS_CODE_EXPIRED));
    }

    private static RetryLater lockedUntil(Instant end, Instant now) {
        return new RetryLater(
                MessageError.SMS_CODE_LOCKED,
                Duration.between(now, end).plusMillis(999).toSeconds());
    }
}
