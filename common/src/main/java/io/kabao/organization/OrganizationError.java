package io.kabao.organization;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What the tree and its stores refuse. */
public enum OrganizationError implements ErrorCode {
    ORGANIZATION_NOT_FOUND(
            404, "没有找到该机构，请刷新机构列表后重新选择。", "There is no such organization; reload the list and choose again."),
    STORE_NOT_FOUND(404, "没有找到该门店，请刷新门店列表。", "There is no such store; reload the list of stores.");

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
