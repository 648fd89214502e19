package io.kabao.report;

import io.kabao.card.CardNumber;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of ids what people read; three statements, whatever the number of ids. */
@Component
class Txns {

    private final TxnMapper mapper;

    Txns(TxnMapper mapper) {
        this.mapper = mapper;
    }

    /** A page of ids that were read with {@link PageRequest#rowsToRead()}. */
    Page<Txn> page(long merchantId, List<Long> ids, PageRequest request, Locale locale) {
        var page = Page.of(ids, request, Long::longValue);
        return new Page<>(of(merchantId, page.items(), locale), page.nextCursor());
    }

    /** The txns of these ids, newest first. */
    List<Txn> of(long merchantId, List<Long> ids, Locale locale) {
        return of(merchantId, ids, locale, _ -> true);
    }

    /** Those of these ids that are wanted, newest first. */
    List<Txn> of(long merchantId, List<Long> ids, Locale locale, Predicate<TxnRow> wanted) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var legs = mapper.legs(merchantId, ids).stream().collect(Collectors.groupingBy(TxnRow.Leg::txnId));
        var moves = mapper.moves(merchantId, ids).stream().collect(Collectors.groupingBy(TxnRow.Move::txnId));
        return mapper.rows(merchantId, ids).stream()
                .filter(wanted)
                .map(row -> txn(
                        row, legs.getOrDefault(row.id(), List.of()), moves.getOrDefault(row.id(), List.of()), locale))
                .toList();
    }

    private static Txn txn(TxnRow row, List<TxnRow.Leg> legs, List<TxnRow.Move> moves, Locale locale) {
        var principal = sum(legs, "PRINCIPAL");
        var bonus = sum(legs, "BONUS");
        return new Txn(
                row.id(),
                row.bizType(),
                FlowTitle.of(row.bizType(), locale),
                row.createdAt(),
                principal + bonus,
                principal,
                bonus,
                sum(legs, "HOLD"),
                sum(legs, "POINTS"),
                -sum(legs, "CASH_DESK") - sum(legs, "CASH_WECHAT"),
                row.principalAfterFen() + row.bonusAfterFen(),
                row.principalAfterFen(),
                row.bonusAfterFen(),
                row.pointsAfter(),
                row.bizNo(),
                row.orderNo(),
                reversed(row, locale),
                lots(legs),
                moves.stream()
                        .map(move -> new Txn.Paid(move.means(), move.amountFen()))
                        .toList(),
                new Txn.Place(
                        row.storeId(),
                        row.storeName(),
                        row.staffId(),
                        row.staffName(),
                        row.cardId(),
                        numberOf(row),
                        row.memberId()),
                new Txn.By(row.realm(), row.actorId(), row.approverId(), row.reason()));
    }

    private static @Nullable String numberOf(TxnRow row) {
        var number = row.cardNumber();
        return number == null ? null : CardNumber.shown(number);
    }

    private static long sum(List<TxnRow.Leg> legs, String account) {
        return legs.stream()
                .filter(leg -> leg.account().equals(account))
                .mapToLong(TxnRow.Leg::amount)
                .sum();
    }

    private static Txn.@Nullable Reversed reversed(TxnRow row, Locale locale) {
        var id = row.reversesId();
        if (id == null) {
            return null;
        }
        var type = row.reversesType();
        return new Txn.Reversed(id, type, type == null ? null : FlowTitle.of(type, locale));
    }

    private static List<Txn.OfLot> lots(List<TxnRow.Leg> legs) {
        Map<Long, List<TxnRow.Leg>> byLot = legs.stream()
                .filter(leg -> leg.lotId() != null && leg.lotTxnId() != null && leg.lotCreatedAt() != null)
                .collect(Collectors.groupingBy(
                        leg -> Objects.requireNonNull(leg.lotId()), LinkedHashMap::new, Collectors.toList()));
        return byLot.values().stream()
                .map(ofLot -> new Txn.OfLot(
                        Objects.requireNonNull(ofLot.getFirst().lotTxnId()),
                        Objects.requireNonNull(ofLot.getFirst().lotCreatedAt()),
                        sum(ofLot, "PRINCIPAL"),
                        sum(ofLot, "BONUS"),
                        sum(ofLot, "POINTS")))
                .toList();
    }
}
