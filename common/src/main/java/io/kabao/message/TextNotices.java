package io.kabao.message;

import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.work.PermanentFailure;
import org.springframework.stereotype.Service;

/** Notices by SMS that need not arrive, and better not twice. */
@Service
public class TextNotices {

    private final AliyunSms aliyun;
    private final SmsSettings settings;

    TextNotices(AliyunSms aliyun, SmsSettings settings) {
        this.aliyun = aliyun;
        this.settings = settings;
    }

    /** Whether a notice can be sent here at all. */
    public boolean tells(Notice notice) {
        return aliyun.isSetUp(notice);
    }

    /** How many members a merchant may remind of something on one of its days. */
    public int remindersDaily() {
        return settings.remindersDaily();
    }

    /**
     * Sends a notice, never inside a transaction; where the provider gave no usable answer it counts as sent. Errors: why the
     * provider did not take it, for now.
     *
     * @param reference ours, by which the provider tells a repetition
     * @throws PermanentFailure when it never will for this phone
     */
    public void send(Phone phone, Notice notice, long reference) {
        if (aliyun.sendNotice(phone, notice, reference) instanceof Delivery.Refused(BusinessError error)) {
            if (error.code() == MessageError.SMS_PHONE_REFUSED) {
                throw new PermanentFailure(error.code().name());
            }
            throw error;
        }
    }
}
