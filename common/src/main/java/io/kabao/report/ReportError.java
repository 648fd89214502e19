package io.kabao.report;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What statements and reports refuse. */
public enum ReportError implements ErrorCode {
    RANGE_WRONG(422, "起止时间须先后正确，且跨度不超过 {0} 天。", "The range must begin before it ends and be no longer than {0} days."),
    MONTH_WRONG(422, "月份不能晚于本月。", "The month has not begun, or is before the books were opened."),
    /** One at a time keeps the counters fast. */
    EXPORT_RUNNING(409, "已有一份流水正在导出，请稍后再试。", "Another export of this merchant is running; try again when it is done.");

    private final int status;
    private final Sentence sentence;

    ReportError(int status, String zh, String en) {
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
