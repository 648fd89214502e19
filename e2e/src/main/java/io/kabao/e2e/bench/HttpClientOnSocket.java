package io.kabao.e2e.bench;

import java.io.IOException;

/** Sends the same GET over one connection again and again and reads each answer to its end. */
final class HttpClientOnSocket implements Contender.Client {
    private static final int OK = 200;

    private final Wire wire;
    private final String path;
    private final byte[] request;

    /** To this port of 127.0.0.1; {@code token} may be empty. */
    HttpClientOnSocket(int port, String path, String token) throws IOException {
        this.path = path;
        this.wire = new Wire(port);
        this.request = Wire.get(path, token);
    }

    @Override
    public void call() throws IOException {
        wire.send(request).require(path, OK, OK);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
