package io.kabao.material;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written into pieces of one size, the last one smaller; what it holds never grows. */
final class BatchFile extends OutputStream {

    /** Bytes of a piece: what a reader of the file holds at a time. */
    static final int PIECE_BYTES = 1024 * 1024;

    private final Pieces pieces;
    private final byte[] buffer = new byte[PIECE_BYTES];
    private int filled;
    private int place;
    private long bytes;

    /** Where pieces go. */
    @FunctionalInterface
    interface Pieces {

        /** Keeps a piece; {@code place} is counted from 0 on. */
        void keep(int place, byte[] piece);
    }

    BatchFile(Pieces pieces) {
        this.pieces = pieces;
    }

    /** Bytes written so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        var at = offset;
        var left = length;
        while (left > 0) {
            var fits = Math.min(left, buffer.length - filled);
            System.arraycopy(from, at, buffer, filled, fits);
            filled += fits;
            at += fits;
            left -= fits;
            if (filled == buffer.length) {
                keep(buffer);
            }
        }
        bytes += length;
    }

    /** Keeps the rest. */
    @Override
    public void close() {
        if (filled > 0) {
            keep(Arrays.copyOf(buffer, filled));
        }
    }

    private void keep(byte[] piece) {
        pieces.keep(place, piece);
        place++;
        filled = 0;
    }
}
