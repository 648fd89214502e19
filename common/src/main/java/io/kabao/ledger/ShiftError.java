package io.kabao.ledger;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What closing a shift refuses. */
public enum ShiftError implements ErrorCode {
    /** Nothing moved at this operator's till since the last close. */
    SHIFT_EMPTY(409, "自上次交班以来没有收付款，无需交班。", "Nothing was taken or given since the last close."),
    /** Another close of the same till came first. */
    SHIFT_JUST_CLOSED(409, "该收银台刚刚已交班，请刷新后查看。", "This till was closed a moment ago; reload the list.");

    private final int status;
    private final Sentence sentence;

    ShiftError(int status, String zh, String en) {
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
