package io.kabao.e2e.books;

import io.kabao.ledger.Account;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Command;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Writes;
import java.util.List;

/** A command that only tests have: it credits a fen of commission, or goes wrong in one of many ways. */
record Errand(Booking booking, Way way, boolean isBackground) implements Command<Errand.Done> {

    static final String TYPE = "ERRAND";

    /** How it ends. */
    enum Way {
        WELL,
        FAILS_TO_READ,
        FAILS_TO_DECIDE,
        RUNS_OUT_OF_STACK,
        LEAVES_A_LEG_OUT,
        FAILS_TO_WRITE,
        WRITES_WHAT_NO_ROW_MAY_SAY,
        WRITES_ONE_ROW_TWICE
    }

    /** What it is answered with. */
    record Done(long txnId) {}

    @Override
    public Class<Done> answerType() {
        return Done.class;
    }

    @Override
    public String toString() {
        return "Errand " + way;
    }

    /** How errands are booked. */
    static final class Kind implements CommandKind<Errand, Done> {

        private static final Writes.Table TILL =
                Writes.Table.added("till_move", "id", "merchant_id", "txn_id", "means", "amount_fen", "created_at");

        @Override
        public Class<Errand> commands() {
            return Errand.class;
        }

        @Override
        public Batch<Errand, Done> load(Reads reads, List<Errand> batch) {
            if (batch.stream().anyMatch(errand -> errand.way() == Way.FAILS_TO_READ)) {
                throw new IllegalStateException("It fails to read, as it was to");
            }
            return new OfBatch();
        }

        private static final class OfBatch implements Batch<Errand, Done> {

            private final Writes.Rows rows = new Writes.Rows(TILL);
            private boolean failing;

            @Override
            public Decision<Done> decide(Errand errand, Turn turn, Purse purse) {
                switch (errand.way()) {
                    case WELL, FAILS_TO_READ -> {}
                    case FAILS_TO_DECIDE -> throw new IllegalStateException("It fails to decide, as it was to");
                    case RUNS_OUT_OF_STACK -> throw new StackOverflowError("It runs out of stack, as it was to");
                    case LEAVES_A_LEG_OUT -> purse.add(Account.COMMISSION_PAYABLE, -1);
                    case FAILS_TO_WRITE -> failing = true;
                    case WRITES_WHAT_NO_ROW_MAY_SAY -> addMove(turn, turn.txnId(), 0);
                    case WRITES_ONE_ROW_TWICE -> {
                        addMove(turn, turn.txnId(), 1);
                        addMove(turn, turn.txnId(), 1);
                    }
                }
                purse.add(Account.COMMISSION, 1);
                purse.add(Account.COMMISSION_PAYABLE, -1);
                return new Decision<>(new Done(turn.txnId()), "ERRAND_RUN", TYPE, turn.txnId(), null);
            }

            private void addMove(Turn turn, long id, long fen) {
                rows.add(id, turn.requireCard().merchantId(), turn.txnId(), "CASH", fen, turn.now());
            }

            @Override
            public void write(Writes writes) {
                if (failing) {
                    throw new IllegalStateException("It fails to write, as it was to");
                }
                writes.write(rows);
            }
        }
    }
}
