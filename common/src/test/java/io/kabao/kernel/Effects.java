package io.kabao.kernel;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Effects that tests can count: rows of the audit under a merchant of the test's own. */
public final class Effects {

    private static final AtomicLong MERCHANTS = new AtomicLong(1_000_000);

    private final Audit audit;
    private final JdbcClient jdbc;

    public Effects(Audit audit, DataSource database) {
        this.audit = audit;
        this.jdbc = JdbcClient.create(database);
    }

    /** A merchant that no other test uses. */
    public static long newMerchant() {
        return MERCHANTS.incrementAndGet();
    }

    /** Has an effect, in the present transaction. */
    public void happen(long merchantId, long which) {
        audit.record(Actor.system(merchantId), Change.act("EFFECT", "TEST", which));
    }

    /** The effects a merchant has seen, each as often as it happened. */
    public List<Long> at(long merchantId) {
        return jdbc.sql("SELECT thing_id FROM audit WHERE merchant_id = ? AND action = 'EFFECT' ORDER BY id")
                .param(merchantId)
                .query(Long.class)
                .list();
    }

    /** For looking at rows. */
    public JdbcClient jdbc() {
        return jdbc;
    }
}
