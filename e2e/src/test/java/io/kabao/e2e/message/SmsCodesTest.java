package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kabao.e2e.Rows;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.RetryLater;
import io.kabao.message.MessageError;
import io.kabao.message.Notice;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes by SMS, from the wish to the use, against the stand-in for Aliyun. */
class SmsCodesTest {

    private static final List<SmsPurpose> PURPOSES = List.of(SmsPurpose.values());
    private static final AtomicLong IDENTITIES = new AtomicLong(System.nanoTime());

    private final OwnHouse house = OwnHouse.shared();
    private final SmsCodes codes = house.bean(SmsCodes.class);
    private final TransactionTemplate inTransaction = house.bean(TransactionTemplate.class);
    private final Rows rows = house.rows();
    private final long merchant = house.openMerchant().id();
    private final long identity = IDENTITIES.incrementAndGet();
    private final Handset handset = Handset.ofNobodyElse(house.sandbox());

    @Test
    void a_code_arrives_is_right_and_is_used_once() {
        assertThat(codes.send(ask(handset, SmsPurpose.CLAIM)).retryAfterSeconds())
                .isEqualTo(60);
        assertThat(handset.code()).matches("[0-9]{6}");
        assertThat(handset.messages().getFirst().get("templateCode").asString()).isEqualTo("SMS_CLAIM");
        var proof = codes.check(check(handset, SmsPurpose.CLAIM, handset.code()));
        assertThat(proof.phone()).isEqualTo(handset.phone());
        assertThat(proof.purpose()).isEqualTo(SmsPurpose.CLAIM);
        assertThat(proof.merchantId()).isEqualTo(merchant);
        inTransaction.executeWithoutResult(_ -> codes.consume(proof));
        assertThat(refusal(() -> inTransaction.executeWithoutResult(_ -> codes.consume(proof))))
                .isEqualTo(MessageError.SMS_CODE_WRONG);
        assertThat(refusal(() -> codes.check(check(handset, SmsPurpose.CLAIM, handset.code()))))
                .isEqualTo(MessageError.SMS_CODE_WRONG);
    }

    @Test
    void a_change_that_is_undone_gives_the_code_back() {
        codes.send(ask(handset, SmsPurpose.BIND));
        var proof = codes.check(check(handset, SmsPurpose.BIND, handset.code()));
        inTransaction.executeWithoutResult(transaction -> {
            codes.consume(proof);
            transaction.setRollbackOnly();
        });
        assertThatCode(() -> inTransaction.executeWithoutResult(_ -> codes.consume(proof)))
                .doesNotThrowAnyException();
    }

