package io.kabao.referral;

import io.kabao.ledger.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A buyer and those above, as they stood when the order was paid.
 *
 * @param people the buyer first; shorter where nobody brought the last one
 */
record Chain(List<Person> people) {

    /**
     * Somebody in a chain.
     *
     * @param rewarded whether bringing friends, or buying, earns them anything at present
     */
    record Person(long memberId, boolean rewarded) {}

    /** Takes a copy of the list. */
    Chain {
        people = List.copyOf(people);
    }

    /** A row of {@link io.kabao.member.Chains#OF_MEMBERS}. */
    static Chain of(Row row) {
        var people = new ArrayList<Person>();
        people.add(new Person(row.number("id"), row.isTrue("rewarded_0")));
        for (var level = 1; level <= ReferralRule.LEVELS_MOST; level++) {
            var above = row.numberOrNull("above_" + level);
            if (above == null) {
                break;
            }
            // Whoever stands in it already, as a row that was merged may, is paid once and never for their own
            // purchase.
            var isNew = people.stream().noneMatch(person -> person.memberId() == above);
            people.add(new Person(above, isNew && row.isTrue("rewarded_" + level)));
        }
        return new Chain(people);
    }

    long buyer() {
        return people.getFirst().memberId();
    }

    /** Who is paid for a level; null: nobody, or somebody who is not rewarded. */
    @Nullable
    Long paidAt(int level) {
        if (level >= people.size()) {
            return null;
        }
        var person = people.get(level);
        return person.rewarded() ? person.memberId() : null;
    }

    /** Whoever stands at a level; null: nobody. */
    @Nullable
    Long at(int level) {
        return level < people.size() ? people.get(level).memberId() : null;
    }
}
