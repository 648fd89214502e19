package io.kabao.level;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What levels refuse. */
public enum LevelError implements ErrorCode {
    LEVEL_NOT_FOUND(404, "没有找到该等级，请刷新列表。", "There is no such level; reload the list."),
    LEVEL_RUN_NOT_FOUND(404, "没有找到该次等级计算，请重新预览。", "There is no such look at the levels; ask for a new one."),
    /** {@code field} says which of the figures. */
    LEVEL_WRONG(422, "等级设置的数值有误，请按提示修改。", "A figure of the levels is not possible; correct what is named."),
    LEVELS_NOT_PREVIEWED(409, "请先等待预览完成，再更新等级。", "Wait until the preview is done, then apply it."),
    LEVELS_RUNNING(409, "上一次等级更新仍在进行，请稍后再试。", "The levels are still being applied; try again when that is done."),
    /** {@code levelId} says which. */
    LEVEL_STILL_PAID(
            409,
            "该等级仍有付费会员在有效期内，请保留该等级（可不再出售）。",
            "Cards still have this level by a term that they bought; keep it, and stop selling it."),
    LEVEL_NOT_SOLD(409, "该等级不支持付费开通。", "This level is not sold."),
    MEANS_UNKNOWN(422, "不支持该收款方式，请从列表中选择。", "This means of payment is not on the merchant's list."),
    LEVEL_BELOW(409, "该卡已享有更高等级。", "The card stands higher already.");

    private final int status;
    private final Sentence sentence;

    LevelError(int status, String zh, String en) {
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
