package io.kabao.message;

import java.time.Instant;

/** That something was sent, or tried, and what became of it. */
record Attempt(Instant sentAt, CodeStatus status) {}
