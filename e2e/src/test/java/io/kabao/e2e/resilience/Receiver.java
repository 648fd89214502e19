package io.kabao.e2e.resilience;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The other side of the outbox: knows what was about to come and what came, and may keep senders waiting. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> delivered = new ConcurrentHashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/about/", this::about);
        server.createContext("/delivered/", this::deliver);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on whoever is about to deliver waits. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    /** Lets all who wait go on. */
    void open() {
        gate.countDown();
    }

    /** Ids of the messages that a sender was about to deliver. */
    Set<String> announced() {
        return Set.copyOf(announced);
    }

    /** Ids of the messages that came at least once. */
    Set<String> delivered() {
        return Set.copyOf(delivered.keySet());
    }

    private void about(HttpExchange call) throws IOException {
        announced.add(idOf(call));
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(call);
    }

    private void deliver(HttpExchange call) throws IOException {
        delivered.computeIfAbsent(idOf(call), _ -> new AtomicInteger()).incrementAndGet();
        answer(call);
    }

    private static String idOf(HttpExchange call) {
        var path = call.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange call) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        threads.close();
    }
}
