package io.kabao.e2e.claim;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A door that answers every call with HTTP 500. */
final class BrokenDoor implements AutoCloseable {

    private final HttpServer server;

    BrokenDoor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            try (call) {
                call.getRequestBody().readAllBytes();
                call.sendResponseHeaders(500, -1);
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
