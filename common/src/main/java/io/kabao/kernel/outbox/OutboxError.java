package io.kabao.kernel.outbox;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What the outbox refuses. */
public enum OutboxError implements ErrorCode {
    OUTBOX_MESSAGE_NOT_FOUND(404, "没有找到该待发消息，请刷新列表。", "There is no such outgoing message; reload the list."),
    OUTBOX_MESSAGE_SENT(409, "该消息已发送成功，无需重试。", "This message has been sent; there is nothing to retry.");

    private final int status;
    private final Sentence sentence;

    OutboxError(int status, String zh, String en) {
        this.status = status;
        this.sentence = new Sentence(zh, en);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
