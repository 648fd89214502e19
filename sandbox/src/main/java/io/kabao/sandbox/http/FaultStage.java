package io.kabao.sandbox.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** Lets the ordered faults strike: some before the call is processed and instead of it, some on its answer. */
final class FaultStage implements AutoCloseable {
    private static final String STRUCK = "sandbox.fault";
    /** Bytes at either end that a garbled answer keeps. */
    private static final int KEPT = 8;

    private static final String PAGE = "<html><head><title>502 Bad Gateway</title></head>"
            + "<body><center><h1>502 Bad Gateway</h1></center></body></html>";

    private final Faults faults;
    private final CountDownLatch closing = new CountDownLatch(1);

    FaultStage(Faults faults) {
        this.faults = faults;
    }

    void before(Context call) throws IOException {
        Fault fault = faults.strike(call.path()).orElse(null);
        if (fault == null) {
            return;
        }
        if (fault.kind().isAfterwards()) {
            call.attribute(STRUCK, fault);
            return;
        }
        if (fault.kind() == Fault.Kind.SLOW) {
            hold(fault.delay());
            return;
        }
        call.skipRemainingHandlers();
        switch (fault.kind()) {
            case ERRCODE -> WechatReply.error(call, new WechatError(fault.errcode()));
            case HTML -> call.status(502).contentType("text/html").result(PAGE);
            case EMPTY -> call.status(200).result("");
            case TIMEOUT_BEFORE -> {
                hold(fault.delay());
                drop(call);
            }
            default -> drop(call);
        }
    }

    void after(Context call) throws IOException {
        if (!(call.attribute(STRUCK) instanceof Fault fault)) {
            return;
        }
        var answer = call.resultInputStream();
        byte[] whole = answer == null ? new byte[0] : answer.readAllBytes();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        switch (fault.kind()) {
            case TRUNCATED -> call.result(half);
            case GARBLED -> call.result(garbled(whole));
            case RESET -> {
                var response = call.res();
                response.setContentLength(whole.length);
                response.getOutputStream().write(half);
                response.flushBuffer();
                drop(call);
            }
            default -> {
                hold(fault.delay());
                drop(call);
            }
        }
    }

    private static byte[] garbled(byte[] whole) {
        byte[] garbled = whole.clone();
        if (whole.length > 2 * KEPT) {
            Arrays.fill(garbled, KEPT, whole.length - KEPT, (byte) 0);
        }
        return garbled;
    }

    /** Real time, whatever the sandbox's clock shows; stopping the server ends it early. */
    private void hold(Duration time) {
        try {
            var _ = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Resets the connection, so that the caller gets nothing more, not even a proper end. */
    private static void drop(Context call) throws IOException {
        EndPoint connection = ServletContextRequest.getServletContextRequest(call.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        if (connection instanceof SocketChannelEndPoint socket) {
            socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        connection.close();
        call.result("");
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
