package io.kabao.message;

import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.RetryLater;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.work.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One-time codes by SMS: six digits that live five minutes, can be guessed five times and are used once. */
@Service
public class SmsCodes {

    /** How long codes stay visible after their end. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final SmsCodeMapper mapper;
    private final Drafts drafts;
    private final Budgets budgets;
    private final AliyunSms aliyun;
    private final Guessing guessing;
    private final PhoneHash phoneHash;
    private final Outbox outbox;
    private final Clock clock;

    SmsCodes(
            SmsCodeMapper mapper,
            Drafts drafts,
            Budgets budgets,
            AliyunSms aliyun,
            Guessing guessing,
            PhoneHash phoneHash,
            Outbox outbox,
            Clock clock) {
        this.mapper = mapper;
        this.drafts = drafts;
        this.budgets = budgets;
        this.aliyun = aliyun;
        this.guessing = guessing;
        this.phoneHash = phoneHash;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A wish for a code.
     *
     * @param identityId who asks
     * @param ip the caller's address, if it is known
     */
    public record Ask(
            long merchantId,
            SmsPurpose purpose,
            Phone phone,
            long identityId,
            @Nullable String ip) {}

    /** A code is on its way; another may be asked for after so many seconds. */
    public record Sent(int retryAfterSeconds) {}

    /** A code as somebody entered it. */
    public record Check(long merchantId, SmsPurpose purpose, Phone phone, long identityId, String code) {

        @Override
        public String toString() {
            return "Check[" + purpose + " " + phone + "]";
        }
    }

    /** Somebody entered the right code: what {@link #consume} uses up. Only {@link #check} makes it. */
    public static final class Proof {

        private final long codeId;
        private final long merchantId;
        private final Phone phone;
        private final SmsPurpose purpose;

        private Proof(long codeId, Check check) {
            this.codeId = codeId;
            this.merchantId = check.merchantId();
            this.phone = check.phone();
            this.purpose = check.purpose();
        }

        /** The code that was right. */
        public long codeId() {
            return codeId;
        }

        /** At which merchant. */
        public long merchantId() {
            return merchantId;
        }

        /** The phone it was sent to. */
        public Phone phone() {
            return phone;
        }

        /** What it is good for. */
        public SmsPurpose purpose() {
            return purpose;
        }
    }

    /**
     * Sends a code; whether the phone is known to anybody makes no difference. Never inside a transaction. Errors:
     * {@link MessageError#SMS_TOO_OFTEN}, {@link MessageError#SMS_PHONE_REFUSED}, {@link MessageError#SMS_UNAVAILABLE},
     * {@link MessageError#SMS_NOT_SET_UP}.
     */
    public Sent send(Ask ask) {
        requireNoTransaction();
        var draft = drafts.draft(ask);
        var code = draft.code();
        budgets.reserve(code);
        switch (aliyun.sendCode(ask.phone(), ask.purpose(), draft.digits(), code.id())) {
            case Delivery.Accepted _ -> mapper.closeBefore(code);
            case Delivery.Refused(var error) -> {
                budgets.giveBack(code);
                throw error;
            }
            case Delivery.Unclear _ -> {
                // It may arrive all the same, so it counts and the ones before it don't.
                mapper.closeBefore(code);
                throw new RetryLater(MessageError.SMS_UNAVAILABLE, AliyunSms.OUTAGE_SECONDS);
            }
        }
        return new Sent((int) Budget.PHONE_AT_ONCE.within().toSeconds());
    }

    /**
     * Compares with the newest code of exactly this merchant, purpose, phone and identity; wrong guesses are counted at
     * once, so never inside a transaction. Errors: {@link MessageError#SMS_CODE_WRONG},
     * {@link MessageError#SMS_CODE_EXPIRED}, {@link MessageError#SMS_CODE_LOCKED}.
     */
    public Proof check(Check check) {
        requireNoTransaction();
        return new Proof(guessing.requireRight(check), check);
    }

    /** Whether a code that was sent to the phone for this purpose can still be entered by the person. */
    public boolean isOpen(SmsPurpose purpose, Phone phone, Identified person) {
        var hash = phoneHash.of(person.merchantId(), phone);
        return mapper.isOpen(
                new SmsCodeMapper.Asked(person.merchantId(), hash, purpose, person.identityId()), clock.instant());
    }

    /** A person at a merchant. */
    public record Identified(long merchantId, long identityId) {}

    /** Uses the code up with the caller's change. Errors: {@link MessageError#SMS_CODE_WRONG} when it is used by now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void consume(Proof proof) {
        if (mapper.use(proof.merchantId(), proof.codeId(), clock.instant()) == 0) {
            throw new BusinessError(MessageError.SMS_CODE_WRONG);
        }
    }

    /**
     * Makes a code good again that was used for nothing: what it was to allow was refused. Where a newer one was sent
     * meanwhile, or its time is over, it stays of no use.
     */
    @Transactional
    public void giveBack(Proof proof) {
        mapper.reopen(proof.merchantId(), proof.codeId());
    }

    /** Tells a phone something, once the present transaction, if there is one, has committed. */
    @Transactional
    public void tell(long merchantId, Phone phone, Notice notice) {
        outbox.put(merchantId, List.of(NoticeSender.draft(phone, notice)));
    }

    /** Deletes codes and counts whose time is long over and says how many. */
    public int sweep() {
        var before = clock.instant().minus(KEPT);
        return Sweep.run(most -> mapper.sweep(before, most)) + Sweep.run(most -> budgets.sweep(before, most));
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("What is counted here must not be undone by the caller's transaction");
        }
    }
}
