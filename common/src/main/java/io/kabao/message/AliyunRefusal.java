package io.kabao.message;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import java.util.Set;

/**
 * Aliyun's own refusals in our words. See
 * <a href="https://help.aliyun.com/zh/sms/developer-reference/api-error-codes">its codes</a>.
 */
final class AliyunRefusal {

    private static final Set<String> OF_THE_NUMBER = Set.of(
            "isv.MOBILE_NUMBER_ILLEGAL",
            "isv.MOBILE_COUNT_OVER_LIMIT",
            "isv.BLACK_KEY_CONTROL_LIMIT",
            "MOBILE_IN_BLACK");

    private static final Set<String> OF_THE_MOMENT =
            Set.of("isp.SYSTEM_ERROR", "isp.GATEWAY_ERROR", "ServiceUnavailable");

    private static final String TOO_OFTEN = "isv.BUSINESS_LIMIT_CONTROL";
    private static final String THROTTLED = "Throttling";
    private static final String HOURLY = "小时级";
    private static final String DAILY = "天级";
    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_SECONDS = 3600;

    private AliyunRefusal() {}

    /** What to tell the person; everything else is for whoever set up the account. */
    static BusinessError of(String code, String message) {
        if (code.equals(TOO_OFTEN)) {
            return new RetryLater(MessageError.SMS_TOO_OFTEN, secondsIn(message));
        }
        if (OF_THE_NUMBER.contains(code)) {
            return new BusinessError(MessageError.SMS_PHONE_REFUSED);
        }
        if (OF_THE_MOMENT.contains(code) || code.startsWith(THROTTLED) || code.startsWith("InternalError")) {
            return new RetryLater(MessageError.SMS_UNAVAILABLE, AliyunSms.OUTAGE_SECONDS);
        }
        return new BusinessError(MessageError.SMS_NOT_SET_UP);
    }

    /** It says which of its limits was reached, and not when that ends. */
    private static long secondsIn(String message) {
        // Its day ends at midnight; an hour is soon enough to look again.
        return message.contains(HOURLY) || message.contains(DAILY) ? HOUR_SECONDS : MINUTE_SECONDS;
    }
}
