package io.kabao.kernel.crypto;

/**
 * What a derived key is for. The label is part of the derivation: changing one makes all that was written under it
 * unreadable.
 */
public enum Purpose {
    /** Encrypts personal fields; the one purpose that follows a rotation of the data key. */
    FIELD_ENCRYPTION("field-encryption"),
    /** Hashes phone numbers, one key per merchant, always from version 1: a hash has to be found for ever. */
    PHONE_HASH("phone-hash"),
    /** Peppers passwords, always from version 1: a stored password can't be hashed again without the person. */
    PASSWORD_PEPPER("password-pepper"),
    /** Hashes requests for idempotency, always from version 1: a retry may come after a rotation. */
    REQUEST_HASH("request-hash"),
    /** Hashes codes sent by SMS, one key per merchant, always from version 1: codes outlive a rotation by minutes. */
    SMS_CODE("sms-code"),
    /** Hashes the beginnings of names, one key per merchant, always from version 1: a hash has to be found for ever. */
    NAME_START("name-start"),
    /** Hashes recovery codes, always from version 1: a code may lie in a drawer for years. */
    RECOVERY_CODE("recovery-code"),
    /** Hashes what tells a push from its repetition, one key per merchant, always from version 1: repetitions come late. */
    PUSH_KEY("push-key"),
    /** Hashes who guesses at which card, one key per merchant, always from version 1: a count has to be found again. */
    BINDING_GUESS("binding-guess"),
    /** Hashes the codes that members show at a till, one key per merchant, always from version 1: they live for a minute. */
    MEMBER_CODE("member-code"),
    /** Peppers payment PINs, always from version 1: a stored PIN can't be hashed again without the person. */
    PIN_PEPPER("pin-pepper"),
    /** Chains the entries of the books, always from version 1: the first entry has to be recomputed for ever. */
    ENTRY_CHAIN("entry-chain");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
