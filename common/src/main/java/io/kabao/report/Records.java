package io.kabao.report;

import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.claim.MemberDesk;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.BooksError;
import io.kabao.member.MemberError;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Stores;
import io.kabao.topup.TopUpError;
import io.kabao.topup.TopUpRules;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The txns of a merchant, as far as the reader's reach goes, newest first. */
@Service
public class Records {

    private static final List<String> ANY_BOOK = List.of("MONEY", "POINTS", "BOTH", "NONE");

    private final TxnMapper mapper;
    private final Txns txns;
    private final Statements statements;
    private final MemberCards cards;
    private final MemberDesk desk;
    private final Stores stores;
    private final TopUpRules rules;
    private final Clock clock;

    Records(
            TxnMapper mapper,
            Txns txns,
            Statements statements,
            MemberCards cards,
            MemberDesk desk,
            Stores stores,
            TopUpRules rules,
            Clock clock) {
        this.mapper = mapper;
        this.txns = txns;
        this.statements = statements;
        this.cards = cards;
        this.desk = desk;
        this.stores = stores;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A page of those that are looked for. Errors: {@link OrganizationError#STORE_NOT_FOUND},
     * {@link BooksError#CARD_NOT_FOUND}, {@link MemberError#MEMBER_NOT_FOUND}, {@link TopUpError#RULE_NOT_FOUND}.
     */
    public Page<Txn> list(Reach reach, TxnSearch search, Statements.Asked asked) {
        var page = asked.page();
        var ids = look(reach, search).below(page.beforeId(), page.rowsToRead());
        return txns.page(reach.merchantId(), ids, page, asked.locale());
    }

    /** A search whose card, member, store and rule were found: it may be asked for page after page. */
    final class Look {

        private final Reach reach;
        private final TxnSearch search;
        private final @Nullable Set<Long> holders;

        private Look(Reach reach, TxnSearch search, @Nullable Set<Long> holders) {
            this.reach = reach;
            this.search = search;
            this.holders = holders;
        }

        /** So many ids below one, newest first; each way of looking reads an index of its own. */
        List<Long> below(long before, int rows) {
            if (holders != null && holders.isEmpty()) {
                return List.of();
            }
            var wanted = TxnWanted.of(reach, search.stretch(clock.instant(), before, rows), search, holders);
            if (search.number() != null) {
                return mapper.ofNumber(wanted, search.number());
            }
            if (holders != null) {
                return mapper.newestOfHolders(wanted, holders, ANY_BOOK);
            }
            if (search.ruleId() != null) {
                return mapper.newestByRule(wanted, search.ruleId());
            }
            if (search.means() != null) {
                return mapper.newestByMeans(wanted, search.means());
            }
            return reach.everything() || search.storeId() != null ? mapper.newest(wanted) : mapper.newestWithin(wanted);
        }
    }

    /** Errors: as {@link #list}. */
    Look look(Reach reach, TxnSearch search) {
        if (search.storeId() != null) {
            stores.require(reach, search.storeId());
        }
        if (search.ruleId() != null) {
            rules.require(reach.merchantId(), search.ruleId());
        }
        return new Look(reach, search, holders(reach, search));
    }

    private @Nullable Set<Long> holders(Reach reach, TxnSearch search) {
        if (search.cardId() != null) {
            return Set.of(statements.require(reach, search.cardId()).holderId());
        }
        if (search.memberId() == null) {
            return null;
        }
        var member = desk.requireWithin(reach, search.memberId());
        return cards.ofMember(reach.merchantId(), member.id()).stream()
                .map(MemberCard::holderId)
                .collect(Collectors.toSet());
    }
}
