package io.kabao.referral;

import io.kabao.kernel.error.BusinessError;
import org.jspecify.annotations.Nullable;

/** What rules may be. */
final class RuleForm {

    private RuleForm() {}

    /** Errors: {@link ReferralError#REFERRAL_RULE_WRONG}. */
    static void requireSensible(ReferralRule rule) {
        within("levels", rule.levels(), 0, ReferralRule.LEVELS_MOST);
        var rates = rule.rates();
        within("selfBp", rates.selfBp(), 0, ReferralRule.WHOLE_BP);
        within("level1Bp", rates.level1Bp(), 0, ReferralRule.WHOLE_BP);
        within("level2Bp", rates.level2Bp(), 0, ReferralRule.WHOLE_BP);
        within("level3Bp", rates.level3Bp(), 0, ReferralRule.WHOLE_BP);
        within("waitingDays", rule.waitingDays(), 0, ReferralRule.WAITING_MOST);
        bounded("minLinePoints", rule.minLinePoints());
        bounded("caps.perOrder", rule.caps().perOrder());
        bounded("caps.perDay", rule.caps().perDay());
        bounded("caps.perMember", rule.caps().perMember());
    }

    private static void bounded(String field, @Nullable Long value) {
        if (value != null) {
            within(field, value, 1, ReferralRule.MOST);
        }
    }

    private static void within(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new BusinessError(ReferralError.REFERRAL_RULE_WRONG).with("field", field);
        }
    }
}
