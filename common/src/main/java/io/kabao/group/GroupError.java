package io.kabao.group;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What companies' cards refuse. */
public enum GroupError implements ErrorCode {
    GROUP_NOT_FOUND(404, "没有找到该团体卡，请刷新列表。", "There is no such company's card; reload the list."),
    TEMPLATE_NOT_GROUP(422, "请选择团体卡类型的模板。", "Choose a template of kind GROUP."),
    TEMPLATE_NOT_IN_FORCE(422, "该模板尚未发布，请先发布。", "The template is not in force; publish it first."),
    /** {@code field} says which of the hours. */
    HOURS_WRONG(422, "可用时段有误：每段须选星期且不重复，结束须晚于开始。", "Hours name days, each once, and end after they begin."),
    /** {@code groupId} says of which. */
    IN_OTHER_GROUP(
            409, "该会员已持有另一团体的同类卡，请先注销该卡。", "This member has such a card of another company; cancel that one first."),
    /** It stands for the company itself. */
    MEMBER_IS_COMPANY(409, "该会员是团体本身，不能作为成员加入。", "This member is a company and can't be one of its people."),
    /** {@code most} says how many there may be. */
    GROUP_FULL(409, "该团体的成员已达上限。", "As many people as are allowed have this company's card.");

    private final int status;
    private final Sentence sentence;

    GroupError(int status, String zh, String en) {
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
