package io.kabao.claim;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** How often codes were claimed from, and how many of those cards became active. */
@Service
public class CodeCounts {

    private final ClaimMapper claims;

    CodeCounts(ClaimMapper claims) {
        this.claims = claims;
    }

    /** What came of one code. */
    public record Count(long codeId, long claims, long activations) {

        /** Nothing yet. */
        public static final Count NONE = new Count(0, 0, 0);
    }

    /** What came of several codes. */
    public record Counts(Map<Long, Count> byCode) {

        /** What came of one of them. */
        public Count of(ClaimCode code) {
            return byCode.getOrDefault(code.id(), Count.NONE);
        }
    }

    /** Counts what came of the codes. */
    public Counts of(long merchantId, List<ClaimCode> codes) {
        if (codes.isEmpty()) {
            return new Counts(Map.of());
        }
        return new Counts(
                claims.countOf(merchantId, codes.stream().map(ClaimCode::id).toList()).stream()
                        .collect(Collectors.toMap(Count::codeId, Function.identity())));
    }
}
