package io.kabao.kernel.inbox;

import java.time.Instant;

/** A push that was due and free a moment ago. */
record DuePush(long id, long merchantId, Instant nextAttemptAt) {}
