package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.MovableClock;
import io.kabao.kernel.Together;
import io.kabao.kernel.error.BusinessError;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class LineTest {

    private final MovableClock clock = new MovableClock();
    private final Line line = new Line("wx1", clock);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void an_answer_comes_back() {
        assertThat(line.<String>call("test", Map.of(), () -> "answer")).isEqualTo("answer");
    }

    @ParameterizedTest
    @CsvSource({
        "45009, WECHAT_UNAVAILABLE",
        "45011, WECHAT_TOO_OFTEN",
        "40001, WECHAT_UNAVAILABLE",
        "40125, WECHAT_UNAVAILABLE",
        "40013, WECHAT_UNAVAILABLE",
        "40164, WECHAT_UNAVAILABLE",
        "99998, WECHAT_UNAVAILABLE"
    })
    void wechats_errors_are_said_in_our_words_and_not_tried_again(int code, WechatError error) {
        refused(error, () -> line.call("test", Map.of(), () -> refusal(code)));
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"40001, SECRET_WRONG", "40125, SECRET_WRONG", "40013, APP_ID_WRONG", "40164, IP_NOT_ALLOWED"})
    void what_is_wrong_with_the_settings_is_said_to_who_tries_them(int code, WechatError error) {
        refused(error, () -> line.call("test", Line.OF_SETTINGS, () -> refusal(code)));
    }

    @Test
    void a_call_has_words_of_its_own() {
        refused(
                WechatError.PERSON_UNKNOWN,
                () -> line.call("test", Map.of(40003, WechatError.PERSON_UNKNOWN), () -> refusal(40003)));
    }

    @Test
    void wechat_is_asked_once_more_when_it_is_busy() {
        assertThat(line.<String>call("test", Map.of(), () -> calls.get() == 0 ? refusal(-1) : "answer"))
                .isEqualTo("answer");
        assertThat(calls).hasValue(1);
    }

    @Test
    void wechat_that_stays_busy_is_asked_twice_and_no_more() {
        refused(WechatError.WECHAT_UNAVAILABLE, () -> line.call("test", Map.of(), () -> refusal(-1)));
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_caller_is_let_go_when_nothing_ever_comes_and_the_call_is_called_off() throws InterruptedException {
        var calledOff = new CountDownLatch(1);
        var began = System.nanoTime();
        refused(
                WechatError.WECHAT_UNAVAILABLE,
                () -> line.call("test", Map.of(), () -> {
                    try {
                        new CountDownLatch(1).await();
                        return "never";
                    } catch (InterruptedException e) {
                        calledOff.countDown();
                        throw e;
                    }
                }));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Line.PATIENCE, Duration.ofSeconds(10));
        assertThat(calledOff.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void the_line_is_cut_after_ten_calls_without_answer_and_tried_again_after_five_seconds() {
        for (var i = 0; i < Line.CUT_AFTER; i++) {
            refused(WechatError.WECHAT_UNAVAILABLE, () -> line.call("test", Map.of(), this::broken));
        }
        refused(WechatError.WECHAT_UNAVAILABLE, () -> line.call("test", Map.of(), this::broken));
        assertThat(calls).hasValue(Line.CUT_AFTER);
        clock.advance(Line.CUT_FOR.plusMillis(1));
        assertThat(line.<String>call("test", Map.of(), () -> "answer")).isEqualTo("answer");
    }

    @Test
    void a_kind_of_call_that_gets_no_answer_cuts_off_no_other() {
        for (var i = 0; i < 2 * Line.CUT_AFTER; i++) {
            refused(WechatError.WECHAT_UNAVAILABLE, () -> line.call("test", Map.of(), this::broken));
        }
        assertThat(calls).as("it is cut off itself").hasValue(Line.CUT_AFTER);
        assertThat(line.<String>call("other", Map.of(), () -> "answer")).isEqualTo("answer");
    }

    @Test
    void a_kind_of_call_that_hangs_holds_up_no_other() throws Exception {
        var hanging = new CountDownLatch(Line.AT_ONCE);
        var goesOn = new CountDownLatch(1);
        var answers = Together.run(Line.AT_ONCE + 1, number -> {
            if (number < Line.AT_ONCE) {
                return line.<String>call("test", Map.of(), () -> {
                    hanging.countDown();
                    goesOn.await();
                    return "late";
                });
            }
            try {
                hanging.await();
                return line.<String>call("other", Map.of(), () -> "answer");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                goesOn.countDown();
            }
        });
        assertThat(answers.getLast()).isEqualTo("answer");
        assertThat(answers.subList(0, Line.AT_ONCE)).containsOnly("late");
    }

    @Test
    void a_refusal_is_an_answer_and_cuts_nothing() {
        for (var i = 0; i < 3 * Line.CUT_AFTER; i++) {
            refused(WechatError.WECHAT_TOO_OFTEN, () -> line.call("test", Map.of(), () -> refusal(45011)));
        }
        assertThat(line.<String>call("test", Map.of(), () -> "answer")).isEqualTo("answer");
    }

    @Test
    void our_own_redis_is_not_taken_for_wechat() {
        for (var i = 0; i < 2 * Line.CUT_AFTER; i++) {
            assertThatThrownBy(() -> line.call("test", Map.of(), () -> {
                        throw new QueryTimeoutException("Redis");
                    }))
                    .isInstanceOf(QueryTimeoutException.class);
        }
        assertThat(line.<String>call("test", Map.of(), () -> "answer")).isEqualTo("answer");
    }

    @Test
    void so_many_calls_are_under_way_at_once_and_no_more() throws Exception {
        // One more than may be: were they let through together, they would all meet.
        var meeting = new CyclicBarrier(Line.AT_ONCE + 1);
        var met = Together.run(
                Line.AT_ONCE + 1,
                _ -> line.<Boolean>call("test", Map.of(), () -> {
                    try {
                        meeting.await(1, TimeUnit.SECONDS);
                        return true;
                    } catch (TimeoutException | BrokenBarrierException _) {
                        return false;
                    }
                }));
        assertThat(met).hasSize(Line.AT_ONCE + 1).containsOnly(false);
    }

    @Test
    void nothing_is_called_inside_a_transaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> line.call("test", Map.of(), () -> refusal(-1)))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(calls).hasValue(0);
    }

    private String refusal(int code) throws WxErrorException {
        calls.incrementAndGet();
        throw new WxErrorException(WxError.builder().errorCode(code).build());
    }

    private String broken() throws IOException {
        calls.incrementAndGet();
        throw new IOException("reset");
    }

    private static void refused(WechatError error, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BusinessError.class,
                        refused -> assertThat(refused.code()).isEqualTo(error));
    }
}
