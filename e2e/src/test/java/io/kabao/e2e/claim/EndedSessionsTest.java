package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.member.Identities;
import io.kabao.member.VisitorSessions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Customers' sessions that are ended by another process than the one that has just served the customer. */
class EndedSessionsTest {

    private static final String CARDS = "/wx/cards";

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);

    @Test
    void a_session_ended_by_another_process_is_over_within_a_second() throws InterruptedException {
        var session = Guest.stranger(shop).inMiniProgram();
        assertThat(session.get(CARDS).status()).isEqualTo(200);
        var identity = Long.parseLong(books.value("id", "identity", "1 = 1"));
        var person = house.adminBean(Identities.class).ofSession(identity).orElseThrow();
        house.adminBean(VisitorSessions.class).end(person);
        // Whoever asks after that second is nobody, however long the answer takes.
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(session.get(CARDS).problemCode()).hasValue("NOT_SIGNED_IN");
    }
}
