/**
 * Keys, encryption of personal fields, keyed hashes, passwords and random secrets. One data key, {@code KABAO_DATA_KEY},
 * is the root of every other key; each purpose has its own, derived by HKDF-SHA256.
 */
@NullMarked
package io.kabao.kernel.crypto;

import org.jspecify.annotations.NullMarked;
