package io.kabao.message;

import io.kabao.kernel.NetworkAddress;
import io.kabao.kernel.id.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Makes codes up. */
@Component
class Drafts {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 1_000_000;
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final CodeHashes hashes;
    private final Ids ids;
    private final Clock clock;

    Drafts(CodeHashes hashes, Ids ids, Clock clock) {
        this.hashes = hashes;
        this.ids = ids;
        this.clock = clock;
    }

    /** A code: the digits for the phone, and the row for us. */
    record Draft(String digits, SmsCode code) {

        @Override
        public String toString() {
            return "Draft of " + code;
        }
    }

    Draft draft(SmsCodes.Ask ask) {
        var digits = "%06d".formatted(RANDOM.nextInt(CODES));
        var entered = new SmsCodes.Check(ask.merchantId(), ask.purpose(), ask.phone(), ask.identityId(), digits);
        var phoneHash = hashes.ofPhone(entered);
        var now = clock.instant();
        var code = new SmsCode(
                ids.next(),
                ask.merchantId(),
                ask.purpose(),
                phoneHash,
                ask.identityId(),
                ask.ip() == null ? null : NetworkAddress.of(ask.ip()),
                hashes.ofCode(entered, phoneHash),
                0,
                CodeStatus.OPEN,
                now,
                now.plus(LIFE));
        return new Draft(digits, code);
    }
}
