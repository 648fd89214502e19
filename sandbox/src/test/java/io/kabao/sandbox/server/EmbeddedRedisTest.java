package io.kabao.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class EmbeddedRedisTest {
    @Test
    void it_answers_only_with_the_password_and_holds_only_what_may_be_lost() throws IOException {
        try (var redis = EmbeddedRedis.start(DataDirectory.throwAway(), 0)) {
            assertThat(talk(redis, "PING")).startsWith("-NOAUTH");
            assertThat(talk(redis, login(redis), "CONFIG GET maxmemory-policy")).contains("noeviction");
            assertThat(talk(redis, login(redis), "CONFIG GET maxmemory")).contains(Integer.toString(128 << 20));
            assertThat(talk(redis, login(redis), "CONFIG GET save")).endsWith("$0\r\n\r\n");
            assertThat(talk(redis, login(redis), "CONFIG GET bind")).contains("127.0.0.1");
            assertThat(redis.url()).isEqualTo("redis://:" + redis.password() + "@127.0.0.1:" + redis.port());
        }
    }

    @Test
    void killed_and_restarted_it_is_empty_on_the_same_port() throws IOException {
        try (var redis = EmbeddedRedis.start(DataDirectory.throwAway(), 0)) {
            assertThat(talk(redis, login(redis), "SET a b", "GET a")).endsWith("$1\r\nb\r\n");
            int port = redis.port();
            redis.kill();
            Assertions.assertThatThrownBy(() -> talk(redis, "PING")).isInstanceOf(IOException.class);
            redis.restart();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(talk(redis, login(redis), "GET a")).endsWith("$-1\r\n");
        }
    }

    @Test
    void paused_it_does_not_answer_until_resumed() throws IOException {
        try (var redis = EmbeddedRedis.start(DataDirectory.throwAway(), 0);
                var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            redis.pause();
            socket.setSoTimeout(200);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
            Assertions.assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            redis.resume();
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo('-');
        }
    }

    private static String login(EmbeddedRedis redis) {
        return "AUTH " + redis.password();
    }

    private static String talk(EmbeddedRedis redis, String... commands) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(10_000);
            String all = String.join("\r\n", List.of(commands)) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(0, answer.length() - "+OK\r\n".length());
        }
    }
}
