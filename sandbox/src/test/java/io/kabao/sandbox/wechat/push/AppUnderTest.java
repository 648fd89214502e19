package io.kabao.sandbox.wechat.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kabao.sandbox.wechat.MiniQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An app that takes WeChat's pushes and answers as the test wants. */
final class AppUnderTest implements AutoCloseable {
    final List<Received> received = new CopyOnWriteArrayList<>();
    final CountDownLatch release = new CountDownLatch(1);
    volatile int status = 200;
    volatile boolean hanging;
    volatile Function<Received, String> answer = push -> "success";

    private final HttpServer server;

    AppUnderTest() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    record Received(String method, Map<String, String> query, String body) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/wx/callbacks/wxmp";
    }

    private void take(HttpExchange call) throws IOException {
        var push = new Received(
                call.getRequestMethod(),
                MiniQuery.of(call.getRequestURI().getRawQuery()),
                new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        received.add(push);
        if (hanging) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] body = answer.apply(push).getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        release.countDown();
        server.stop(0);
    }
}
