package io.kabao.spend;

import io.kabao.ledger.Reads;
import io.kabao.member.Birthdays;
import io.kabao.points.RulesInForce;
import io.kabao.referral.CommissionFacts;
import java.time.MonthDay;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The birthdays of whoever buys in a batch, read only where rules ask for them. */
@Component
class BirthdaysOfBatch {

    private final Birthdays birthdays;

    BirthdaysOfBatch(Birthdays birthdays) {
        this.birthdays = birthdays;
    }

    /** By the members' ids; of whom none is known is missing. */
    Map<Long, MonthDay> of(Reads reads, RulesInForce rules, Collection<CommissionFacts.Buyer> buyers) {
        var asked = buyers.stream()
                .filter(buyer -> rules.of(buyer.merchantId()).asksForBirthdays())
                .map(CommissionFacts.Buyer::memberId)
                .toList();
        var found = new HashMap<Long, MonthDay>();
        var _ = reads.in(Birthdays.PROFILES, asked, row -> {
            var birthday = birthdays.in(row.number("merchant_id"), Objects.requireNonNull(row.bytesOrNull("profile")));
            birthday.ifPresent(day -> found.put(row.number("id"), day));
            return birthday;
        });
        return found;
    }
}
