package io.kabao.desk;

import io.kabao.card.CardError;
import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Account;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardLink;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.CardState;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import io.kabao.ledger.Writes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How orders on cards are carried out. */
@Component
class CardOrderKind implements CommandKind<CardOrder, CardOrder.Done> {

    /** Cards of a family's balance, the main one among them. */
    static final int FAMILY_MOST = 50;

    /** Cards of a company's balance, the main one among them. */
    static final int GROUP_MOST = 2_000;

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final String THING = "MEMBER_CARD";

    private static final String NUMBERS = "SELECT merchant_id, number FROM member_card WHERE :keys";

    /** Who else is at the holders of these cards. */
    private static final String SHARING = """
            SELECT o.id, o.holder_id
            FROM (SELECT DISTINCT merchant_id, holder_id FROM member_card WHERE id IN (:keys)) c
            JOIN member_card o ON o.merchant_id = c.merchant_id AND o.holder_id = c.holder_id
            WHERE o.status NOT IN ('MERGED', 'CANCELLED')
            """;

    private static final String TARGETS = """
            SELECT c.id, c.merchant_id, c.holder_id, c.template_id, c.status, t.kind, z.zone, l.id AS link_id,
                   g.id AS group_id
            FROM member_card c
            JOIN merchant z ON z.id = c.merchant_id
            JOIN card_template t ON t.id = c.template_id AND t.merchant_id = c.merchant_id
            LEFT JOIN card_link l ON l.id = c.id AND l.ended_at IS NULL
            LEFT JOIN card_group g ON g.merchant_id = c.merchant_id AND g.main_card_id = c.id
            WHERE c.id IN (:keys)
            """;

    @Override
    public Class<CardOrder> commands() {
        return CardOrder.class;
    }

    /**
     * A card whose balance is to be shared, or that shares one or is to.
     *
     * @param isGroups whether it is a company's main card
     */
    private record Target(
            long merchantId,
            long holderId,
            long templateId,
            CardStatus status,
            CardTemplate.Kind kind,
            ZoneId zone,
            boolean linked,
            boolean isGroups) {

        /** Whether a card of a kind shares balances of cards such as the other: a company's people that of their company alone. */
        boolean shares(Target other) {
            return kind == CardTemplate.Kind.GROUP
                    ? !isGroups && other.isGroups && other.templateId == templateId
                    : other.kind != CardTemplate.Kind.GROUP;
        }
    }

    @Override
    public Batch<CardOrder, CardOrder.Done> load(Reads reads, List<CardOrder> batch) {
        var wanted = new ArrayList<Object[]>();
        var looked = new ArrayList<Long>();
        var targets = new ArrayList<Long>();
        for (var order : batch) {
            switch (order.deed()) {
                case CardDeed.Reissue(var number) ->
                    wanted.add(new Object[] {order.booking().actor().merchantId(), number});
                case CardDeed.Link link -> {
                    looked.add(cardOf(order));
                    looked.add(link.toCardId());
                    targets.add(cardOf(order));
                    targets.add(link.toCardId());
                }
                case CardDeed.Cancel _ -> looked.add(cardOf(order));
                case CardDeed.Unlink _ -> targets.add(cardOf(order));
                case CardDeed.Freeze _, CardDeed.Unfreeze _, CardDeed.GiveUp _, CardDeed.Extend _ -> {}
            }
        }
        var taken = new HashSet<>(reads.by(
                NUMBERS,
                List.of("merchant_id", "number"),
                wanted,
                row -> key(row.number("merchant_id"), row.text("number"))));
        var sharing = new HashMap<Long, Set<Long>>();
        reads.in(
                SHARING,
                looked,
                row -> sharing.computeIfAbsent(row.number("holder_id"), _ -> new HashSet<>())
                        .add(row.number("id")));
        var others = new HashMap<Long, Target>();
        reads.in(TARGETS, targets, row -> others.put(row.number("id"), target(row)));
        return new OfBatch(taken, sharing, others);
    }

    private static long cardOf(CardOrder order) {
        return order.booking().card() instanceof CardRef.ById(var id) ? id : 0;
    }

    private static String key(long merchantId, String number) {
        return merchantId + " " + number;
    }

    private static Target target(Row row) {
        return new Target(
                row.number("merchant_id"),
                row.number("holder_id"),
                row.number("template_id"),
                row.named("status", CardStatus.class),
                row.named("kind", CardTemplate.Kind.class),
                ZoneId.of(row.text("zone")),
                row.numberOrNull("link_id") != null,
                row.numberOrNull("group_id") != null);
    }

