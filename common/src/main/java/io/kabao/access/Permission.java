package io.kabao.access;

import io.kabao.kernel.error.Sentence;

/** What an operator may be allowed to do. Each handler of the admin door names exactly one. */
public enum Permission {
    STORE_READ("查看门店", "See the stores"),
    STORE_WRITE("新增、修改、删除门店", "Add, change and remove stores"),
    ORGANIZATION_READ("查看机构", "See the tree"),
    ORGANIZATION_WRITE("新增、修改、删除机构", "Add, change and remove nodes of the tree"),
    STAFF_READ("查看员工", "See the staff"),
    STAFF_WRITE("新增、修改员工，办理离职", "Add and change staff and see them leave"),
    WECHAT_APP_READ(true, "查看并检测公众号、小程序", "See the official accounts and mini-programs and try their settings"),
    WECHAT_APP_WRITE(true, "登记公众号、小程序及其密钥", "Register official accounts and mini-programs and enter their secrets"),
    MERCHANT_READ("查看商户资料", "See the merchant's own settings"),
    MERCHANT_WRITE(true, "修改商户资料", "Change the merchant's own settings"),
    TEMPLATE_READ("查看卡模板", "See the card templates"),
    TEMPLATE_WRITE(true, "新增、修改、删除卡模板", "Add, change and remove card templates"),
    TEMPLATE_PUBLISH(true, "发布、撤回卡模板", "Let customers claim a template and take it back"),
    IMAGE_WRITE("上传图片", "Upload pictures"),
    CLAIM_CODE_READ("查看领卡码", "See the codes that customers scan"),
    CLAIM_CODE_WRITE("制作、改指向、作废领卡码", "Make, re-point and revoke codes"),
    MATERIAL_WRITE("批量制作、取消印刷物料", "Have codes printed for many, and cancel it"),
    MEMBER_READ("查看会员（个人信息脱敏）", "See members, their personal data masked"),
    MEMBER_WRITE("手工开卡、修改会员资料", "Open and change members by hand"),
    MEMBER_DISCLOSE("查看会员完整个人信息（须填写原因）", "See members' personal data in full, each time with a reason"),
    /** Binding is asked for with {@link #MEMBER_WRITE}; whoever agrees to it has this one. */
    CARD_BIND("同意无原手机号的旧卡绑定", "Agree to binding an old card without its phone"),
    CARD_ATTRIBUTE("更改会员卡归属", "Change to whom a card counts"),
    CARD_FREEZE("冻结会员卡", "Freeze a card that is lost or in wrong hands"),
    CARD_DESK("解冻、换号、注销会员卡，管理副卡", "Unfreeze, renumber and cancel cards, and let them share a balance"),
    GROUP_READ(true, "查看团体卡与月结单", "See companies' cards, their people and statements"),
    GROUP_WRITE(true, "管理团体卡及其成员", "Open companies' cards and say who may spend from them, where and when"),
    TOPUP("储值收款", "Take money in for a member's card"),
    TOPUP_RULE_READ("查看储值规则", "See what is given for which top-up"),
    TOPUP_RULE_WRITE(true, "管理储值规则", "Say what is given for which top-up"),
    POINTS_RULE_READ("查看积分规则", "See what earns points"),
    POINTS_RULE_WRITE(true, "管理积分规则", "Say what earns points and how long they last"),
    POINTS_ADJUST("赠送、扣减积分（须填写原因）", "Give points and take them, each time with a reason"),
    POINTS_EXCHANGE("积分兑换余额", "Turn members' points into balance"),
    LEVEL_READ("查看会员等级设置", "See the levels and what leads to them"),
    LEVEL_WRITE(true, "管理会员等级", "Say what levels there are and have cards go where they belong"),
    LEVEL_SELL("办理付费会员", "Sell levels for a term"),
    REFERRER_CHANGE("更改介绍人，停发奖励（须填写原因）", "Say who brought a member, and stop what bringing friends earns them"),
    REFERRAL_RULE_READ("查看介绍人奖励设置", "See what bringing friends earns"),
    REFERRAL_RULE_WRITE(true, "编写介绍人奖励方案", "Write what bringing friends is to earn"),
    REFERRAL_RULE_APPROVE(true, "审核介绍人奖励方案", "Put rules in force that somebody else wrote"),
    /** The owner's word on rules that others may approve otherwise; no own role can have it. */
    REFERRAL_OVERPAY(
            true, "确认超额或多级的介绍人奖励", "Accept rules that may pay out more than an order, or for more than one level"),
    TOPUP_REFUND("储值退款", "Pay top-ups back"),
    WITHDRAW("线下提现", "Pay principal and commissions out to members"),
    /** Each is asked for with its own permission; whoever agrees to it has this one. */
    MONEY_APPROVE("同意大额储值、退款与积分调整", "Agree to large amounts of money and points that are moved at a counter"),
    SPEND("会员卡消费", "Let members pay from stored value"),
    REFUND("消费退款", "Give orders back"),
    BOOKS_READ("查看交易", "See orders and other movements of money"),
    BOOKS_EXPORT("导出交易流水", "Take the movements of money away as a file"),
    CLEARING_READ(true, "查看门店间结算", "See what stores owe each other"),
    SHIFT_CLOSE("交班结账", "Close one's own till and say what was counted"),
    BOOKS_VERIFY(true, "核对账务", "Check the books against their own rules"),
    BOOK_SETTINGS(true, "修改收银与储值参数", "Change what is allowed at the counters and the limits of stored value"),
    OPERATOR_READ(true, "查看操作员和角色", "See operators and roles"),
    OPERATOR_WRITE(true, "管理操作员和角色", "Add and change operators and roles"),
    APPROVAL_READ("查看待复核事项", "See what waits for a second person"),
    AUDIT_READ(true, "查看操作记录", "See what was done, by whom"),
    DELIVERY_READ(true, "查看收发件", "See what came in and what waits to go out"),
    DELIVERY_RETRY(true, "重新处理收发件", "Let a delivery that was given up be tried again");

    private final boolean ofWholeMerchant;
    private final Sentence sentence;

    Permission(String zh, String en) {
        this(false, zh, en);
    }

    Permission(boolean ofWholeMerchant, String zh, String en) {
        this.ofWholeMerchant = ofWholeMerchant;
        this.sentence = new Sentence(zh, en);
    }

    /** Whether it is about what the whole merchant shares: then only who works on all of it may use it. */
    public boolean isOfWholeMerchant() {
        return ofWholeMerchant;
    }

    /** Whether it is the owner's own word, which the owner gives nobody else. */
    public boolean isOfOwner() {
        return this == REFERRAL_OVERPAY;
    }

    /** What it allows, for people. */
    public Sentence sentence() {
        return sentence;
    }
}
