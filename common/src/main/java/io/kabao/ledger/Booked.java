package io.kabao.ledger;

/**
 * A command that is in the books.
 *
 * @param answer what it is answered with
 * @param repeated whether it had been booked before; nothing was done this time
 */
public record Booked<R>(R answer, boolean repeated) {}
