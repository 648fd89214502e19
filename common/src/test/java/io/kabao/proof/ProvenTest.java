package io.kabao.proof;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.card.CardStatus;
import io.kabao.kernel.Actor;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.CardState;
import io.kabao.ledger.LevelStanding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProvenTest {

    private static final long MEMBER = 7;
    private static final long LIMIT = 500;

    private static void pay(CardRef card, long fen, @Nullable Proven shown) {
        var booking = new Booking(Actor.system(1), card, "SPEND", "1", Booking.Place.NONE, null);
        var state = new CardState(
                3, 1, MEMBER, 4, 5, null, CardStatus.ACTIVE, null, true, null, null, null, LevelStanding.NONE);
        Proven.require(shown, new Proven.Payment(booking, state, fen), LIMIT);
    }

    @Test
    void up_to_the_limit_nothing_is_asked_for() {
        assertThatCode(() -> pay(new CardRef.ById(3), LIMIT, null)).doesNotThrowAnyException();
    }

    @Test
    void above_it_the_members_own_proof_or_code_is() {
        assertThatThrownBy(() -> pay(new CardRef.ById(3), LIMIT + 1, null)).hasMessage("PROOF_REQUIRED");
        assertThatCode(() -> pay(new CardRef.ById(3), LIMIT + 1, new Proven(MEMBER, null)))
                .doesNotThrowAnyException();
        assertThatCode(() -> pay(new CardRef.ByCode("9"), LIMIT + 1, null)).doesNotThrowAnyException();
    }

    @Test
    void a_proof_of_whoever_had_the_card_before_is_none() {
        var other = new Proven(MEMBER + 1, null);
        assertThatThrownBy(() -> pay(new CardRef.ById(3), LIMIT + 1, other)).hasMessage("PROOF_REQUIRED");
    }
}
