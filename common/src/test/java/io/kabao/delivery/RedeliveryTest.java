package io.kabao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kabao.audit.Audit;
import io.kabao.audit.AuditRecord;
import io.kabao.audit.AuditSearch;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.Effects;
import io.kabao.kernel.ModuleTest;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.inbox.Inbox;
import io.kabao.kernel.inbox.InboxStatus;
import io.kabao.kernel.inbox.Push;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.outbox.OutboxStatus;
import io.kabao.kernel.page.PageRequest;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ModuleTest
class RedeliveryTest {

    private static final PageRequest FIRST = PageRequest.of(9, null);

    @Autowired
    private Redelivery redelivery;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Audit audit;

    @Autowired
    private DataSource database;

    @Autowired
    private PlatformTransactionManager transactions;

    private final long merchantId = Effects.newMerchant();
    private final Actor person = new Actor(ActorRealm.OPERATOR, merchantId, 7L, "203.0.113.9");

    @Test
    void trying_an_outgoing_message_again_is_audited() {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> outbox.put(merchantId, List.of(new Outbox.Draft("nobodys", "x"))));
        var id = outbox.list(merchantId, null, FIRST).items().getFirst().id();
        set("outbox", "GIVEN_UP", id);
        assertThat(redelivery.retry(person, id).status()).isEqualTo(OutboxStatus.WAITING);
        assertThat(audited()).singleElement().satisfies(row -> {
            assertThat(row.action()).isEqualTo("OUTBOX_MESSAGE_RETRIED");
            assertThat(row.thingId()).isEqualTo(id);
            assertThat(row.actorId()).isEqualTo(7L);
        });
    }

    @Test
    void replaying_an_incoming_message_is_audited() {
        inbox.receive(new Push(merchantId, "nobodys", "k", "x"));
        var id = inbox.list(merchantId, null, FIRST).items().getFirst().id();
        set("inbox", "GIVEN_UP", id);
        assertThat(redelivery.replay(person, id).status()).isEqualTo(InboxStatus.WAITING);
        assertThat(audited()).extracting(AuditRecord::action).containsExactly("INBOX_MESSAGE_REPLAYED");
    }

    @Test
    void what_is_refused_leaves_no_audit() {
        assertThatExceptionOfType(BusinessError.class).isThrownBy(() -> redelivery.retry(person, 1));
        assertThatExceptionOfType(BusinessError.class).isThrownBy(() -> redelivery.replay(person, 1));
        assertThat(audited()).isEmpty();
    }

    private List<AuditRecord> audited() {
        return audit.list(merchantId, AuditSearch.ALL, FIRST).items();
    }

    private void set(String table, String status, long id) {
        JdbcClient.create(database)
                .sql("UPDATE " + table + " SET status = ? WHERE id = ?")
                .param(status)
                .param(id)
                .update();
    }
}
