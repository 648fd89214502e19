package io.kabao.organization;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What the tree and its stores refuse. */
public enum OrganizationError implements ErrorCode {
    ORGANIZATION_NOT_FOUND(
            404, "没有找到该机构，请刷新机构列表后重新选择。", "There is no such organization; reload the list and choose again."),
    STORE_NOT_FOUND(404, "没有找到该门店，请刷新门店列表。", "There is no such store; reload the list of stores."),
    STAFF_NOT_FOUND(404, "没有找到该员工，请刷新员工列表。", "There is no such member of staff; reload the list."),
    STAFF_PHONE_WRONG(422, "员工手机号不正确，请核对。", "This is not a mobile number; check it."),
    EMPLOYEE_NUMBER_TAKEN(409, "该工号已被使用。", "This employee number is taken."),
    /** A claim code or a card names them. */
    STAFF_IN_USE(409, "该员工有领卡码或会员卡，不能删除；可办理离职。", "Claim codes or cards name this person; let them leave instead."),
    /** Staff work at it, or a claim code, a card or a card template names it. */
    STORE_IN_USE(
            409,
            "该门店有员工、领卡码或会员卡，或被会员卡模板选用，不能删除；可改为停业。",
            "Staff, claim codes, cards or card templates refer to this store; close it instead."),
    /** Organizations, stores or staff stand below it, or a card was issued by it. */
    ORGANIZATION_IN_USE(
            409, "该机构下还有机构、门店或员工，或曾发过会员卡，不能删除。", "Organizations, stores or staff stand below it, or it issued cards."),
    ROOT_STAYS(422, "总部机构不能移动或删除。", "The root of the tree can't be moved or removed."),
    TREE_CYCLE(422, "不能移动到自己的下级机构。", "An organization can't be moved below itself."),
    TREE_TOO_DEEP(422, "机构层级最多 {0} 层。", "The tree has at most {0} levels."),
    STORE_OUTSIDE_ORGANIZATION(422, "所选门店不属于该机构。", "The store does not belong to that organization.");

    private final int status;
    private final Sentence sentence;

    OrganizationError(int status, String zh, String en) {
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
