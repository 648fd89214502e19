package io.kabao.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code of an official account that carries the scene of a claim code.
 *
 * @param url what the code says
 * @param pictureUrl where WeChat shows it
 * @param expiresAt null: never
 */
record FollowCode(
        long id,
        long merchantId,
        long codeId,
        String appId,
        String url,
        String pictureUrl,
        @Nullable Instant expiresAt,
        Instant createdAt) {}
