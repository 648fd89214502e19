package io.kabao.reminder;

import io.kabao.kernel.id.Ids;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.merchant.Merchant;
import io.kabao.message.TextNotices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells members by SMS, once within the time that their merchant has chosen, and at no hour at which they sleep. */
@Component
class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final ZoneId ZONE = ZoneId.of(Merchant.USUAL_ZONE);
    private static final LocalTime FROM = LocalTime.of(9, 0);
    private static final LocalTime UNTIL = LocalTime.of(19, 0);

    /** Looks come daily, but not to the second. */
    private static final Duration SLACK = Duration.ofHours(12);

    private final ReminderMapper mapper;
    private final Members members;
    private final TextNotices notices;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate inTransaction;

    Telling(
            ReminderMapper mapper,
            Members members,
            TextNotices notices,
            Outbox outbox,
            Ids ids,
            Clock clock,
            TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.members = members;
        this.notices = notices;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    /**
     * Members of one merchant to be told.
     *
     * @param days before it happens, and in which nobody is told twice
     */
    record Round(long merchantId, ReminderKind kind, int days) {}

    Instant now() {
        return clock.instant();
    }

    /** Whether anybody can be told now. */
    boolean isOn(ReminderKind kind) {
        var time = LocalTime.ofInstant(now(), ZONE);
        return !time.isBefore(FROM) && time.isBefore(UNTIL) && notices.tells(kind.notice());
    }

    /** Those of these members who were not told lately. */
    Set<Long> untold(Round round, Collection<Long> asked) {
        var rest = new HashSet<>(asked);
        if (!rest.isEmpty()) {
            mapper.told(round.merchantId(), round.kind(), rest, since(round)).forEach(rest::remove);
        }
        return rest;
    }

    private Instant since(Round round) {
        return now().minus(Duration.ofDays(round.days())).plus(SLACK);
    }

    /** Tells those who are to be, and says how many those were; what fails at one merchant or member bars no other. */
    int each(Round round, Supplier<Set<Long>> asked) {
        try {
            return (int)
                    asked.get().stream().filter(member -> tell(round, member)).count();
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
