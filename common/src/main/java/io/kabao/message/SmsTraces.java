package io.kabao.message;

import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.PhoneHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What codes by SMS leave of a person: to be shown to them, and to be forgotten. */
@Service
public class SmsTraces {

    /** Codes of one person that are read at once. */
    public static final int CODES_MOST = 1_000;

    private final SmsCodeMapper codes;
    private final CounterMapper counters;
    private final PhoneHash phoneHash;

    SmsTraces(SmsCodeMapper codes, CounterMapper counters, PhoneHash phoneHash) {
        this.codes = codes;
        this.counters = counters;
        this.phoneHash = phoneHash;
    }

    /**
     * A person.
     *
     * @param phone none where none is on file
     * @param identities ids of who they are in the apps, at least one
     */
    public record Person(long merchantId, @Nullable Phone phone, List<Long> identities) {}

    /** That a code was sent, without the code. */
    public record KeptSmsCode(SmsPurpose purpose, Instant sentAt) {}

    /** Codes that the person's phone was sent or the person asked for, newest first, at most {@value #CODES_MOST}. */
    public List<KeptSmsCode> of(Person person) {
        return codes.of(person.merchantId(), hashOf(person), person.identities(), CODES_MOST);
    }

    /** Forgets the person's codes and what was counted of them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Person person) {
        var hash = Optional.ofNullable(hashOf(person));
        hash.ifPresent(known -> codes.deleteOfPhone(person.merchantId(), known));
        codes.deleteOf(person.merchantId(), person.identities());
        var counted = Stream.concat(
                        hash.map(Counters::phone).stream(),
                        person.identities().stream().map(Counters::identity))
                .toList();
        counters.delete(person.merchantId(), counted);
    }

    private byte @Nullable [] hashOf(Person person) {
        return person.phone() == null ? null : phoneHash.of(person.merchantId(), person.phone());
    }
}