    private static final class OfBatch implements Batch<CardOrder, CardOrder.Done> {

        private final Set<String> taken;
        private final Map<Long, Set<Long>> sharing;
        private final Map<Long, Target> targets;
        private final Set<Long> linkedNow = new HashSet<>();
        private final Set<Long> cancelledNow = new HashSet<>();

        OfBatch(Set<String> taken, Map<Long, Set<Long>> sharing, Map<Long, Target> targets) {
            this.taken = taken;
            this.sharing = sharing;
            this.targets = targets;
        }

        @Override
        public Decision<CardOrder.Done> decide(CardOrder order, Turn turn, Purse purse) {
            var card = turn.requireCard();
            if (card.status() == CardStatus.MERGED || card.status() == CardStatus.CANCELLED) {
                throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
            }
            var isNow = switch (order.deed()) {
                case CardDeed.Freeze(var reason) -> frozen(card, reason);
                case CardDeed.Unfreeze _ -> unfrozen(card);
                case CardDeed.Reissue(var number) -> reissued(card, number);
                case CardDeed.Cancel _ -> cancelled(card, purse);
                case CardDeed.GiveUp _ -> givenUp(card);
                case CardDeed.Link link -> linked(shareable(card, turn.now()), link, purse, turn);
                case CardDeed.Unlink _ -> unlinked(card);
                case CardDeed.Extend(var end) -> extended(card, end, turn.now());
            };
            var link = isNow.link();
            var done = new CardOrder.Done(
                    isNow.id(),
                    isNow.status(),
                    isNow.frozenReason(),
                    isNow.expiresAt(),
                    link == null ? null : link.mainCardId(),
                    link == null ? null : link.perSpendFen(),
                    link == null ? null : link.perDayFen());
            return new Decision<>(done, order.deed().action(), THING, card.id(), null, isNow);
        }

        private static CardState frozen(CardState card, String reason) {
            return switch (card.status()) {
                case ACTIVE, OFFLINE -> card.with(CardStatus.FROZEN, reason);
                case FROZEN -> throw new BusinessError(BooksError.CARD_FROZEN);
                case CLAIMED, MERGED, CANCELLED -> throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
            };
        }

        private static CardState unfrozen(CardState card) {
            if (card.status() != CardStatus.FROZEN) {
                throw new BusinessError(DeskError.CARD_NOT_FROZEN);
            }
            return card.with(inUse(card), null);
        }

        private static CardStatus inUse(CardState card) {
            return card.activated() ? CardStatus.ACTIVE : CardStatus.OFFLINE;
        }

        private CardState reissued(CardState card, String number) {
            if (card.status() == CardStatus.CLAIMED) {
                throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
            }
            if (!taken.add(key(card.merchantId(), number))) {
                throw new BusinessError(DeskError.CARD_NUMBER_TAKEN);
            }
            return card.with(number).with(inUse(card), null);
        }

        private CardState cancelled(CardState card, Purse purse) {
            var at = sharing.computeIfAbsent(card.holderId(), _ -> new HashSet<>());
            if (card.link() == null) {
                requireEmpty(purse);
                if (at.stream().anyMatch(other -> other != card.id())) {
                    throw new BusinessError(DeskError.CARD_HAS_LINKED);
                }
            }
            at.remove(card.id());
            cancelledNow.add(card.id());
            var link = card.link();
            var own = link == null ? card : card.with(link.ownHolderId(), null);
            return own.with(CardStatus.CANCELLED, null);
        }

        private static CardState givenUp(CardState card) {
            if (card.status() != CardStatus.CLAIMED || card.link() != null) {
                throw new BusinessError(DeskError.CARD_NOT_LINKABLE);
            }
            return card.with(CardStatus.CANCELLED, null);
        }

        private static void requireEmpty(Purse purse) {
            for (var account : Account.values()) {
                if (account.isOfHolder() && purse.balance(account) != 0) {
                    throw new BusinessError(DeskError.CARD_NOT_EMPTY)
                            .with("balanceFen", purse.balanceFen())
                            .with("heldFen", purse.balance(Account.HOLD))
                            .with("points", purse.balance(Account.POINTS))
                            .with("debtFen", purse.balance(Account.DEBT));
                }
            }
        }

