package io.kabao.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void a_server_left_working_in_the_directory_is_ended_and_the_start_goes_on(@TempDir Path folder)
            throws IOException {
        ServerProcess orphan = sleeperIn(folder);
        try (var redis = EmbeddedRedis.start(DataDirectory.kept(folder), 0)) {
            // Ended, but this JVM may hear of it a moment later.
            assertThat(Waiting.until(() -> !orphan.isAlive(), SOON)).isTrue();
            assertThat(redis.isRunning()).isTrue();
        }
    }

    @Test
    void a_process_that_only_has_the_noted_id_lives_on(@TempDir Path folder) throws IOException {
        ServerProcess stranger = sleeperIn(folder);
        Path note = folder.resolve("server.pid");
        String noted = Files.readString(note);
        String[] fields = noted.split(" ");
        fields[21] = "1";
        Files.writeString(note, String.join(" ", fields));
        try (var redis = EmbeddedRedis.start(DataDirectory.kept(folder), 0)) {
            assertThat(redis.isRunning()).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.kill();
        }
    }

    @Test
    void a_process_of_another_folder_lives_on(@TempDir Path folder, @TempDir Path other) throws IOException {
        ServerProcess stranger = sleeperIn(other);
        Files.copy(other.resolve("server.pid"), folder.resolve("server.pid"));
        try (var redis = EmbeddedRedis.start(DataDirectory.kept(folder), 0)) {
            assertThat(redis.isRunning()).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.kill();
        }
    }

    @Test
    void a_directory_in_use_is_refused_and_nothing_in_it_is_ended(@TempDir Path folder) {
        try (var redis = EmbeddedRedis.start(DataDirectory.kept(folder), 0)) {
            assertThatThrownBy(() -> DataDirectory.kept(folder))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("another running sandbox");
            assertThat(redis.isRunning()).isTrue();
        }
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedRedis.start(DataDirectory.throwAway(), taken.getLocalPort()))
                    .isInstanceOfSatisfying(
                            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(taken.getLocalPort()));
        }
    }

    @Test
    void servers_and_throw_away_folders_go_with_a_jvm_that_is_killed() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = jvm.inputReader()) {
            long pid = Long.parseLong(said.readLine());
            Path folder = Path.of(said.readLine());
            assertThat(ProcessHandle.of(pid)).isPresent();
            assertThat(folder).isDirectory();
            jvm.toHandle().destroyForcibly();
            assertThat(Waiting.until(() -> !Files.exists(folder) && isDead(pid), SOON))
                    .isTrue();
        }
    }

    /** What the killed JVM runs. */
    static final class Doomed {
        public static void main(String[] args) throws IOException {
            DataDirectory directory = DataDirectory.throwAway();
            var redis = EmbeddedRedis.start(directory, 0);
            System.out.println(redis.pid() + "\n" + directory.path());
            System.out.flush();
            var _ = System.in.read();
        }
    }

    private static boolean isDead(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }

    private static ServerProcess sleeperIn(Path folder) throws IOException {
        try (var directory = DataDirectory.kept(folder)) {
            var launch = new ServerProcess.Launch(
                    List.of("sleep", "600"), folder.toRealPath(), folder.resolve("sleeper.log"), directory);
            ServerProcess sleeper = ServerProcess.start(launch);
            assertThat(Waiting.until(() -> isNoted(launch), SOON)).isTrue();
            return sleeper;
        }
    }

    private static boolean isNoted(ServerProcess.Launch launch) {
        try {
            return Files.readString(launch.note()).endsWith("\n");
        } catch (IOException e) {
            return false;
        }
    }
}
