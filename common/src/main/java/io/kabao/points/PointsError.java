package io.kabao.points;

import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.Sentence;

/** What points refuse. */
public enum PointsError implements ErrorCode {
    POINTS_RULE_NOT_FOUND(404, "没有找到该积分规则，请刷新列表。", "There is no such rule of points; reload the list."),
    /** {@code field} says which of its figures. */
    POINTS_RULE_WRONG(422, "积分规则的数值有误，请按提示修改。", "A figure of the rule is not possible; correct what is named."),
    /** {@code most} says how many. */
    POINTS_RULES_TOO_MANY(422, "积分规则数量已达上限，请先删除不再使用的规则。", "There are as many rules as there may be; delete one first."),
    POINTS_NOT_ACCEPTED(409, "商户未开通此项积分用途。", "The merchant does not take points for this."),
    POINTS_NOT_OWN(
            409, "该卡共用他人账户，不能兑换积分。", "This card shares another's balance and has no points of its own to exchange."),
    /** {@code step} says by how many they go. */
    POINTS_NOT_WHOLE(422, "积分数量须为兑换单位的整数倍。", "Points go by whole steps; use a multiple of one."),
    /** {@code leastPoints} says how many. */
    POINTS_TOO_FEW(422, "使用的积分少于单笔最低数量。", "An order takes more points than that, or none."),
    /** {@code mostPoints} says how many. */
    POINTS_TOO_MANY(422, "使用的积分超过本单可抵扣的上限。", "Points pay for less of this order; use fewer."),
    /** {@code limitFen} and {@code balanceFen} say how much there is room for. */
    POINTS_BEYOND_LIMIT(422, "兑换后余额将超过储值上限。", "The card would hold more than it may; exchange fewer points."),
    /** {@code leftPoints} says how many this person may still give or take today. */
    SECOND_PERSON_NEEDED(
            409,
            "今日独自调整的积分已达上限，请重新提交以待复核。",
            "One person may not adjust more today; ask again, and it waits for another."),
    POINTS_STILL_GOOD(409, "没有已到期的积分。", "None of these points has come to its end."),
    /** {@code field} says which. */
    POINTS_SETTING_WRONG(422, "积分设置的数值有误，请按提示修改。", "A figure of the settings is not possible; correct what is named.");

    private final int status;
    private final Sentence sentence;

    PointsError(int status, String zh, String en) {
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
