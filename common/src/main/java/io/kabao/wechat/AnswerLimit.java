package io.kabao.wechat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.protocol.HttpContext;

/** Stops reading an answer that is larger than any WeChat gives. */
final class AnswerLimit extends HttpEntityWrapper {

    /** A picture of a code has about 100 KB. */
    private static final int MOST_BYTES = 2_000_000;

    private AnswerLimit(HttpEntity answer) {
        super(answer);
    }

    /** Puts the limit around an answer's body. */
    static void put(HttpResponse answer, HttpContext context) {
        if (answer.getEntity() != null) {
            answer.setEntity(new AnswerLimit(answer.getEntity()));
        }
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Counted(super.getContent());
    }

    private static final class Counted extends FilterInputStream {

        private int read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var bytes = super.read(into, offset, length);
            count(Math.max(bytes, 0));
            return bytes;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > MOST_BYTES) {
                throw new IOException("The answer is larger than " + MOST_BYTES + " bytes");
            }
        }
    }
}
