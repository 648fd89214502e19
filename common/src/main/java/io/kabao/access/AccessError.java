package io.kabao.access;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What signing in and passwords refuse. */
public enum AccessError implements ErrorCode {
    /** The same for an unknown account, a wrong password and a disabled operator. */
    SIGN_IN_REFUSED(401, "账号或密码不正确，请核对后重试。", "Account or password is wrong; check both and try again."),
    OLD_PASSWORD_WRONG(422, "原密码不正确，请重新输入。", "The old password is wrong; enter it again."),
    PASSWORD_TOO_WEAK(
            422,
            "新密码太弱：至少 {0} 个字符，不能是常见密码，也不能与账号或原密码相同。",
            "The new password is too weak: at least {0} characters, no common one, not the account and not the old one.");

    private final int status;
    private final Sentence sentence;

    AccessError(int status, String zh, String en) {
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
