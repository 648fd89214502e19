package io.kabao.kernel.inbox;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What the inbox refuses. */
public enum InboxError implements ErrorCode {
    INBOX_MESSAGE_NOT_FOUND(404, "没有找到该推送消息，请刷新列表。", "There is no such incoming message; reload the list."),
    INBOX_MESSAGE_WAITING(
            409, "该消息正在等待处理，无需重放。", "This message still waits to be processed; there is nothing to replay."),
    /** Nothing of it is kept but that it came. */
    INBOX_MESSAGE_DONE(409, "该消息已处理完成，无需重放。", "This message has been processed; there is nothing to replay.");

    private final int status;
    private final Sentence sentence;

    InboxError(int status, String zh, String en) {
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
