package io.kabao.card;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What templates and cards refuse. */
public enum CardError implements ErrorCode {
    TEMPLATE_NOT_FOUND(404, "没有找到该会员卡模板，请刷新后重试。", "There is no such card template; reload the list."),
    TEMPLATE_WRONG(422, "会员卡模板设置有误：{0}。", "The card template is not right: {0}.");

    private final int status;
    private final Sentence sentence;

    CardError(int status, String zh, String en) {
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
