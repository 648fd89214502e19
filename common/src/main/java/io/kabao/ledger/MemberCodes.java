package io.kabao.ledger;

import io.kabao.card.MemberCard;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.work.Sweep;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * One-time codes that members show at the till. A code names its card for a minute; the command that it is shown for uses it
 * up in the same transaction, and one that is refused does not.
 */
@Service
public class MemberCodes {

    /** How long a code may be used. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    /** How long it stays visible what a code was used for. */
    public static final Duration KEPT = Duration.ofDays(1);

    /** Digits of a code. */
    public static final int DIGITS = 18;

    private static final Logger LOG = LoggerFactory.getLogger(MemberCodes.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRIES = 3;

    /**
     * The first digit is no chance: no code of WeChat Pay, Alipay or UnionPay that is shown at a till begins with it, so that
     * a till tells ours from theirs.
     */
    private static final char FIRST = '9';

    private static final long OTHERS = 100_000_000_000_000_000L;

    private final MemberCodeMapper mapper;
    private final MemberCodeHash hash;
    private final Ids ids;
    private final Clock clock;

    MemberCodes(MemberCodeMapper mapper, MemberCodeHash hash, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.hash = hash;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A code to show, known to nobody else.
     *
     * @param code {@value #DIGITS} digits
     */
    public record Made(String code, Instant expiresAt) {

        @Override
        public String toString() {
            return "Made[" + expiresAt + "]";
        }
    }

    /**
     * Makes a code for a card; those made before stay good until their own end. Errors: {@link BooksError#CARD_FROZEN},
     * {@link BooksError#CARD_NOT_ACTIVE}, {@link BooksError#CARD_EXPIRED}, {@link BooksError#CARD_NOT_VALID_YET}.
     */
    public Made make(MemberCard card) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CardState.of(card).requireUsable(now);
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var code = FIRST + "%017d".formatted(RANDOM.nextLong(OTHERS));
            var row = new MemberCode(
                    ids.next(),
                    card.merchantId(),
                    hash.of(card.merchantId(), code),
                    card.id(),
                    now,
                    now.plus(LIFE),
                    null);
            try {
                mapper.insert(row);
                return new Made(code, row.expiresAt());
            } catch (DuplicateKeyException e) {
                LOG.debug("The same code was drawn twice", e);
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    /** Deletes codes whose time is long over and says how many. */
    public int sweep() {
        var before = clock.instant().minus(KEPT);
        return Sweep.run(most -> mapper.sweep(before, most));
    }
}
