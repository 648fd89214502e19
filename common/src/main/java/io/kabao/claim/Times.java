package io.kabao.claim;

import io.kabao.kernel.id.Ids;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What every use case that writes rows needs: their ids, their time, and the transaction they come in. */
@Component
record Times(Ids ids, Clock clock, TransactionTemplate inTransaction) {}
