package io.kabao.ledger;

/** Holders or txns of a merchant behind one up to another: as many as one statement looks at. */
record Stretch(long merchantId, long after, long upTo) {}
