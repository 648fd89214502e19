package io.kabao.ledger;

import io.kabao.kernel.idempotency.Idempotency;
import java.time.Instant;

/** The rows that every command leaves: its txn and entries, its place in the audit, its stored answer. */
final class BatchRows {

    private static final int OK = 200;

    private static final Writes.Table TXNS = Writes.Table.added(
            "txn",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "biz_type",
            "biz_no",
            "reverses_id",
            "realm",
            "actor_id",
            "approver_id",
            "store_id",
            "staff_id",
            "reason",
            "created_at");
    private static final Writes.Table ENTRIES = Writes.Table.added(
            "entry",
            "id",
            "merchant_id",
            "txn_id",
            "holder_id",
            "entry_no",
            "account",
            "lot_id",
            "amount",
            "balance_after",
            "hmac");
    private static final Writes.Table AUDIT = Writes.Table.added(
            "audit",
            "id",
            "merchant_id",
            "at",
            "realm",
            "actor_id",
            "ip",
            "action",
            "thing",
            "thing_id",
            "is_now",
            "reason",
            "approver_id");
    private static final Writes.Table ANSWERS = Writes.Table.added(
            "idempotency",
            "id",
            "merchant_id",
            "actor",
            "idem_key",
            "request_hash",
            "status",
            "answer",
            "created_at",
            "expires_at");

    private final BatchTools tools;
    private final Instant now;
    private final Writes.Rows txns = new Writes.Rows(TXNS);
    private final Writes.Rows entries = new Writes.Rows(ENTRIES);
    private final Writes.Rows holders = new Writes.Rows(HolderBook.TABLE);
    private final Writes.Rows lots = new Writes.Rows(HolderBook.LOTS);
    private final Writes.Rows audit = new Writes.Rows(AUDIT);
    private final Writes.Rows answers = new Writes.Rows(ANSWERS);
    private final CardRows cards;

    BatchRows(BatchTools tools, Instant now) {
        this.tools = tools;
        this.now = now;
        this.cards = new CardRows(now);
    }

    /** A command that was decided. */
    record Done(Booking booking, CommandKind.Turn turn, CommandKind.Decision<?> decision) {}

    /** What moves nothing, as freezing a card, is no txn. */
    void add(Done done, HolderBook holder, Purse purse) {
        if (!purse.legs().isEmpty()) {
            addTxn(done, holder);
        }
        for (var leg : purse.legs()) {
            addEntry(done, holder, leg);
        }
        var was = done.turn().card();
        var isNow = done.decision().card();
        if (was != null && isNow != null && !isNow.equals(was)) {
            cards.add(was, isNow);
        }
        addAudit(done);
        addAnswer(done);
    }

    private void addTxn(Done done, HolderBook holder) {
        var booking = done.booking();
        var card = done.turn().card();
        txns.add(
                done.turn().txnId(),
                booking.merchantId(),
                holder.id(),
                card == null ? null : card.id(),
                booking.type(),
                booking.number(),
                done.decision().reversesTxnId(),
                booking.actor().realm(),
                booking.actor().id(),
                booking.actor().approverId(),
                booking.place().storeId(),
                booking.place().staffId(),
                booking.place().reason(),
                now);
    }

    private void addEntry(Done done, HolderBook holder, Leg leg) {
        var ofHolder = leg.account().isOfHolder();
        var number = ofHolder ? holder.chain(tools.chain(), done.turn().txnId(), leg) : null;
        entries.add(
                tools.ids().next(),
                done.booking().merchantId(),
                done.turn().txnId(),
                ofHolder ? holder.id() : null,
                number,
                leg.account(),
                leg.lotId(),
                leg.amount(),
                leg.balanceAfter(),
                ofHolder ? holder.lastLink() : null);
    }

    private void addAudit(Done done) {
        var booking = done.booking();
        var decision = done.decision();
        audit.add(
                tools.ids().next(),
                booking.merchantId(),
                now,
                booking.actor().realm(),
                booking.actor().id(),
                booking.actor().ip(),
                decision.action(),
                decision.thing(),
                decision.thingId(),
                tools.json().writeValueAsString(decision.answer()),
                booking.place().reason(),
                booking.actor().approverId());
    }

    private void addAnswer(Done done) {
        var request = done.booking().request();
        if (request == null) {
            return;
        }
        answers.add(
                tools.ids().next(),
                request.merchantId(),
                request.actorName(),
                request.keyBytes(),
                request.requestHash(),
                OK,
                tools.answers().sealed(request.merchantId(), done.decision().answer()),
                now,
                now.plus(Idempotency.KEPT));
    }

    void write(Writes writes, Iterable<HolderBook> changed) {
        changed.forEach(holder -> holder.addTo(holders, lots));
        writes.write(txns);
        writes.write(entries);
        writes.write(lots);
        writes.write(holders);
        cards.write(writes);
        writes.write(audit);
        writes.write(answers);
    }
}
