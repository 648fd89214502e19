package io.kabao.member;

/** Who brought whom, for those who read the rows of many at once. */
public final class Chains {

    /**
     * Of members, by their ids: {@code id}, the ids of the three above each as {@code above_1} to {@code above_3}, and whether
     * each is rewarded at present as {@code rewarded_0}, the member's own, to {@code rewarded_3}.
     */
    public static final String OF_MEMBERS = """
            SELECT m.id, m.referrer_id AS above_1, m.second_referrer_id AS above_2, m.third_referrer_id AS above_3,
                   m.rewards_stopped_at IS NULL AS rewarded_0,
                   a.status <> 'ERASED' AND a.rewards_stopped_at IS NULL AS rewarded_1,
                   b.status <> 'ERASED' AND b.rewards_stopped_at IS NULL AS rewarded_2,
                   c.status <> 'ERASED' AND c.rewards_stopped_at IS NULL AS rewarded_3
            FROM member m
              LEFT JOIN member a ON a.id = m.referrer_id
              LEFT JOIN member b ON b.id = m.second_referrer_id
              LEFT JOIN member c ON c.id = m.third_referrer_id
            WHERE m.id IN (:keys)
            """;

    private Chains() {}
}
