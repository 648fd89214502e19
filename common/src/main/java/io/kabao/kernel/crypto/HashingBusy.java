package io.kabao.kernel.crypto;

/** No turn for hashing a password came in time; nothing was decided and the same try may be made again. */
public class HashingBusy extends RuntimeException {
    HashingBusy() {
        super("Too many passwords are being hashed at once; try again in a moment");
    }
}
