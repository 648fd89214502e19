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
            "The new password is too weak: at least {0} characters, no common one, not the account and not the old one."),
    /** The password is right, and a second factor is enrolled: the one-time password is missing. */
    OTP_REQUIRED(401, "请输入动态验证码或恢复码。", "Enter the one-time password of your device, or a recovery code."),
    OTP_WRONG(401, "动态验证码不正确或已使用，请等待下一个验证码。", "The one-time password is wrong or was used; wait for the next one."),
    OTP_LOCKED(429, "动态验证码错误次数过多，请稍后再试。", "Too many wrong one-time passwords; try again later."),
    NOTHING_TO_CONFIRM(409, "请先获取动态验证码密钥。", "Ask for a secret first."),
    /** The action wants a session that has proved itself again within the last minutes. */
    STEP_UP_REQUIRED(403, "此操作需要再次验证身份，请验证后重试。", "Prove again that it is you, then repeat this."),
    /** The role asks for a second factor, and none is enrolled. */
    TOTP_REQUIRED(403, "您的角色须先启用动态验证码，才能进行此操作。", "Your role needs a second factor for this; enrol one first."),
    OPERATOR_NOT_FOUND(404, "没有找到该操作员，请刷新列表。", "There is no such operator; reload the list."),
    ACCOUNT_TAKEN(409, "该账号已被使用，请换一个。", "This account is taken; choose another."),
    STAFF_HAS_LOGIN(409, "该员工已有登录账号。", "This member of staff has a login already."),
    STAFF_NOT_ACTIVE(422, "该员工已离职，不能登录。", "This member of staff has left and can't sign in."),
    /** The operator did something that is on record; disabling ends the login all the same. */
    OPERATOR_IN_USE(409, "该操作员有操作记录，不能删除；请改为停用。", "What this operator did is on record; disable them instead."),
    /** Afterwards nobody could sign in who may do everything. */
    LAST_OWNER(409, "至少要保留一名可登录、范围为全部的店主。", "There must be one owner of the whole merchant who can sign in."),
    /** Rights that one does not have can be neither given nor taken nor used through somebody else. */
    BEYOND_OWN_RIGHTS(
            403,
            "不能授予或管理超出您自身权限或范围的操作员。",
            "You can't give rights that you don't have, or manage somebody who has them."),
    OWN_LOGIN(422, "不能停用、删除自己或更改自己的角色与范围。", "You can't disable or remove yourself or change your own roles and scope."),
    SCOPE_WRONG(
            422,
            "数据范围不正确：机构或门店范围须选择 1–{0} 项，其他范围不选。",
            "The scope is wrong: 1 to {0} organizations or stores, and none for the other kinds."),
    SCOPE_NEEDS_STAFF(422, "“仅本人”范围须关联员工。", "The scope OWN needs a link to a member of staff."),
    ROLES_MISSING(422, "请选择 1–{0} 个角色。", "Choose 1 to {0} roles."),
    ROLE_NOT_FOUND(404, "没有找到该角色，请刷新列表。", "There is no such role; reload the list."),
    ROLE_NAME_TAKEN(409, "已有同名角色。", "A role of this name exists."),
    ROLE_IN_USE(409, "仍有操作员使用该角色，不能删除。", "Operators have this role."),
    ROLE_BUILT_IN(422, "内置角色不能修改或删除。", "Roles that come with the product can't be changed or removed."),
    /** {@code permission} names it. */
    PERMISSION_OF_OWNER(422, "该权限只属于店主，不能分配给其他角色。", "This is the owner's own word; no other role can have it."),
    TOO_MANY_ROLES(409, "自定义角色最多 {0} 个。", "A merchant has at most {0} roles of its own."),
    APPROVAL_NOT_FOUND(404, "没有找到该复核事项，请刷新列表。", "There is no such approval; reload the list."),
    /** It was decided, or its time is over. */
    APPROVAL_OVER(409, "该事项已处理或已过期。", "This was decided before or has expired."),
    SAME_PERSON(403, "发起人不能复核自己的操作，请由他人处理。", "Whoever asked can't agree; somebody else has to."),
    /** Who asked was disabled, lost the right or had their scope narrowed since. */
    ASKER_MAY_NOT(409, "发起人已无此权限，请驳回。", "Whoever asked may not do this any more; reject it."),
    MERCHANT_NOT_FOUND(404, "没有找到该商户。", "There is no such merchant.");

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
