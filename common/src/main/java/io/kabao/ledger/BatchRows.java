package io.kabao.ledger;

import io.kabao.access.Agreement;
import io.kabao.kernel.idempotency.Idempotency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
            "created_at",
            "books",
            "principal_after_fen",
            "bonus_after_fen",
            "points_after");
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
    private static final List<String> ANSWER = List.of(
            "id", "merchant_id", "actor", "idem_key", "request_hash", "status", "answer", "created_at", "expires_at");
    private static final Writes.Table ANSWERS = new Writes.Table("idempotency", ANSWER, List.of());

    /** In the place of what told the caller to wait for a second person. */
    private static final Writes.Table ANSWERS_AT_LAST =
            new Writes.Table("idempotency", ANSWER, List.of("status", "answer", "expires_at"));

    private static final String DECIDE = """
            UPDATE approval
            SET status = 'APPROVED', payload = NULL, thing_id = ?, decided_by = ?, decided_at = ?
            WHERE merchant_id = ? AND id = ? AND status = 'WAITING'
            """;

    private final BatchTools tools;
    private final Instant now;
    private final Writes.Rows txns = new Writes.Rows(TXNS);
    private final Writes.Rows entries = new Writes.Rows(ENTRIES);
    private final Writes.Rows holders = new Writes.Rows(HolderBook.TABLE);
    private final Writes.Rows lots = new Writes.Rows(HolderBook.LOTS);
    private final Writes.Rows audit = new Writes.Rows(AUDIT);
    private final Writes.Rows answers = new Writes.Rows(ANSWERS);
    private final CardRows cards;
    private final Writes.Rows answersAtLast = new Writes.Rows(ANSWERS_AT_LAST);
    private final List<Done> agreed = new ArrayList<>();

    BatchRows(BatchTools tools, Instant now) {
        this.tools = tools;
        this.now = now;
        this.cards = new CardRows(now);
    }

    /**
     * A command that was decided.
     *
     * @param agreement where a second person had to agree
     */
    record Done(
            Booking booking, @Nullable Agreement agreement, CommandKind.Turn turn, CommandKind.Decision<?> decision) {}

    /** What moves nothing, as freezing a card, is no txn. */
    void add(Done done, HolderBook holder, Purse purse) {
        if (!purse.legs().isEmpty()) {
            addTxn(done, holder, purse);
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
        if (done.agreement() != null) {
            addDecision(done, done.agreement());
        }
    }

    private void addTxn(Done done, HolderBook holder, Purse purse) {
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
                now,
                BooksMoved.by(purse.legs()),
                purse.balance(Account.PRINCIPAL),
                purse.balance(Account.BONUS),
                purse.balance(Account.POINTS));
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
        (done.agreement() == null ? answers : answersAtLast)
                .add(
                        tools.ids().next(),
                        request.merchantId(),
                        request.actorName(),
                        request.keyBytes(),
                        request.requestHash(),
                        OK,
                        tools.answers()
                                .sealed(request.merchantId(), done.decision().answer()),
                        now,
                        now.plus(Idempotency.KEPT));
    }

    private void addDecision(Done done, Agreement agreement) {
        agreed.add(done);
        var approver = agreement.approver();
        audit.add(
                tools.ids().next(),
                done.booking().merchantId(),
                now,
                approver.realm(),
                approver.id(),
                approver.ip(),
                "APPROVAL_APPROVED",
                "APPROVAL",
                agreement.approvalId(),
                agreement.about(),
                null,
                null);
    }

    private void decide(Writes writes, Done done) {
        var agreement = Objects.requireNonNull(done.agreement());
        writes.change(
                DECIDE,
                done.decision().thingId(),
                agreement.approver().id(),
                now,
                done.booking().merchantId(),
                agreement.approvalId());
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
        writes.write(answersAtLast);
        agreed.forEach(done -> decide(writes, done));
    }
}
