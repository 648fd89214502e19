package io.kabao.sandbox.people;

import java.time.Instant;

/** Since when an official account is followed, and the scene of the code that led there; empty: found by search. */
public record Following(Instant since, String scene) {}
