package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.kernel.id.Ids;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What every change here needs to be written down with. */
@Component
record Recording(Audit audit, Ids ids, Clock clock, TransactionTemplate inTransaction) {}
