package io.kabao.e2e.wechat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kabao.kernel.error.BusinessError;
import io.kabao.wechat.Push;
import io.kabao.wechat.Pushes;
import io.kabao.wechat.WechatApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An address for pushes with nothing behind it but the gateway; it answers each with the same words, or none. */
final class Callback implements AutoCloseable {

    final List<Push> taken = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    volatile @Nullable WechatApp app;
    volatile String words = "";

    private final Pushes pushes;
    private final HttpServer server;

    Callback(Pushes pushes) {
        this.pushes = pushes;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    private void take(HttpExchange call) throws IOException {
        try {
            send(call, 200, answer(call));
        } catch (BusinessError e) {
            refused.add(e.code().name());
            send(call, e.code().status(), "");
        }
    }

    private String answer(HttpExchange call) throws IOException {
        var receiver = app;
        if (receiver == null) {
            throw new IllegalStateException("No app yet");
        }
        var query = query(call.getRequestURI().getRawQuery());
        if (call.getRequestMethod().equals("GET")) {
            return pushes.verify(receiver, query);
        }
        var push = pushes.open(receiver, query, call.getRequestBody().readAllBytes());
        taken.add(push);
        return words.isEmpty() || "unsubscribe".equals(push.event()) ? "" : pushes.seal(receiver, push, words);
    }

    private static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void send(HttpExchange call, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
