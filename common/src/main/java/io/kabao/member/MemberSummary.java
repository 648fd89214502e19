package io.kabao.member;

import io.kabao.kernel.json.JsonId;
import org.jspecify.annotations.Nullable;

/** A member as their own page greets them. */
public record MemberSummary(
        @JsonId long id, @Nullable String name, @Nullable String phoneMasked) {}
