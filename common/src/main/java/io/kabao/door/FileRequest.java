package io.kabao.door;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A request that brings a file. Before any of that is read it takes its share of the room that all files have together, which
 * it keeps until it is answered; nobody else does before it is known who they are.
 */
final class FileRequest extends HttpServletRequestWrapper implements AutoCloseable {

    /** What a file is held as until it is answered: as it came in growing pieces, as a part, as bytes, as it is kept. */
    private static final int TIMES = 6;

    /** Beside one picture that is painted and what all else takes, so much of a small memory is left. */
    private static final int KILOBYTES_TOGETHER =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 6 / 1024);

    private static final Semaphore ROOM = new Semaphore(KILOBYTES_TOGETHER, true);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LargeBody allowed;
    private int share;

    FileRequest(HttpServletRequest request, LargeBody allowed) {
        super(request);
        this.allowed = allowed;
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        takeShare();
        return super.getParts();
    }

    @Override
    public Part getPart(String name) throws IOException, ServletException {
        takeShare();
        return super.getPart(name);
    }

    private void takeShare() throws IOException {
        if (share > 0) {
            return;
        }
        var wanted = Math.min(kilobytes() * TIMES, KILOBYTES_TOGETHER);
        if (!isFree(wanted)) {
            // Whoever is still sending would not hear an answer.
            var _ = getInputStream().skip(allowed.mostBytes());
            throw new BodyLimit.TooMany();
        }
        share = wanted;
    }

    private int kilobytes() {
        var length = getContentLength();
        return length < 0 ? allowed.mostKilobytes() : length / 1024 + 1;
    }

    private static boolean isFree(int wanted) {
        try {
            return ROOM.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the share back. */
    @Override
    public void close() {
        ROOM.release(share);
        share = 0;
    }
}
