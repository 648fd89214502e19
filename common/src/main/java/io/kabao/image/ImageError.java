package io.kabao.image;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** Why a picture is not taken. */
public enum ImageError implements ErrorCode {
    IMAGE_NOT_FOUND(404, "没有找到该图片，请重新上传。", "There is no such picture; upload it again."),
    /** Neither PNG nor JPEG by its first bytes, whatever it is called. */
    IMAGE_KIND_UNKNOWN(422, "只支持 PNG 和 JPEG 图片。", "Only PNG and JPEG pictures are taken."),
    IMAGE_TOO_HEAVY(422, "图片文件过大，最多 {0} MB。", "The file is too large; at most {0} MB are taken."),
    IMAGE_TOO_LARGE(422, "图片尺寸过大，宽和高最多 {0} 像素。", "The picture is too large; at most {0} pixels a side are taken."),
    IMAGE_TRUNCATED(422, "图片文件不完整，请重新导出后上传。", "The file is not complete; export it again."),
    IMAGE_ANIMATED(422, "不支持动态图片，请上传静态图片。", "Moving pictures are not taken; upload a still one."),
    /** Its kind is known and its content is not: damaged, or in a form that browsers don't show either. */
    IMAGE_UNREADABLE(
            422, "图片无法读取，请另存为 RGB 格式的 PNG 或 JPEG 后上传。", "The picture can't be read; save it as an RGB PNG or JPEG."),
    IMAGES_FULL(
            409,
            "图片数量已达上限（{0} 张或 {1} MB），请先删除不再使用的图片。",
            "There is room for {0} pictures and {1} MB; stop using some first.");

    private final int status;
    private final Sentence sentence;

    ImageError(int status, String zh, String en) {
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
