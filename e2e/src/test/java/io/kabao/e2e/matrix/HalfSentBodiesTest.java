package io.kabao.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callers who send the beginning of a large body and then nothing. */
class HalfSentBodiesTest {

    private static final int CALLERS = 400;
    private static final byte[] HALF = half();

    private final int port = House.shared().admin().port();

    @Test
    void many_half_sent_bodies_do_not_fill_the_memory() throws IOException {
        var callers = new ArrayList<Socket>();
        try {
            for (var i = 0; i < CALLERS; i++) {
                var caller = new Socket(InetAddress.getLoopbackAddress(), port);
                callers.add(caller);
                caller.setSoTimeout(2_000);
                send(caller);
            }
            assertThat(House.shared().admin().get("/admin/me").status()).isEqualTo(401);
            assertThat(answers(callers)).as("some were told to come again").contains("HTTP/1.1 503");
        } finally {
            for (var caller : callers) {
                caller.close();
            }
        }
        assertThat(House.shared().owner().get("/admin/me").status())
                .as("afterwards all is as before")
                .isEqualTo(200);
    }

    private static void send(Socket caller) {
        try {
            caller.getOutputStream().write(HALF);
            caller.getOutputStream().flush();
        } catch (IOException _) {
            // The door has answered and hung up before it took all of it.
        }
    }

    private static List<String> answers(List<Socket> callers) throws IOException {
        var answers = new ArrayList<String>();
        // The newest were refused; the oldest are still being read.
        for (var caller : callers.reversed().subList(0, 20)) {
            try {
                answers.add(new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
            } catch (SocketTimeoutException _) {
                answers.add("");
            }
        }
        return answers;
    }

    private static byte[] half() {
        var head = "POST /admin/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 262000\r\n\r\n{\"account\":\"";
        return (head + "a".repeat(250_000)).getBytes(StandardCharsets.US_ASCII);
    }
}
