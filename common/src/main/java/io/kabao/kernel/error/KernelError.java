package io.kabao.kernel.error;

/** Refusals that belong to no capability: the form of a request, the state of the house. */
public enum KernelError implements ErrorCode {
    /** The request has the wrong form; {@code errors} names the fields. */
    INVALID_REQUEST(400, "请求内容有误，请按提示修改后重试。", "The request is not valid; correct what is named and try again."),
    /** The cursor was not given out by this list. */
    BAD_CURSOR(400, "翻页标记无效，请从第一页重新开始。", "The cursor is not valid; start again from the first page."),
    NOT_SIGNED_IN(401, "请先登录。", "Sign in first."),
    FORBIDDEN(403, "您没有进行此操作的权限，请联系管理员。", "You may not do this; ask your administrator."),
    NOT_FOUND(404, "没有找到您要的内容。", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "此地址不支持该请求方法。", "This address does not know that method."),
    NOT_ACCEPTABLE(406, "无法以所要求的格式返回内容。", "The answer can't be given in the format asked for."),
    /** Somebody saved in between; {@code updatedBy}, {@code updatedAt} and {@code version} say who, when and what now. */
    STALE_VERSION(
            409, "内容已被他人修改，请刷新后重试。", "Somebody changed this in the meantime; load it again and repeat your change."),
    BODY_TOO_LARGE(413, "请求内容过大，最多 {0} KB。", "The body is too large; at most {0} KB are taken."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "请以 application/json 格式提交；上传文件请用带 boundary 的 multipart/form-data。",
            "Send the body as application/json, or a file as multipart/form-data with a boundary."),
    /** The key was used before for another request. */
    IDEMPOTENCY_KEY_REUSED(
            422, "此唯一编号已用于另一项操作，请换一个编号。", "This idempotency key was used for a different request; use a new one."),
    /** Called more often than this is meant for; says when to come again. */
    TOO_MANY_REQUESTS(429, "请求太频繁，请稍后再试。", "Too many requests; wait a moment and try again."),
    INTERNAL(
            500,
            "系统出错，请稍后重试；如仍失败，请提供请求编号联系我们。",
            "Something failed on our side; try again, then give us the request id."),
    /** More is asked at once than this instance takes on; nothing was done. */
    BUSY(503, "系统繁忙，请稍后重试。", "Too much at once; nothing was done, try again in a moment."),
    /** The database does not answer; what was asked may or may not have happened. */
    DATABASE_UNAVAILABLE(
            503, "数据库暂时不可用，请稍后用同一编号重试。", "The database is not reachable; ask again in a moment with the same key."),
    /** Redis does not answer, so nobody can be recognised; nothing was done. */
    SESSION_STORE_UNAVAILABLE(
            503, "登录服务暂时不可用，请稍后重试。", "Sessions are not reachable; nothing was done, try again in a moment.");

    private final int status;
    private final Sentence sentence;

    KernelError(int status, String zh, String en) {
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
