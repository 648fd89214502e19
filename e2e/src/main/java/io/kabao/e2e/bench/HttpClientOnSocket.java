package io.kabao.e2e.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Sends the same GET over one connection again and again and reads each answer to its end. It costs less than any
 * library's client, so that on a shared machine it is the server that is measured.
 */
final class HttpClientOnSocket implements Contender.Client {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int LONGEST_LINE = 8_192;
    private static final int BUFFER = 16_384;

    private final int port;
    private final byte[] request;
    private Socket socket;
    private InputStream in;

    /** To this port of 127.0.0.1; {@code token} may be empty. */
    HttpClientOnSocket(int port, String path, String token) throws IOException {
        this.port = port;
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + authorization + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        socket = connect(port);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    @Override
    public void call() throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + status);
        }
        long length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
            last |= lower.startsWith("connection:") && lower.endsWith("close");
        }
        if (chunked) {
            skipChunks();
        } else if (length >= 0) {
            in.skipNBytes(length);
        } else {
            throw new IOException("an answer without an end");
        }
        if (last) {
            reconnect();
        }
    }

    /** Servers end a connection after so many requests; every client pays for that, so it stays in the measured time. */
    private void reconnect() throws IOException {
        socket.close();
        socket = connect(port);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    private void skipChunks() throws IOException {
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            in.skipNBytes(size + 2L);
        }
        line();
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new EOFException("the connection was closed within an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