    @Test
    void consuming_needs_the_callers_transaction_and_counting_must_have_none() {
        codes.send(ask(handset, SmsPurpose.CLAIM));
        var check = check(handset, SmsPurpose.CLAIM, handset.code());
        var proof = codes.check(check);
        assertThatThrownBy(() -> codes.consume(proof)).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> inTransaction.executeWithoutResult(_ -> codes.check(check)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> inTransaction.executeWithoutResult(_ -> codes.send(ask(handset, SmsPurpose.PIN))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_code_is_good_for_nothing_and_nobody_else() {
        codes.send(ask(handset, SmsPurpose.CLAIM));
        var code = handset.code();
        var stranger = IDENTITIES.incrementAndGet();
        var elsewhere = house.openMerchant().id();
        var other = Handset.ofNobodyElse(house.sandbox()).phone();
        var phone = handset.phone();
        for (var foreign : List.of(
                new SmsCodes.Check(merchant, SmsPurpose.BIND, phone, identity, code),
                new SmsCodes.Check(merchant, SmsPurpose.CLAIM, other, identity, code),
                new SmsCodes.Check(merchant, SmsPurpose.CLAIM, phone, stranger, code),
                new SmsCodes.Check(elsewhere, SmsPurpose.CLAIM, phone, identity, code),
                new SmsCodes.Check(merchant, SmsPurpose.CLAIM, phone, identity, handset.wrongCode()),
                new SmsCodes.Check(merchant, SmsPurpose.CLAIM, phone, identity, ""),
                new SmsCodes.Check(merchant, SmsPurpose.CLAIM, phone, identity, "１２３４５６"))) {
            assertThat(refusal(() -> codes.check(foreign))).as("%s", foreign).isEqualTo(MessageError.SMS_CODE_WRONG);
        }
        assertThat(codes.check(check(handset, SmsPurpose.CLAIM, code)).codeId()).isPositive();
    }

    @Test
    void after_five_minutes_it_has_expired() {
        codes.send(ask(handset, SmsPurpose.CLAIM));
        house.pass(Duration.ofMinutes(4));
        var proof = codes.check(check(handset, SmsPurpose.CLAIM, handset.code()));
        house.pass(Duration.ofMinutes(1));
        assertThat(refusal(() -> codes.check(check(handset, SmsPurpose.CLAIM, handset.code()))))
                .isEqualTo(MessageError.SMS_CODE_EXPIRED);
        assertThat(refusal(() -> inTransaction.executeWithoutResult(_ -> codes.consume(proof))))
                .isEqualTo(MessageError.SMS_CODE_WRONG);
    }

    @Test
    void five_wrong_guesses_lock_it_also_for_the_right_one() {
        codes.send(ask(handset, SmsPurpose.CLAIM));
        for (var guess = 1; guess <= 5; guess++) {
            assertThat(guessWrong(handset)).as("guess %d", guess).isEqualTo(MessageError.SMS_CODE_WRONG);
        }
        assertThat(refusal(() -> codes.check(check(handset, SmsPurpose.CLAIM, handset.code()))))
                .isEqualTo(MessageError.SMS_CODE_LOCKED);
        house.pass(Duration.ofSeconds(61));
        codes.send(ask(handset, SmsPurpose.CLAIM));
        assertThat(codes.check(check(handset, SmsPurpose.CLAIM, handset.code())).codeId())
                .isPositive();
    }

    @Test
    void a_new_code_closes_the_one_before() {
        codes.send(ask(handset, SmsPurpose.CLAIM));
        var first = handset.code();
        var ofFirst = codes.check(check(handset, SmsPurpose.CLAIM, first));
        house.pass(Duration.ofSeconds(61));
        codes.send(ask(handset, SmsPurpose.CLAIM));
        if (!first.equals(handset.code())) {
            assertThat(refusal(() -> codes.check(check(handset, SmsPurpose.CLAIM, first))))
                    .isEqualTo(MessageError.SMS_CODE_WRONG);
        }
        assertThat(refusal(() -> inTransaction.executeWithoutResult(_ -> codes.consume(ofFirst))))
                .isEqualTo(MessageError.SMS_CODE_WRONG);
        assertThat(codes.check(check(handset, SmsPurpose.CLAIM, handset.code())).codeId())
                .isPositive();
    }

    @Test
    void twenty_wrong_guesses_a_day_are_all_that_a_person_gets() {
        for (var phones = 0; phones < 4; phones++) {
            var another = Handset.ofNobodyElse(house.sandbox());
            codes.send(ask(another, SmsPurpose.CLAIM));
            for (var guess = 0; guess < 5; guess++) {
                assertThat(guessWrong(another)).isEqualTo(MessageError.SMS_CODE_WRONG);
            }
        }
        codes.send(ask(handset, SmsPurpose.CLAIM));
        var right = check(handset, SmsPurpose.CLAIM, handset.code());
        assertThat(retryLater(() -> codes.check(right)).retryAfterSeconds()).isBetween(86_000L, 86_400L);
        house.pass(Duration.ofDays(1));
        codes.send(ask(handset, SmsPurpose.CLAIM));
        assertThat(codes.check(check(handset, SmsPurpose.CLAIM, handset.code())).codeId())
                .isPositive();
    }

    @Test
    void twenty_wrong_guesses_a_day_are_all_that_a_phone_gets() {
        for (var askers = 0; askers < 4; askers++) {
            var asker = IDENTITIES.incrementAndGet();
            codes.send(new SmsCodes.Ask(merchant, SmsPurpose.CLAIM, handset.phone(), asker, null));
            for (var guess = 0; guess < 5; guess++) {
                var wrong = new SmsCodes.Check(merchant, SmsPurpose.CLAIM, handset.phone(), asker, handset.wrongCode());
                assertThat(refusal(() -> codes.check(wrong))).isEqualTo(MessageError.SMS_CODE_WRONG);
            }
            house.pass(Duration.ofMinutes(21));
        }
        codes.send(ask(handset, SmsPurpose.CLAIM));
        assertThat(refusal(() -> codes.check(check(handset, SmsPurpose.CLAIM, handset.code()))))
                .isEqualTo(MessageError.SMS_CODE_LOCKED);
    }

    @Test
    void a_phone_that_got_no_code_is_never_locked_by_guessing() {
        for (var guess = 0; guess < 21; guess++) {
            var guesser = IDENTITIES.incrementAndGet();
            var wild = new SmsCodes.Check(merchant, SmsPurpose.CLAIM, handset.phone(), guesser, "123456");
            assertThat(refusal(() -> codes.check(wild))).isEqualTo(MessageError.SMS_CODE_WRONG);
        }
        codes.send(ask(handset, SmsPurpose.CLAIM));
        assertThat(codes.check(check(handset, SmsPurpose.CLAIM, handset.code())).codeId())
                .isPositive();
    }

    @Test
    void a_phone_gets_one_a_minute_four_an_hour_and_eight_a_day_over_all_purposes_and_askers() {
        for (var sent = 0; sent < 8; sent++) {
            var purpose = PURPOSES.get(sent % PURPOSES.size());
            var asker = IDENTITIES.incrementAndGet();
            var ask = new SmsCodes.Ask(merchant, purpose, handset.phone(), asker, null);
            codes.send(ask);
            assertThat(retryLater(() -> codes.send(ask)).retryAfterSeconds()).isGreaterThanOrEqualTo(30);
            house.pass(Duration.ofSeconds(61));
            if (sent == 3) {
                assertThat(retryLater(() -> codes.send(ask)).retryAfterSeconds())
                        .isBetween(3300L, 3400L);
                house.pass(Duration.ofHours(1));
            }
        }
        house.pass(Duration.ofHours(2));
        assertThat(retryLater(() -> codes.send(ask(handset, SmsPurpose.PIN))).retryAfterSeconds())
                .isGreaterThan(60_000);
        assertThat(handset.messages()).hasSize(8);
        house.pass(Duration.ofDays(1));
        codes.send(ask(handset, SmsPurpose.PIN));
        assertThat(handset.messages()).hasSize(9);
    }

    @Test
    void a_person_gets_six_an_hour_over_all_phones() {
        for (var sent = 0; sent < 6; sent++) {
            codes.send(ask(Handset.ofNobodyElse(house.sandbox()), SmsPurpose.CLAIM));
        }
        assertThat(refusal(() -> codes.send(ask(handset, SmsPurpose.CLAIM)))).isEqualTo(MessageError.SMS_TOO_OFTEN);
        assertThat(handset.messages()).isEmpty();
    }

    @Test
    void a_network_gets_twenty_an_hour_whoever_asks() {
        for (var sent = 0; sent < 20; sent++) {
            codes.send(from("2001:db8:7:7::" + Integer.toHexString(sent + 1)));
        }
        assertThat(refusal(() -> codes.send(from("2001:db8:7:7:ffff::1")))).isEqualTo(MessageError.SMS_TOO_OFTEN);
        assertThatCode(() -> codes.send(from("2001:db8:7:8::1"))).doesNotThrowAnyException();
        assertThatCode(() -> codes.send(from(null))).doesNotThrowAnyException();
    }

    @Test
    void a_merchant_gets_so_many_a_day() {
        codes.send(from(null));
        rows.change("UPDATE sms_counter SET counted = 4999 WHERE merchant_id = " + merchant);
        codes.send(from(null));
        assertThat(retryLater(() -> codes.send(from(null))).retryAfterSeconds()).isBetween(86_000L, 86_400L);
        house.pass(Duration.ofDays(1));
        assertThatCode(() -> codes.send(from(null))).doesNotThrowAnyException();
    }

    @Test
    void neither_phone_nor_code_is_kept_as_it_is() {
        codes.send(ask(handset, SmsPurpose.CLAIM));
        inTransaction.executeWithoutResult(_ -> codes.tell(merchant, handset.phone(), Notice.PHONE_TAKEN_OVER));
        for (var secret : List.of(handset.code(), handset.phone().e164().substring(3))) {
            for (var column : List.of("phone_hash", "code_hash", "purpose", "ip")) {
                assertThat(rows.number("SELECT COUNT(*) FROM sms_code WHERE merchant_id = " + merchant + " AND INSTR("
                                + column + ", '" + secret + "') > 0"))
                        .isZero();
            }
            assertThat(rows.number("SELECT COUNT(*) FROM outbox WHERE merchant_id = " + merchant
                            + " AND INSTR(payload, '" + secret + "') > 0"))
                    .isZero();
        }
    }

    @Test
    void people_are_told_once_the_change_has_committed_and_not_before() {
        inTransaction.executeWithoutResult(transaction -> {
            codes.tell(merchant, handset.phone(), Notice.PHONE_TAKEN_OVER);
            transaction.setRollbackOnly();
        });
        codes.tell(merchant, handset.phone(), Notice.CARD_BOUND_ELSEWHERE);
        Awaitility.await().until(() -> !handset.messages().isEmpty());
        assertThat(handset.messages())
                .extracting(message -> message.get("templateCode").asString())
                .containsExactly("SMS_CARD_BOUND_ELSEWHERE");
    }

    @Test
    void old_codes_and_counts_are_swept_and_young_ones_stay() {
        codes.send(ask(handset, SmsPurpose.CLAIM));
        guessWrong(handset);
        house.pass(Duration.ofDays(29));
        codes.sweep();
        assertThat(rowsOfMerchant()).isEqualTo(4);
        house.pass(Duration.ofDays(2));
        codes.send(from(null));
        codes.sweep();
        assertThat(rowsOfMerchant()).isEqualTo(2);
    }

    private long rowsOfMerchant() {
        return rows.number("SELECT COUNT(*) FROM sms_code WHERE merchant_id = " + merchant)
                + rows.number("SELECT COUNT(*) FROM sms_counter WHERE merchant_id = " + merchant);
    }

    private SmsCodes.Ask ask(Handset at, SmsPurpose purpose) {
        return new SmsCodes.Ask(merchant, purpose, at.phone(), identity, null);
    }

    /** Somebody new asks for a code to a new phone. */
    private SmsCodes.Ask from(@Nullable String ip) {
        var phone = Handset.ofNobodyElse(house.sandbox()).phone();
        return new SmsCodes.Ask(merchant, SmsPurpose.CLAIM, phone, IDENTITIES.incrementAndGet(), ip);
    }

    private SmsCodes.Check check(Handset at, SmsPurpose purpose, String code) {
        return new SmsCodes.Check(merchant, purpose, at.phone(), identity, code);
    }

    private ErrorCode guessWrong(Handset at) {
        return refusal(() -> codes.check(check(at, SmsPurpose.CLAIM, at.wrongCode())));
    }

    private static ErrorCode refusal(Runnable act) {
        var refused = catchThrowableOfType(BusinessError.class, act::run);
        assertThat(refused).isNotNull();
        return refused.code();
    }

    private static RetryLater retryLater(Runnable act) {
        var refused = catchThrowableOfType(RetryLater.class, act::run);
        assertThat(refused).isNotNull();
        return refused;
    }
}
