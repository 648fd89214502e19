package io.kabao.ledger;

/** How a command names whose balance it moves. */
public sealed interface CardRef {

    /** A card by its id. */
    record ById(long cardId) implements CardRef {}

    /** A card by the number that stands on it. */
    record ByNumber(String number) implements CardRef {}

    /**
     * The one card of whoever has verified a phone.
     *
     * @param phoneHash the phone's keyed hash, as hexadecimal digits
     */
    record ByPhone(String phoneHash) implements CardRef {}

    /**
     * A card by the one-time code that its member shows, which the command uses up.
     *
     * @param code in the clear; it is written nowhere
     */
    record ByCode(String code) implements CardRef {

        @Override
        public String toString() {
            return "ByCode";
        }
    }

    /** A holder itself: what undoes an earlier txn, whatever has become of the card. */
    record OfHolder(long holderId) implements CardRef {}
}
