package io.kabao.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.Effects;
import io.kabao.kernel.ModuleTest;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.page.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.transaction.IllegalTransactionStateException;

@ModuleTest
class OutboxTest {

    private final OutboxBench bench;

    OutboxTest(@Autowired AutowireCapableBeanFactory beans) {
        this.bench = beans.createBean(OutboxBench.class);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_message_without_a_transaction_is_refused() {
        assertThatThrownBy(() -> bench.outbox.put(bench.merchantId, List.of(new Outbox.Draft("t", "x"))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void the_payload_is_encrypted_and_printed_nowhere() {
        var id = bench.put("c4nary").getFirst();
        var stored = bench.jdbc
                .sql("SELECT payload FROM outbox WHERE id = ?")
                .param(id)
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("c4nary");
        assertThat(new Outbox.Draft("t", "c4nary").toString()).doesNotContain("c4nary");
        assertThat(new OutboxMessage(1, 1, "t", "c4nary", 1, bench.clock.instant()).toString())
                .doesNotContain("c4nary");
    }

    @Test
    void a_merchant_sees_its_own_messages_newest_first_page_by_page() {
        var ids = bench.put("1", "2", "3");
        var first = bench.outbox.list(bench.merchantId, null, PageRequest.of(2, null));
        assertThat(first.items()).extracting(OutboxEntry::id).containsExactly(ids.get(2), ids.get(1));
        var second = bench.outbox.list(bench.merchantId, null, PageRequest.of(2, first.nextCursor()));
        assertThat(second.items()).extracting(OutboxEntry::id).containsExactly(ids.get(0));
        assertThat(second.nextCursor()).isNull();
        assertThat(bench.outbox
                        .list(Effects.newMerchant(), null, PageRequest.of(2, null))
                        .items())
                .isEmpty();
    }

    @Test
    void the_list_may_be_of_one_status() {
        var ids = bench.put("1", "2");
        end(ids.getFirst(), OutboxStatus.GIVEN_UP);
        assertThat(bench.outbox
                        .list(bench.merchantId, OutboxStatus.GIVEN_UP, PageRequest.of(9, null))
                        .items())
                .extracting(OutboxEntry::id)
                .containsExactly(ids.getFirst());
        assertThat(bench.outbox
                        .list(bench.merchantId, OutboxStatus.WAITING, PageRequest.of(9, null))
                        .items())
                .extracting(OutboxEntry::id)
                .containsExactly(ids.getLast());
    }

    @Test
    void a_sent_or_unknown_message_and_another_merchants_are_not_retried() {
        var id = bench.put("x").getFirst();
        end(id, OutboxStatus.SENT);
        assertRefused(bench.merchantId, id, OutboxError.OUTBOX_MESSAGE_SENT);
        assertRefused(bench.merchantId, 1, OutboxError.OUTBOX_MESSAGE_NOT_FOUND);
        assertRefused(Effects.newMerchant(), id, OutboxError.OUTBOX_MESSAGE_NOT_FOUND);
    }

    @Test
    void sent_messages_are_kept_for_30_days_given_up_ones_for_180_and_waiting_ones_for_ever() {
        var ids = bench.put("sent", "given up", "waiting");
        end(ids.get(0), OutboxStatus.SENT);
        end(ids.get(1), OutboxStatus.GIVEN_UP);
        bench.clock.advance(Duration.ofDays(30).minusMinutes(1));
        bench.outbox.sweep();
        assertThat(bench.entries()).hasSize(3);
        bench.clock.advance(Duration.ofMinutes(1));
        bench.outbox.sweep();
        assertThat(bench.entries()).extracting(OutboxEntry::id).containsExactly(ids.get(2), ids.get(1));
        bench.clock.advance(Duration.ofDays(150));
        bench.outbox.sweep();
        assertThat(bench.entries()).extracting(OutboxEntry::id).containsExactly(ids.get(2));
    }

    @Test
    void an_empty_put_and_what_is_too_long_are_refused() {
        assertThatThrownBy(() -> bench.transaction.executeWithoutResult(_ -> bench.outbox.put(1, List.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Outbox.Draft("t", "c4nary".repeat(200_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c4nary");
        assertThatThrownBy(() -> new Outbox.Draft("t".repeat(41), "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private void end(long id, OutboxStatus status) {
        bench.jdbc
                .sql("UPDATE outbox SET status = ?, finished_at = ? WHERE id = ?")
                .param(status.name())
                .param(LocalDateTime.ofInstant(bench.clock.instant(), ZoneOffset.UTC))
                .param(id)
                .update();
    }

    private void assertRefused(long merchantId, long id, OutboxError error) {
        assertThatExceptionOfType(BusinessError.class)
                .isThrownBy(() -> bench.outbox.retry(merchantId, id))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(error));
    }
}
