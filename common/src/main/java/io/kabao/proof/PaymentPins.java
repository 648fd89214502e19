package io.kabao.proof;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.HashingBusy;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.crypto.Purpose;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import io.kabao.kernel.id.Ids;
import io.kabao.member.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Members' payment PINs. Wrong ones are counted for the member, wherever they are entered; one that was set before the member
 * was last tied to another person of WeChat is none any more.
 */
@Service
public class PaymentPins {

    /** Wrong tries until it is locked. */
    public static final int TRIES_MOST = 5;

    /** How long it is locked then. */
    public static final Duration LOCKED_FOR = Duration.ofHours(3);

    private final PaymentPinMapper mapper;
    private final PasswordHash hash;
    private final Ids ids;
    private final Clock clock;

    PaymentPins(PaymentPinMapper mapper, PasswordHash passwords, DataKeys keys, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.hash = passwords.under(keys.key(Purpose.PIN_PEPPER));
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether the member has one. */
    boolean isSet(Member member) {
        return of(member).isPresent();
    }

    private Optional<PaymentPin> of(Member member) {
        var reboundAt = member.reboundAt();
        return mapper.find(member.merchantId(), member.id())
                .filter(pin -> reboundAt == null || !pin.setAt().isBefore(reboundAt));
    }

    /** The hash of a PIN, good for this member alone. Errors: {@link HashingBusy}. */
    String hashOf(Member member, String pin) {
        return hash.hash(bound(member, pin));
    }

    private static String bound(Member member, String pin) {
        return member.id() + "/" + pin;
    }

    /** Keeps a PIN in place of the one before, by its hash; what was counted and locked is forgotten. */
    @Transactional(propagation = Propagation.MANDATORY)
    void put(Member member, String pinHash) {
        mapper.put(new PaymentPin(ids.next(), member.merchantId(), member.id(), pinHash, 0, null, clock.instant()));
    }

    /**
     * Refuses a wrong PIN. A try is counted before it is judged, and stays so whatever else comes of it; a right one ends the
     * count. Errors: {@link ProofError#PIN_NOT_SET}, {@link ProofError#PIN_WRONG}, {@link ProofError#PIN_LOCKED},
     * {@link HashingBusy}.
     */
    void check(Member member, String entered) {
        var pin = of(member).orElseThrow(() -> new BusinessError(ProofError.PIN_NOT_SET));
        var now = clock.instant();
        if (mapper.countTry(pin, TRIES_MOST, now, now.plus(LOCKED_FOR)) == 0) {
            throw locked(pin.lockedUntil(), now);
        }
        if (!hash.matches(bound(member, entered), pin.pinHash())) {
            throw new BusinessError(ProofError.PIN_WRONG);
        }
        mapper.forgetTries(pin);
    }

    /** Until when it was locked as it was read; where somebody else's try locked it since, for the whole time. */
    private static RetryLater locked(@Nullable Instant until, Instant now) {
        var left = until == null ? LOCKED_FOR : Duration.between(now, until);
        return new RetryLater(ProofError.PIN_LOCKED, left.plusMillis(999).toSeconds());
    }

    /** Forgets the member's PIN. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Member member) {
        mapper.delete(member.merchantId(), member.id());
    }
}
