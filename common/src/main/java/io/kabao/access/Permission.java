package io.kabao.access;

/** What an operator may be allowed to do. Each handler of the admin door names exactly one. */
public enum Permission {
    /** See the stores. */
    STORE_READ,
    /** Add, change and remove stores. */
    STORE_WRITE,
    /** See what was done, by whom. */
    AUDIT_READ,
    /** See what came in and what waits to go out. */
    DELIVERY_READ,
    /** Let a delivery that was given up be tried again. */
    DELIVERY_RETRY
}
