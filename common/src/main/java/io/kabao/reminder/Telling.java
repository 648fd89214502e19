package io.kabao.reminder;

import io.kabao.kernel.id.Ids;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import io.kabao.message.TextNotices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells members by SMS, once within the time that their merchant has chosen, at no hour at which they sleep, and no more of a
 * merchant's on one of its days than its budget allows.
 */
@Component
class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    /** Looks come daily, but not to the second. */
    private static final Duration SLACK = Duration.ofHours(12);

    private final ReminderMapper mapper;
    private final Members members;
    private final Merchants merchants;
    private final TextNotices notices;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate inTransaction;

    Telling(
            ReminderMapper mapper,
            Members members,
            Merchants merchants,
            TextNotices notices,
            Outbox outbox,
            Ids ids,
            Clock clock,
            TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.members = members;
        this.merchants = merchants;
        this.notices = notices;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Where members can be told now, by the ids of the merchants.
     *
     * @param days before it happens, of the merchants who want it
     */
    Map<Long, Round> rounds(ReminderKind kind, Map<Long, Integer> days) {
        var rounds = new HashMap<Long, Round>();
        if (notices.tells(kind.notice())) {
            days.forEach((id, early) -> merchants.find(id).ifPresent(merchant -> {
                var round = round(merchant, kind, early);
                if (round.isOn(now())) {
                    rounds.put(id, round);
                }
            }));
        }
        return rounds;
    }

    private Round round(Merchant merchant, ReminderKind kind, int days) {
        var zone = merchant.zoneId();
        var told = mapper.toldSince(merchant.id(), DayTime.beginningOf(now(), zone));
        return new Round(merchant.id(), kind, days, zone, notices.remindersDaily() - told);
    }

    /** Whether anybody can be told now. */
    boolean isAnyOn(Map<Long, Round> rounds) {
        return rounds.values().stream().anyMatch(round -> round.isOn(now()));
    }

    /** Those of these members who were not told lately, in the same order. */
    Set<Long> untold(Round round, Collection<Long> asked) {
        var rest = new LinkedHashSet<>(asked);
        if (!rest.isEmpty()) {
            mapper.told(round.merchantId(), round.kind(), rest, since(round)).forEach(rest::remove);
        }
        return rest;
    }

    private Instant since(Round round) {
        return now().minus(Duration.ofDays(round.days())).plus(SLACK);
    }

    /**
     * Tells those who are to be, as long as the day's budget lasts, and says how many those were; what fails at one merchant or
     * member bars no other.
     *
     * @param asked the most urgent first; who is left over is so again on the next day
     */
    int each(Round round, Supplier<Set<Long>> asked) {
        if (!round.isOn(now())) {
            return 0;
        }
        try {
            var told = 0;
            for (var member : asked.get()) {
                if (round.isOn(now()) && tell(round, member)) {
                    round.count();
                    told++;
                }
            }
            return told;
        } catch (RuntimeException e) {
            LOG.warn("Members of merchant {} could not be reminded", round.merchantId(), e);
            return 0;
        }
    }

    /** Tells a member whose phone is known to be theirs, and says whether it did. */
    private boolean tell(Round round, long memberId) {
        try {
            var member = members.find(round.merchantId(), memberId);
            return member.isPresent() && tell(round, member.get());
        } catch (DuplicateKeyException e) {
            // Somebody else has told them just now.
            return false;
        } catch (RuntimeException e) {
            LOG.warn("Member {} could not be reminded", memberId, e);
            return false;
        }
    }

    private boolean tell(Round round, Member member) {
        if (member.verifiedPhoneHash() == null) {
            return false;
        }
        var key = new ReminderMapper.Key(round.merchantId(), member.id(), round.kind());
        return Objects.requireNonNull(inTransaction.execute(_ -> {
            if (mapper.again(key, now(), since(round)) == 0) {
                mapper.first(ids.next(), key, now());
            }
            outbox.put(round.merchantId(), List.of(ReminderSender.draft(round.kind(), member.id())));
            return true;
        }));
    }
}
