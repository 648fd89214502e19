package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.message.MessageError;
import io.kabao.message.Notice;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import io.kabao.sandbox.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The provider, Redis or both are in trouble. */
class SmsFaultsTest {

    private static final AtomicLong IDENTITIES = new AtomicLong(System.nanoTime());

    private final OwnHouse house = OwnHouse.shared();
    private final SmsCodes codes = house.bean(SmsCodes.class);
    private final long merchant = house.openMerchant().id();
    private final long identity = IDENTITIES.incrementAndGet();
    private final Handset handset = Handset.ofNobodyElse(house.sandbox());

    @AfterEach
    void all_is_well_again() {
        house.sandbox().http().world().faults().clear();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"TIMEOUT_AFTER", "RESET", "TRUNCATED"})
    void a_message_whose_answer_is_lost_counts_and_its_code_is_good(Fault.Kind kind) {
        order(kind, 1);
        assertThat(refusal(() -> codes.send(ask()))).isEqualTo(MessageError.SMS_UNAVAILABLE);
        assertThat(counted()).isEqualTo(1);
        assertThat(statuses()).containsExactly("OPEN");
        assertThat(codes.check(check(handset.code())).codeId()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"HTML", "EMPTY", "REFUSED", "TIMEOUT_BEFORE"})
    void an_unclear_failure_is_told_and_works_again_a_minute_later(Fault.Kind kind) {
        order(kind, 1);
        assertThat(refusal(() -> codes.send(ask()))).isEqualTo(MessageError.SMS_UNAVAILABLE);
        assertThat(handset.messages()).isEmpty();
        assertThat(refusal(() -> codes.send(ask()))).isEqualTo(MessageError.SMS_TOO_OFTEN);
        house.pass(Duration.ofSeconds(61));
        codes.send(ask());
        assertThat(codes.check(check(handset.code())).codeId()).isPositive();
    }

    @Test
    void a_provider_that_hangs_is_left_long_before_it_answers() {
        house.sandbox().http().world().faults().order(new Fault("/", Fault.Kind.TIMEOUT_BEFORE, 1, 0, 30_000));
        var begun = System.nanoTime();
        assertThat(refusal(() -> codes.send(ask()))).isEqualTo(MessageError.SMS_UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void what_the_provider_refuses_gives_the_budget_back_but_for_the_minute() {
        // The stand-in takes mainland numbers alone.
        var foreign = new SmsCodes.Ask(merchant, SmsPurpose.CLAIM, new Phone("+85251234567"), identity, null);
        for (var attempt = 0; attempt < 9; attempt++) {
            assertThat(refusal(() -> codes.send(foreign))).isEqualTo(MessageError.SMS_PHONE_REFUSED);
            assertThat(refusal(() -> codes.send(foreign))).isEqualTo(MessageError.SMS_TOO_OFTEN);
            house.pass(Duration.ofSeconds(61));
        }
        assertThat(counted()).isZero();
        assertThat(statuses()).containsOnly("FAILED").hasSize(9);
    }

    @Test
    void a_code_that_never_left_does_not_take_the_place_of_the_one_before() {
        codes.send(ask());
        var first = handset.code();
        // Another merchant under the same signature: the provider's own limit, not ours.
        var elsewhere = house.openMerchant().id();
        var there = new SmsCodes.Ask(elsewhere, SmsPurpose.CLAIM, handset.phone(), identity, null);
        assertThat(refusal(() -> codes.send(there))).isEqualTo(MessageError.SMS_TOO_OFTEN);
        house.pass(Duration.ofSeconds(30));
        assertThat(codes.check(check(first)).codeId()).isPositive();
        assertThat(house.rows().column("SELECT status FROM sms_code WHERE merchant_id = " + elsewhere))
                .containsExactly("FAILED");
    }

    @Test
    void without_redis_codes_are_sent_and_budgets_hold() {
        house.sandbox().redis().kill();
        try {
            codes.send(ask());
            assertThat(refusal(() -> codes.send(ask()))).isEqualTo(MessageError.SMS_TOO_OFTEN);
            assertThat(handset.messages()).hasSize(1);
            assertThat(codes.check(check(handset.code())).codeId()).isPositive();
        } finally {
            house.sandbox().redis().restart();
        }
    }

    @Test
    void a_notice_that_could_not_be_sent_is_sent_later() {
        order(Fault.Kind.REFUSED, 2);
        codes.tell(merchant, handset.phone(), Notice.PHONE_TAKEN_OVER);
        Awaitility.await().until(() -> {
            house.pass(Duration.ofSeconds(10));
            return !handset.messages().isEmpty();
        });
        assertThat(handset.messages().getLast().get("templateCode").asString()).isEqualTo("SMS_PHONE_TAKEN_OVER");
    }

    @Test
    void a_notice_to_a_number_that_takes_none_is_given_up_at_once() {
        codes.tell(merchant, new Phone("+85251234567"), Notice.PHONE_TAKEN_OVER);
        Awaitility.await()
                .until(() -> house.rows()
                        .column("SELECT status FROM outbox WHERE merchant_id = " + merchant)
                        .equals(List.of("GIVEN_UP")));
    }

    private void order(Fault.Kind kind, int times) {
        house.sandbox().http().world().faults().order(Fault.of("/", kind, times));
    }

    private long counted() {
        return house.rows().number("SELECT counted FROM sms_counter WHERE merchant_id = " + merchant);
    }

    private List<String> statuses() {
        return house.rows().column("SELECT status FROM sms_code WHERE merchant_id = " + merchant + " ORDER BY id");
    }

    private SmsCodes.Ask ask() {
        return new SmsCodes.Ask(merchant, SmsPurpose.CLAIM, handset.phone(), identity, null);
    }

    private SmsCodes.Check check(String code) {
        return new SmsCodes.Check(merchant, SmsPurpose.CLAIM, handset.phone(), identity, code);
    }

    private static MessageError refusal(Runnable act) {
        var refused = catchThrowableOfType(BusinessError.class, act::run);
        assertThat(refused).isNotNull();
        return (MessageError) refused.code();
    }
}
