package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import org.jspecify.annotations.Nullable;

/** Which codes a list shows; what is null does not matter. */
public record CodeFilter(
        @Nullable ClaimChannel channel,
        @Nullable Long templateId,
        @Nullable Long storeId,
        @Nullable Long staffId,
        ClaimCode.@Nullable Status status) {}
