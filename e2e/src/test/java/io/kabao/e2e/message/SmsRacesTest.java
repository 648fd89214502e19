package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.kernel.error.BusinessError;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** A hundred at the same moment. */
class SmsRacesTest {

    private static final int MANY = 100;
    private static final AtomicLong IDENTITIES = new AtomicLong(System.nanoTime());

    private final OwnHouse house = OwnHouse.shared();
    private final SmsCodes codes = house.bean(SmsCodes.class);
    private final TransactionTemplate inTransaction = house.bean(TransactionTemplate.class);
    private final long merchant = house.openMerchant().id();
    private final long identity = IDENTITIES.incrementAndGet();
    private final Handset handset = Handset.ofNobodyElse(house.sandbox());

    @Test
    void of_many_wishes_for_one_phone_one_is_sent() throws Exception {
        var outcomes = outcomes(_ -> codes.send(
                new SmsCodes.Ask(merchant, SmsPurpose.CLAIM, handset.phone(), IDENTITIES.incrementAndGet(), null)));
        assertThat(outcomes).isEqualTo(Map.of("done", 1, "SMS_TOO_OFTEN", MANY - 1));
        assertThat(handset.messages()).hasSize(1);
        // The provider has a limit of its own, which must not have been what held.
        assertThat(house.rows().number("SELECT COUNT(*) FROM sms_code WHERE merchant_id = " + merchant))
                .isEqualTo(1);
    }

    @Test
    void of_many_phones_a_person_may_ask_for_six() throws Exception {
        var handsets = IntStream.range(0, MANY)
                .mapToObj(_ -> Handset.ofNobodyElse(house.sandbox()))
                .toList();
        var outcomes = outcomes(number -> codes.send(new SmsCodes.Ask(
                merchant, SmsPurpose.CLAIM, handsets.get(number).phone(), identity, null)));
        assertThat(outcomes).isEqualTo(Map.of("done", 6, "SMS_TOO_OFTEN", MANY - 6));
        assertThat(handsets.stream().filter(phone -> !phone.messages().isEmpty()))
                .hasSize(6);
    }

    @Test
    void of_many_wrong_guesses_five_are_heard() throws Exception {
        codes.send(ask());
        var wrong = check(handset.wrongCode());
        var outcomes = outcomes(_ -> codes.check(wrong));
        assertThat(outcomes).isEqualTo(Map.of("SMS_CODE_WRONG", 5, "SMS_CODE_LOCKED", MANY - 5));
    }

    @Test
    void of_many_wild_guesses_by_one_person_twenty_are_heard() throws Exception {
        var outcomes = outcomes(number -> codes.check(new SmsCodes.Check(
                merchant,
                SmsPurpose.PIN,
                Handset.ofNobodyElse(house.sandbox()).phone(),
                identity,
                "%06d".formatted(number))));
        assertThat(outcomes).isEqualTo(Map.of("SMS_CODE_WRONG", 20, "SMS_CODE_LOCKED", MANY - 20));
    }

    @Test
    void of_many_uses_one_counts_and_pressing_twice_is_no_guess() throws Exception {
        codes.send(ask());
        var right = check(handset.code());
        var outcomes = outcomes(_ -> {
            var proof = codes.check(right);
            inTransaction.executeWithoutResult(_ -> codes.consume(proof));
            return proof;
        });
        assertThat(outcomes).isEqualTo(Map.of("done", 1, "SMS_CODE_WRONG", MANY - 1));
        assertThat(house.rows()
                        .number("SELECT COUNT(*) FROM sms_counter WHERE merchant_id = " + merchant
                                + " AND subject <> 'M'"))
                .isZero();
    }

    /** How often it was done, and each refusal. */
    private static Map<String, Integer> outcomes(IntFunction<?> act) throws InterruptedException, ExecutionException {
        var go = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, MANY)
                    .mapToObj(number -> executor.submit(() -> {
                        go.await();
                        return outcome(act, number);
                    }))
                    .toList();
            go.countDown();
            var outcomes = new TreeMap<String, Integer>();
            for (var one : running) {
                outcomes.merge(one.get(), 1, Integer::sum);
            }
            return outcomes;
        }
    }

    private static String outcome(IntFunction<?> act, int number) {
        try {
            var _ = act.apply(number);
            return "done";
        } catch (BusinessError refused) {
            return refused.code().name();
        }
    }

    private SmsCodes.Ask ask() {
        return new SmsCodes.Ask(merchant, SmsPurpose.CLAIM, handset.phone(), identity, null);
    }

    private SmsCodes.Check check(String code) {
        return new SmsCodes.Check(merchant, SmsPurpose.CLAIM, handset.phone(), identity, code);
    }
}
