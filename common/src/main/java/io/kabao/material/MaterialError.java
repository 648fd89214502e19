package io.kabao.material;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What batches of prints refuse, and why single prints are missing in one. */
public enum MaterialError implements ErrorCode {
    MATERIAL_NOT_FOUND(404, "没有找到该物料任务，请刷新列表。", "There is no such batch of prints; reload the list."),
    /** Nobody of those asked for is there, or within reach of who asks. */
    MATERIAL_EMPTY(422, "没有可制作的门店或员工。", "There is no store and nobody to print for."),
    MATERIAL_TOO_MANY(422, "一次最多制作 {0} 份，请分批。", "At most {0} prints come in one batch."),
    MATERIALS_WAITING(409, "已有 {0} 个物料任务在等待，请等待完成或取消。", "{0} batches wait already; let one finish or cancel it."),
    MATERIAL_NOT_READY(409, "文件尚未完成，请稍后下载。", "The file is not finished; come back in a moment."),
    MATERIAL_GONE(410, "文件已删除，请重新制作。", "The file was removed; make it again."),
    /** Of one print: there is no code, and whoever asked may not make one. */
    CODE_MISSING(409, "没有可用的领卡码。", "There is no code that can be claimed from."),
    /** Of one print: its code was pointed to another store or person, or to another card, after the batch was asked for. */
    CODE_MOVED(409, "该领卡码已改指其他门店、员工或会员卡，请重新制作。", "The code stands for something else by now; make the print again."),
    /** Of one print: its photo or the merchant's logo can't be drawn. */
    PRINT_FAILED(422, "无法绘制，请检查照片和标志。", "It can't be drawn; look at the photo and the logo.");

    private final int status;
    private final Sentence sentence;

    MaterialError(int status, String zh, String en) {
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
