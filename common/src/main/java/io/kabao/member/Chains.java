package io.kabao.member;

/** Who brought whom, for those who read the rows of many at once. */
public final class Chains {

    /**
     * Of members, by their ids: {@code id}, the ids of the three above each as {@code above_1} to {@code above_3}, and whether
     * each is rewarded at present as {@code rewarded_0}, the member's own, to {@code rewarded_3}. Whoever goes on as another
     * member is that one.
     */
    public static final String OF_MEMBERS = """
            SELECT m.id, m.rewards_stopped_at IS NULL AS rewarded_0,
                   COALESCE(a.merged_into, a.id) AS above_1,
                   COALESCE(b.merged_into, b.id) AS above_2,
                   COALESCE(c.merged_into, c.id) AS above_3,
                   a.status <> 'ERASED' AND COALESCE(p.rewards_stopped_at, a.rewards_stopped_at) IS NULL AS rewarded_1,
                   b.status <> 'ERASED' AND COALESCE(q.rewards_stopped_at, b.rewards_stopped_at) IS NULL AS rewarded_2,
                   c.status <> 'ERASED' AND COALESCE(r.rewards_stopped_at, c.rewards_stopped_at) IS NULL AS rewarded_3
            FROM member m
              LEFT JOIN member a ON a.id = m.referrer_id
              LEFT JOIN member b ON b.id = m.second_referrer_id
              LEFT JOIN member c ON c.id = m.third_referrer_id
              LEFT JOIN member p ON p.id = a.merged_into
              LEFT JOIN member q ON q.id = b.merged_into
              LEFT JOIN member r ON r.id = c.merged_into
            WHERE m.id IN (:keys)
            """;

    private Chains() {}
}
