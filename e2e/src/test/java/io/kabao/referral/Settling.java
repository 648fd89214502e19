package io.kabao.referral;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.kernel.Actor;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.Command;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.OneShard;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Writes;
import java.util.List;
import java.util.Objects;

/** Settlements of commissions as the house makes them when their time has come; here when a test wants them. */
public final class Settling {

    private final Rows rows;

    /** Of a house. */
    public Settling(House house) {
        this.rows = Rows.of(house.sandbox());
    }

    /** The first settlement of a fact, on the wallet of whom it is for. */
    public Command<?> first(long factId) {
        var beneficiary = rows.number("SELECT beneficiary_id FROM commission WHERE id = " + factId);
        var booking = new Booking(
                Actor.system(rows.number("SELECT merchant_id FROM commission WHERE id = " + factId)),
                new CardRef.OfHolder(rows.number("SELECT holder_id FROM member WHERE id = " + beneficiary)),
                CommissionSettlement.TYPE,
                factId + "-0",
                Booking.Place.NONE,
                null);
        return new CommissionSettlement(booking, factId, beneficiary, null);
    }

    /** Puts money into the commission wallet of a card's holder, from nowhere. */
    public static void give(House house, long card, long fen) {
        var rows = Rows.of(house.sandbox());
        var merchant = rows.number("SELECT merchant_id FROM member_card WHERE id = " + card);
        var number = "W-" + house.adminBean(Ids.class).next();
        var booking = new Booking(
                Actor.system(merchant), new CardRef.ById(card), Windfall.TYPE, number, Booking.Place.NONE, null);
        try (var shard = OneShard.of(house, 1, new Windfall.Kind())) {
            shard.batch(List.of(new Windfall(booking, fen))).forEach(done -> Objects.requireNonNull(done.get()));
        }
    }

    private record Windfall(Booking booking, long fen) implements Command<Windfall.Done> {

        private static final String TYPE = "WINDFALL";

        private record Done(long fen) {}

        @Override
        public Class<Done> answerType() {
            return Done.class;
        }

        private static final class Kind implements CommandKind<Windfall, Done> {

            @Override
            public Class<Windfall> commands() {
                return Windfall.class;
            }

            @Override
            public Batch<Windfall, Done> load(Reads reads, List<Windfall> batch) {
                return new OfBatch();
            }
        }

        private static final class OfBatch implements CommandKind.Batch<Windfall, Done> {

            @Override
            public CommandKind.Decision<Done> decide(Windfall windfall, CommandKind.Turn turn, Purse purse) {
                purse.add(Account.COMMISSION, windfall.fen());
                purse.add(Account.COMMISSION_PAYABLE, -windfall.fen());
                return new CommandKind.Decision<>(new Done(windfall.fen()), "WINDFALL", "WINDFALL", turn.txnId(), null);
            }

            @Override
            public void write(Writes writes) {
                // It has no rows of its own.
            }
        }
    }
}
