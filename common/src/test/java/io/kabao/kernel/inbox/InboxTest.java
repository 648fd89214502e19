package io.kabao.kernel.inbox;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@ModuleTest
class InboxTest {

    private final InboxBench bench;

    InboxTest(@Autowired AutowireCapableBeanFactory beans) {
        this.bench = beans.createBean(InboxBench.class);
    }

    @ParameterizedTest
    @CsvSource({"msg,msg,false", "msg,Msg,true", "'msg','msg ',true", "顾客,顾问,true", "顾客,顾客,false"})
    void pushes_are_told_apart_by_every_character_of_their_key(String one, String other, boolean isNew) {
        bench.inbox.receive(bench.push(one, "1"));
        assertThat(bench.inbox.receive(bench.push(other, "1"))).isEqualTo(isNew);
    }

    @Test
    void long_keys_are_told_apart_by_their_end() {
        var key = "k".repeat(300);
        assertThat(bench.inbox.receive(bench.push(key + "1", "1"))).isTrue();
        assertThat(bench.inbox.receive(bench.push(key + "2", "1"))).isTrue();
        assertThat(bench.inbox.receive(bench.push(key + "2", "1"))).isFalse();
    }

    @Test
    void two_merchants_and_two_sources_may_use_one_key() {
        assertThat(bench.inbox.receiveAll(List.of(
                        bench.push("k", "1"),
                        new Push(bench.merchantId, bench.source + "-b", "k", "1"),
                        new Push(Effects.newMerchant(), bench.source, "k", "1"))))
                .isEqualTo(3);
    }

    @Test
    void a_burst_that_holds_a_push_twice_keeps_it_once() {
        assertThat(bench.inbox.receiveAll(List.of(bench.push("k", "1"), bench.push("k", "1"))))
                .isEqualTo(1);
    }

    @Test
    void the_payload_is_encrypted_and_printed_nowhere() {
        bench.inbox.receive(bench.push("k", "c4nary"));
        var stored = bench.effects
                .jdbc()
                .sql("SELECT payload FROM inbox WHERE merchant_id = ?")
                .param(bench.merchantId)
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("c4nary");
        assertThat(bench.push("c4nary", "c4nary").toString()).doesNotContain("c4nary");
        assertThat(new InboxMessage(1, 1, "s", "c4nary", bench.clock.instant()).toString())
                .doesNotContain("c4nary");
    }

    @Test
    void the_senders_key_is_kept_under_a_hash_that_differs_from_merchant_to_merchant() {
        bench.inbox.receive(bench.push("oCanary:1", "1"));
        bench.inbox.receive(new Push(Effects.newMerchant(), bench.source, "oCanary:1", "1"));
        assertThat(bench.effects
                        .jdbc()
                        .sql("SELECT dedup_key FROM inbox WHERE source = ?")
                        .param(bench.source)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .noneMatch(key -> key.contains("oCanary"));
    }

    @Test
    void a_push_without_a_key_or_too_long_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> bench.push("", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.push("k", "c4nary".repeat(200_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c4nary");
        assertThatThrownBy(() -> new Push(1, "s".repeat(41), "k", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_merchant_sees_its_own_pushes_by_status_newest_first() {
        bench.inbox.receive(bench.push("1", "1"));
        bench.inbox.receive(bench.push("2", "2"));
        var newestFirst = bench.entries();
        assertThat(newestFirst).hasSize(2).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
        end(newestFirst.getLast().id(), InboxStatus.DONE);
        assertThat(bench.inbox
                        .list(bench.merchantId, InboxStatus.DONE, PageRequest.of(9, null))
                        .items())
                .extracting(InboxEntry::id)
                .containsExactly(newestFirst.getLast().id());
        assertThat(bench.inbox
                        .list(Effects.newMerchant(), null, PageRequest.of(9, null))
                        .items())
                .isEmpty();
    }

    @Test
    void a_waiting_or_unknown_push_and_another_merchants_are_not_replayed() {
        bench.inbox.receive(bench.push("1", "1"));
        var id = bench.only().id();
        assertRefused(bench.merchantId, id, InboxError.INBOX_MESSAGE_WAITING);
        assertRefused(bench.merchantId, 1, InboxError.INBOX_MESSAGE_NOT_FOUND);
        assertRefused(Effects.newMerchant(), id, InboxError.INBOX_MESSAGE_NOT_FOUND);
    }

    @Test
    void a_push_that_was_done_is_not_replayed_and_one_that_was_given_up_is() {
        bench.inbox.receive(bench.push("1", "1"));
        var id = bench.only().id();
        end(id, InboxStatus.DONE);
        assertRefused(bench.merchantId, id, InboxError.INBOX_MESSAGE_DONE);
        end(id, InboxStatus.GIVEN_UP);
        assertThat(bench.inbox.replay(bench.merchantId, id).status()).isEqualTo(InboxStatus.WAITING);
    }

    @Test
    void done_pushes_are_kept_for_30_days_and_given_up_ones_for_180() {
        bench.inbox.receive(bench.push("done", "1"));
        bench.inbox.receive(bench.push("given up", "2"));
        bench.inbox.receive(bench.push("waiting", "3"));
        var ids = bench.entries().stream().map(InboxEntry::id).toList().reversed();
        end(ids.get(0), InboxStatus.DONE);
        end(ids.get(1), InboxStatus.GIVEN_UP);
        bench.clock.advance(Duration.ofDays(30).minusMinutes(1));
        bench.inbox.sweep();
        assertThat(bench.entries()).hasSize(3);
        bench.clock.advance(Duration.ofMinutes(1));
        bench.inbox.sweep();
        assertThat(bench.entries()).extracting(InboxEntry::id).containsExactly(ids.get(2), ids.get(1));
        bench.clock.advance(Duration.ofDays(150));
        bench.inbox.sweep();
        assertThat(bench.entries()).extracting(InboxEntry::id).containsExactly(ids.get(2));
    }

    private void end(long id, InboxStatus status) {
        bench.effects
                .jdbc()
                .sql("UPDATE inbox SET status = ?, finished_at = ? WHERE id = ?")
                .param(status.name())
                .param(LocalDateTime.ofInstant(bench.clock.instant(), ZoneOffset.UTC))
                .param(id)
                .update();
    }

    private void assertRefused(long merchantId, long id, InboxError error) {
        assertThatExceptionOfType(BusinessError.class)
                .isThrownBy(() -> bench.inbox.replay(merchantId, id))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(error));
    }
}
