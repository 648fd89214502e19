package io.kabao.kernel.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.audit.Audit;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.Effects;
import io.kabao.kernel.ModuleTest;
import io.kabao.kernel.MovableClock;
import io.kabao.kernel.Together;
import io.kabao.kernel.crypto.RequestHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ModuleTest
class IdempotencyTest {

    private final Idempotency idempotency;
    private final RequestHash hash;
    private final MovableClock clock;
    private final Effects effects;
    private final TransactionTemplate transaction;
    private final long merchantId = Effects.newMerchant();

    IdempotencyTest(
            @Autowired Idempotency idempotency,
            @Autowired RequestHash hash,
            @Autowired MovableClock clock,
            @Autowired Audit audit,
            @Autowired DataSource database,
            @Autowired PlatformTransactionManager transactions) {
        this.idempotency = idempotency;
        this.hash = hash;
        this.clock = clock;
        this.effects = new Effects(audit, database);
        this.transaction = new TransactionTemplate(transactions);
    }

    record Made(String name, long amountFen) {}

    @Test
    void two_hundred_calls_with_one_key_have_one_effect_and_equal_answers() throws Exception {
        var made = new AtomicInteger();
        var answers = Together.run(
                200,
                _ -> idempotency.run(request("k", "body"), Made.class, () -> {
                    effects.happen(merchantId, 1);
                    return Answer.created(new Made("张三", made.incrementAndGet()));
                }));
        assertThat(effects.at(merchantId)).containsExactly(1L);
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).filteredOn(answer -> !answer.repeated()).hasSize(1);
        assertThat(made).as("work that was begun, the losers' included").hasValue(1);
    }

    @Test
    void two_keys_have_two_effects() {
        make(request("one", "body"));
        make(request("two", "body"));
        assertThat(effects.at(merchantId)).hasSize(2);
    }

    @Test
    void one_key_of_two_people_has_two_effects() {
        make(new IdempotentRequest(new Actor(ActorRealm.OPERATOR, merchantId, 7L, null), "k", hashOf("body")));
        make(new IdempotentRequest(new Actor(ActorRealm.MEMBER, merchantId, 7L, null), "k", hashOf("body")));
        make(new IdempotentRequest(new Actor(ActorRealm.OPERATOR, merchantId, 8L, null), "k", hashOf("body")));
        assertThat(effects.at(merchantId)).hasSize(3);
    }

    @Test
    void keys_differ_by_every_byte() {
        make(request("key", "body"));
        make(request("Key", "body"));
        assertThat(effects.at(merchantId)).hasSize(2);
    }

    @Test
    void another_body_under_the_same_key_is_refused() {
        make(request("k", "body"));
        assertThatExceptionOfType(BusinessError.class)
                .isThrownBy(() -> make(request("k", "another")))
                .satisfies(error -> assertThat(error.code()).isEqualTo(KernelError.IDEMPOTENCY_KEY_REUSED))
                .satisfies(error -> assertThat(error.code().status()).isEqualTo(422));
        assertThat(effects.at(merchantId)).hasSize(1);
    }

    @Test
    void a_refusal_leaves_nothing_and_the_key_may_be_used_again() {
        assertThatExceptionOfType(BusinessError.class)
                .isThrownBy(() -> idempotency.run(request("k", "body"), Made.class, () -> {
                    effects.happen(merchantId, 1);
                    throw new BusinessError(KernelError.BUSY);
                }))
                .satisfies(error -> assertThat(error.code()).isEqualTo(KernelError.BUSY));
        assertThat(keysOf(merchantId)).isZero();
        assertThat(make(request("k", "another")).repeated()).isFalse();
        assertThat(effects.at(merchantId)).hasSize(1);
    }

    @Test
    void a_crash_in_the_middle_leaves_nothing() {
        assertThatThrownBy(() -> idempotency.run(request("k", "body"), Made.class, () -> {
                    effects.happen(merchantId, 1);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(effects.at(merchantId)).isEmpty();
        assertThat(keysOf(merchantId)).isZero();
    }

    @Test
    void calls_that_wait_for_one_that_is_refused_do_the_work_once() throws Exception {
        var begun = new AtomicInteger();
        var outcomes = Together.run(60, _ -> {
            try {
                idempotency.run(request("k", "body"), Made.class, () -> {
                    effects.happen(merchantId, 1);
                    if (begun.incrementAndGet() <= 5) {
                        throw new BusinessError(KernelError.FORBIDDEN);
                    }
                    return Answer.ok(new Made("made", 1));
                });
                return "made";
            } catch (BusinessError refusal) {
                return refusal.code().name();
            }
        });
        assertThat(effects.at(merchantId)).hasSize(1);
        assertThat(outcomes).filteredOn("FORBIDDEN"::equals).hasSize(5);
        assertThat(outcomes).filteredOn("made"::equals).hasSize(55);
    }

    @Test
    void an_answer_is_given_again_for_thirty_days_and_swept_then() {
        make(request("k", "body"));
        clock.advance(Idempotency.KEPT.minusMinutes(1));
        assertThat(make(request("k", "body")).repeated()).isTrue();
        idempotency.sweep();
        assertThat(keysOf(merchantId)).isOne();
        clock.advance(Duration.ofMinutes(1));
        idempotency.sweep();
        assertThat(keysOf(merchantId)).isZero();
    }

    @Test
    void a_key_whose_time_is_over_is_free_before_it_is_swept() {
        make(request("k", "body"));
        clock.advance(Idempotency.KEPT);
        assertThat(make(request("k", "another")).repeated()).isFalse();
        assertThat(effects.at(merchantId)).hasSize(2);
    }

    @Test
    void inside_a_transaction_it_refuses_to_run() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> make(request("k", "body"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_stored_answer_is_encrypted() {
        idempotency.run(request("k", "body"), Made.class, () -> Answer.ok(new Made("c4nary", 1)));
        var stored = effects.jdbc()
                .sql("SELECT answer FROM idempotency WHERE merchant_id = ?")
                .param(merchantId)
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("c4nary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "密钥", "a\n", "\u007f"})
    void a_key_that_is_not_visible_ascii_is_refused(String key) {
        assertThatExceptionOfType(BusinessError.class)
                .isThrownBy(() -> request(key, "body"))
                .satisfies(error -> assertThat(error.code()).isEqualTo(KernelError.INVALID_REQUEST));
    }

    @Test
    void a_key_of_255_characters_is_taken_and_one_of_256_refused() {
        assertThat(make(request("k".repeat(255), "body")).repeated()).isFalse();
        assertThatExceptionOfType(BusinessError.class).isThrownBy(() -> request("k".repeat(256), "body"));
    }

    private Answer<Made> make(IdempotentRequest request) {
        return idempotency.run(request, Made.class, () -> {
            effects.happen(merchantId, 1);
            return Answer.created(new Made("made", 1));
        });
    }

    private IdempotentRequest request(String key, String body) {
        return new IdempotentRequest(new Actor(ActorRealm.OPERATOR, merchantId, 7L, null), key, hashOf(body));
    }

    private byte[] hashOf(String body) {
        return hash.of("POST", "/admin/things", body.getBytes(StandardCharsets.UTF_8));
    }

    private long keysOf(long merchant) {
        return effects.jdbc()
                .sql("SELECT COUNT(*) FROM idempotency WHERE merchant_id = ?")
                .param(merchant)
                .query(Long.class)
                .single();
    }
}
