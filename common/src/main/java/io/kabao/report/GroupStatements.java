package io.kabao.report;

import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.group.CardGroup;
import io.kabao.group.CardGroups;
import io.kabao.group.GroupError;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.merchant.Merchants;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Service;

/** Companies' monthly statements. A month reads the txns that it has and those of no other. */
@Service
public class GroupStatements {

    private final CardGroups groups;
    private final TxnMapper txns;
    private final GroupStatementMapper mapper;
    private final MemberCards cards;
    private final Spenders spenders;
    private final RecordsExport export;
    private final Merchants merchants;
    private final Clock clock;

    GroupStatements(
            CardGroups groups,
            TxnMapper txns,
            GroupStatementMapper mapper,
            MemberCards cards,
            Spenders spenders,
            RecordsExport export,
            Merchants merchants,
            Clock clock) {
        this.groups = groups;
        this.txns = txns;
        this.mapper = mapper;
        this.cards = cards;
        this.spenders = spenders;
        this.export = export;
        this.merchants = merchants;
        this.clock = clock;
    }

    /** A month where the merchant is. */
    private record Days(Instant from, Instant to) {}

    /**
     * The statement of a month, of the present one as far as it goes. Errors: {@link GroupError#GROUP_NOT_FOUND},
     * {@link ReportError#MONTH_WRONG}.
     */
    public GroupStatement of(Reach reach, long groupId, YearMonth month) {
        var group = groups.require(reach, groupId);
        var days = days(group.merchantId(), month);
        var holderId = mainCard(group).holderId();
        var first = Ids.firstOf(days.from());
        var parts = mapper.parts(
                new GroupStatementMapper.Stretch(group.merchantId(), holderId, first, Ids.firstOf(days.to())));
        var sums = new Sums(parts);
        var opening = balanceBefore(group.merchantId(), holderId, first);
        return new GroupStatement(
                group.id(),
                group.name(),
                month,
                days.from(),
                days.to(),
                opening,
                sums.principalOf(FlowTitle.TOPUP),
                sums.gainedBy(FlowTitle.TOPUP) - sums.principalOf(FlowTitle.TOPUP),
                -sums.gainedBy(FlowTitle.TOPUP_REFUND),
                -sums.gainedBy(FlowTitle.WITHDRAWAL),
                -sums.gainedBy(FlowTitle.SPEND),
                sums.gainedBy(FlowTitle.REFUND),
                sums.setAside(),
                sums.other(),
                opening + sums.balance(),
                spenders.of(group.merchantId(), parts));
    }

    /**
     * Writes every movement of a month, newest first, and puts on record that the actor took it. Errors: as {@link #of},
     * {@link ReportError#EXPORT_RUNNING}, all before the answer begins.
     */
    public void write(Actor actor, long groupId, YearMonth month, RecordsExport.Answer answer) throws IOException {
        var group = groups.require(actor.reach(), groupId);
        var days = days(group.merchantId(), month);
        var search =
                new TxnSearch(null, group.mainCardId(), null, null, null, null, null, null, days.from(), days.to());
        export.write(actor, search, answer);
    }

    private Days days(long merchantId, YearMonth month) {
        var zone = merchants.require(merchantId).zoneId();
        var from = month.atDay(1).atStartOfDay(zone).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        if (from.isAfter(clock.instant()) || !to.isAfter(Ids.EPOCH)) {
            throw new BusinessError(ReportError.MONTH_WRONG).with("field", "month");
        }
        return new Days(from, to);
    }

    private MemberCard mainCard(CardGroup group) {
        return cards.find(group.merchantId(), group.mainCardId())
                .orElseThrow(() -> new IllegalStateException("Group " + group.id() + " has no main card"));
    }

    /** As the txn before says, or nothing where there was none. */
    private long balanceBefore(long merchantId, long holderId, long first) {
        var stretch = new TxnWanted.Stretch(0, first, 1);
        var wanted = TxnWanted.of(Reach.all(merchantId), stretch, TxnSearch.ALL, null);
        var ids = txns.newestOfHolders(wanted, List.of(holderId), Book.STORED_VALUE.moved());
        return ids.isEmpty()
                ? 0
                : txns.rows(merchantId, ids).stream()
                        .mapToLong(row -> row.principalAfterFen() + row.bonusAfterFen())
                        .sum();
    }

    /** What cards did, added up. */
    private record Sums(List<GroupStatementMapper.Part> parts) {

        private static final List<String> NAMED = List.of(
                FlowTitle.TOPUP, FlowTitle.TOPUP_REFUND, FlowTitle.WITHDRAWAL, FlowTitle.SPEND, FlowTitle.REFUND);

        long gainedBy(String type) {
            return parts.stream()
                    .filter(part -> part.bizType().equals(type))
                    .mapToLong(GroupStatementMapper.Part::gainedFen)
                    .sum();
        }

        long principalOf(String type) {
            return parts.stream()
                    .filter(part -> part.bizType().equals(type))
                    .mapToLong(GroupStatementMapper.Part::principalFen)
                    .sum();
        }

        long setAside() {
            return parts.stream().mapToLong(GroupStatementMapper.Part::heldFen).sum();
        }

        long other() {
            return parts.stream()
                    .filter(part -> !NAMED.contains(part.bizType()))
                    .mapToLong(GroupStatementMapper.Part::gainedFen)
                    .sum();
        }

        long balance() {
            return parts.stream()
                    .mapToLong(part -> part.principalFen() + part.bonusFen())
                    .sum();
        }
    }
}