        /** The card of a company's person is in use from when it shares the balance. */
        private CardState shareable(CardState card, Instant now) {
            var kind = Objects.requireNonNull(targets.get(card.id())).kind();
            var isNow = card.status() == CardStatus.CLAIMED && kind == CardTemplate.Kind.GROUP
                    ? card.with(CardStatus.ACTIVE, null)
                    : card;
            isNow.requireNotOver(now);
            return isNow;
        }

        private CardState linked(CardState card, CardDeed.Link wanted, Purse purse, Turn turn) {
            // An old card may yet be bound, and its holder goes over to another card then.
            if (card.status() != CardStatus.ACTIVE) {
                throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
            }
            var target = targets.get(wanted.toCardId());
            if (target == null || target.merchantId() != card.merchantId()) {
                throw new BusinessError(BooksError.CARD_NOT_FOUND);
            }
            if (card.link() != null && card.link().mainCardId() == wanted.toCardId()) {
                return card.with(card.holderId(), link(card.link(), wanted.limits()));
            }
            if (Objects.requireNonNull(targets.get(card.id())).kind() == CardTemplate.Kind.INDIVIDUAL) {
                throw new BusinessError(DeskError.KIND_NOT_LINKED);
            }
            requireLinkable(card, wanted, target);
            requireEmpty(purse);
            var own = sharing.computeIfAbsent(card.holderId(), _ -> new HashSet<>());
            if (own.size() > 1) {
                throw new BusinessError(DeskError.CARD_HAS_LINKED);
            }
            var at = sharing.computeIfAbsent(target.holderId(), _ -> new HashSet<>());
            if (at.size() >= (target.isGroups() ? GROUP_MOST : FAMILY_MOST)) {
                throw new BusinessError(DeskError.TOO_MANY_LINKED);
            }
            own.remove(card.id());
            at.add(card.id());
            linkedNow.add(card.id());
            var limits = wanted.limits();
            return card.with(
                    target.holderId(),
                    new CardLink(
                            card.holderId(),
                            wanted.toCardId(),
                            limits.perSpendFen(),
                            limits.perDayFen(),
                            null,
                            0,
                            target.zone(),
                            turn.now()));
        }

        private static CardLink link(CardLink was, CardDeed.Limits limits) {
            return new CardLink(
                    was.ownHolderId(),
                    was.mainCardId(),
                    limits.perSpendFen(),
                    limits.perDayFen(),
                    was.usedOn(),
                    was.usedFen(),
                    was.zone(),
                    was.linkedAt());
        }

        /** A balance is shared with the card that it belongs to, and a chain of cards is no sharing. */
        private void requireLinkable(CardState card, CardDeed.Link wanted, Target target) {
            var changed = target.holderId() != wanted.toHolderId()
                    || linkedNow.contains(wanted.toCardId())
                    || cancelledNow.contains(wanted.toCardId());
            if (card.link() != null
                    || card.id() == wanted.toCardId()
                    || target.holderId() == card.holderId()
                    || target.linked()
                    || changed
                    || !Objects.requireNonNull(targets.get(card.id())).shares(target)
                    || target.status() != CardStatus.ACTIVE) {
                throw new BusinessError(DeskError.CARD_NOT_LINKABLE);
            }
        }

        /** Old cards of the counter and frozen ones, too; a claimed card's end is settled once it is active. */
        private static CardState extended(CardState card, @Nullable Instant end, Instant now) {
            if (card.status() == CardStatus.CLAIMED) {
                throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
            }
            if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(LONGEST)))) {
                throw new BusinessError(CardError.CARD_EXPIRY_WRONG).with("field", "expiresAt");
            }
            var was = card.expiresAt();
            if (Objects.equals(was, end)) {
                return card;
            }
            if (was == null || (end != null && end.isBefore(was))) {
                var refusal = new BusinessError(DeskError.EXTENSION_NOT_LATER);
                throw was == null ? refusal : refusal.with("expiresAt", was);
            }
            return card.until(end);
        }

        private CardState unlinked(CardState card) {
            var link = card.link();
            if (link == null) {
                throw new BusinessError(DeskError.CARD_NOT_LINKED);
            }
            if (Objects.requireNonNull(targets.get(card.id())).kind() == CardTemplate.Kind.GROUP) {
                throw new BusinessError(DeskError.GROUP_CARD_STAYS);
            }
            Objects.requireNonNull(sharing.computeIfAbsent(card.holderId(), _ -> new HashSet<>()))
                    .remove(card.id());
            return card.with(link.ownHolderId(), null);
        }

        /** Cards are written by the books themselves. */
        @Override
        public void write(Writes writes) {}
    }
}
