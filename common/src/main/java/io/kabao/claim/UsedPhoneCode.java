package io.kabao.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phone code of WeChat that was taken to be exchanged.
 *
 * @param phone encrypted; kept when the exchange was done but the claim was not; empty where WeChat refused the code
 */
record UsedPhoneCode(
        long id, long merchantId, byte[] codeHash, long identityId, byte @Nullable [] phone, Instant usedAt) {}
