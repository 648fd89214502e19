package io.kabao.claim;

/** Where whoever scans a code's picture comes out. */
public enum Carrier {
    /** The merchant's mini-program, by WeChat's round code. */
    MINI_PROGRAM,
    /** The official account, which answers with the claim link. */
    OFFICIAL_ACCOUNT,
    /** The claim page itself. */
    H5
}
