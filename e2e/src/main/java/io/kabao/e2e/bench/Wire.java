package io.kabao.e2e.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection to a server on this machine: it sends a request and reads its answer to the end. It costs less than
 * any library's client, so that on a shared machine it is the server that is measured.
 */
final class Wire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int LONGEST_LINE = 8_192;
    private static final int BUFFER = 16_384;

    private final int port;
    private final int timeoutMillis;
    private Socket socket;
    private InputStream in;

    /** To this port of 127.0.0.1. */
    Wire(int port) throws IOException {
        this(port, TIMEOUT_MILLIS);
    }

    /** Likewise, waiting so long for an answer. */
    Wire(int port, int timeoutMillis) throws IOException {
        this.port = port;
        this.timeoutMillis = timeoutMillis;
        socket = connect(port, timeoutMillis);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** An answer. */
    record Reply(int status, String body) {

        /** The reply itself, when it has one of these two statuses. Error: it has another. */
        Reply require(String what, int status, int orThis) throws IOException {
            if (this.status != status && this.status != orThis) {
                throw new IOException(what + " was answered " + this.status + ": " + body);
            }
            return this;
        }

        /** The first text field of this name, without a look at the rest. Error: there is none. */
        String field(String name) throws IOException {
            String opening = "\"" + name + "\":\"";
            int begin = body.indexOf(opening);
            int end = body.indexOf('"', begin + opening.length());
            if (begin < 0 || end < 0) {
                throw new IOException("no " + name + " in: " + body);
            }
            return body.substring(begin + opening.length(), end);
        }
    }

    /** A request without a body; {@code token} may be empty. */
    static byte[] get(String path, String token) {
        return bytes("GET " + path + head(token) + "\r\n");
    }

    /** A request with a body of this type; {@code token} may be empty. */
    static byte[] post(String path, String token, String type, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return bytes("POST " + path + head(token) + "Content-Type: " + type + "\r\nContent-Length: " + length
                + "\r\n\r\n" + body);
    }

    /** A request with JSON that is done once however often it comes with this key. */
    static byte[] postOnce(String path, String token, String key, String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return bytes("POST " + path + head(token) + "Idempotency-Key: " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + json);
    }

    /** A request with JSON; {@code token} may be empty. */
    static byte[] post(String path, String token, String json) {
        return post(path, token, "application/json", json);
    }

    private static String head(String token) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a request and waits for the answer. */
    Reply send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
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
        if (!chunked && length < 0) {
            throw new IOException("an answer without an end: " + status);
        }
        String body = chunked ? chunks() : new String(read(Math.toIntExact(length)), StandardCharsets.UTF_8);
        if (last) {
            reconnect();
        }
        // HTTP/1.1 200
        return new Reply(Integer.parseInt(status.substring(9, 12)), body);
    }

    private static Socket connect(int port, int timeoutMillis) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(timeoutMillis);
        return socket;
    }

    /** Servers end a connection after so many requests; every client pays for that, so it stays in the measured time. */
    private void reconnect() throws IOException {
        socket.close();
        socket = connect(port, timeoutMillis);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    private String chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(read(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection was closed within an answer");
        }
        return bytes;
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
