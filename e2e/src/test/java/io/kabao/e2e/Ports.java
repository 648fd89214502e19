package io.kabao.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;

/** Ports for those that have to know theirs before they listen. */
public final class Ports {

    /** Below those that the system gives to whoever asks for any, so that no connection takes one in the meantime. */
    private static final int FROM = 20_000;

    private static final int BELOW = 30_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    /** A port on which nothing listens. */
    public static int free() {
        return free(1).getFirst();
    }

    /** Ports on which nothing listens, each another one. */
    public static List<Integer> free(int count) {
        return new Random()
                .ints(TRIES, FROM, BELOW)
                .distinct()
                .filter(Ports::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
