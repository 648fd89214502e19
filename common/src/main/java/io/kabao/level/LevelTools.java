package io.kabao.level;

import io.kabao.kernel.id.Ids;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What work in small steps needs. */
@Component
record LevelTools(TransactionTemplate inTransaction, JsonMapper json, Clock clock, Ids ids) {}
