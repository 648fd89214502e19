package io.kabao.merchant;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What a merchant's settings refuse. */
public enum MerchantError implements ErrorCode {
    MERCHANT_NOT_FOUND(404, "没有找到该商户。", "There is no such merchant."),
    ZONE_UNKNOWN(422, "没有名为 {0} 的时区，请填写 Asia/Shanghai 这样的名称。", "There is no zone {0}; enter one like Asia/Shanghai."),
    LICENCE_DATE_WRONG(422, "证照有效期须在 2000 年至 2199 年之间。", "The licence's last day lies between 2000 and 2199."),
    KEYWORD_TWICE(422, "回复关键词 {0} 重复。", "The keyword {0} is there twice.");

    private final int status;
    private final Sentence sentence;

    MerchantError(int status, String zh, String en) {
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
