package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.member.Identities;
import io.kabao.member.VisitorSessions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Customers' sessions that are ended by another process than the one that has just served the customer. */
class EndedSessionsTest {

    private static final String CARDS = "/wx/cards";

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);

    @Test
    void a_session_ended_by_another_process_is_over_within_a_second() {
        var session = Guest.stranger(shop).inMiniProgram();
        assertThat(session.get(CARDS).status()).isEqualTo(200);
        var identity = Long.parseLong(books.value("id", "identity", "1 = 1"));
        var person = house.adminBean(Identities.class).ofSession(identity).orElseThrow();
        house.adminBean(VisitorSessions.class).end(person);
        var ended = System.nanoTime();
        Awaitility.await("the session is over")
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    // Whoever asks after that second is nobody, however long the answer takes.
                    var asked = Duration.ofNanos(System.nanoTime() - ended);
                    var isOver = session.get(CARDS).status() == 401;
                    assertThat(isOver || asked.compareTo(Duration.ofSeconds(1)) < 0)
                            .as("over, or asked within a second")
                            .isTrue();
                    return isOver;
                });
        assertThat(session.get(CARDS).problemCode()).hasValue("NOT_SIGNED_IN");
    }
}
