package io.kabao.claim;

import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.member.Identity;
import io.kabao.wechat.MiniProgram;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Exchanges the phone codes of mini-programs, each once: a code is taken in the database before WeChat is asked, so a
 * second exchange is refused here whoever sends it. When the claim that took it is not done, the phone is kept for some
 * minutes, so that the same person's next try of the same request is not refused for a code that WeChat counts as used.
 */
@Component
class PhoneCodes {

    /** How long the answer of an exchange serves the same person's next tries: as long as WeChat's code lives. */
    static final Duration ANSWER_KEPT = Duration.ofMinutes(5);

    /** A request that took a code and has not come to an end by then was cut off; what WeChat told it is lost. */
    private static final Duration EXCHANGE_TAKES_MOST = Duration.ofSeconds(15);

    private static final FieldName PHONE = new FieldName("used_phone_code.phone");

    private final UsedPhoneCodeMapper mapper;
    private final MiniProgram miniProgram;
    private final FieldCipher cipher;
    private final Ids ids;
    private final Clock clock;

    PhoneCodes(UsedPhoneCodeMapper mapper, MiniProgram miniProgram, FieldCipher cipher, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.miniProgram = miniProgram;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A code that was exchanged.
     *
     * @param kept whether its phone was kept by a request before
     */
    record Taken(long id, long merchantId, Phone phone, boolean kept) {}

    /**
     * The phone that the person authorised; empty while another request of theirs with the same code is being worked on.
     * Errors: {@link WechatError#PHONE_CODE_INVALID}, {@link WechatError#WECHAT_UNAVAILABLE}.
     */
    Optional<Taken> exchange(WechatApp app, Identity identity, String code) {
        var merchantId = identity.merchantId();
        var row = new UsedPhoneCode(
                ids.next(), merchantId, hash(app.appId(), code), identity.id(), null, clock.instant());
        try {
            mapper.take(row);
        } catch (DuplicateKeyException _) {
            return known(identity, row.codeHash());
        }
        try {
            return Optional.of(
                    new Taken(row.id(), merchantId, miniProgram.phoneOf(app, code, identity.openid()), false));
        } catch (RuntimeException e) {
            // Whatever is no answer of WeChat's, such as that of Redis where the tokens are, came before it was asked.
            if (isUsedUp(e)) {
                mapper.refuse(merchantId, row.id());
            } else {
                mapper.giveBack(merchantId, row.id());
            }
            throw e;
        }
    }

    private static boolean isUsedUp(RuntimeException refusal) {
        return refusal instanceof BusinessError error && error.code() == WechatError.PHONE_CODE_INVALID;
    }

    private Optional<Taken> known(Identity identity, byte[] codeHash) {
        var taken = mapper.find(identity.merchantId(), codeHash);
        if (taken.isEmpty()) {
            // Given back in this moment: whoever comes next may take it.
            return Optional.empty();
        }
        var used = taken.filter(row -> row.identityId() == identity.id())
                .filter(row -> row.phone() == null || row.phone().length > 0)
                .filter(row -> row.usedAt().plus(ANSWER_KEPT).isAfter(clock.instant()))
                .filter(row -> row.phone() != null
                        || row.usedAt().plus(EXCHANGE_TAKES_MOST).isAfter(clock.instant()))
                .orElseThrow(() -> new BusinessError(WechatError.PHONE_CODE_INVALID));
        return Optional.ofNullable(used.phone())
                .map(phone -> new Taken(
                        used.id(), used.merchantId(), Phone.of(cipher.decrypt(PHONE, used.merchantId(), phone)), true));
    }

    /** Keeps the answer of an exchange whose claim was not done. */
    void keep(Taken taken) {
        var phone = cipher.encrypt(PHONE, taken.merchantId(), taken.phone().e164());
        mapper.keep(taken.merchantId(), taken.id(), phone);
    }

    /** Forgets a phone that was kept, once the claim is done. */
    void forget(Taken taken) {
        if (taken.kept()) {
            mapper.forget(taken.merchantId(), taken.id());
        }
    }

    private static byte[] hash(String appId, String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((appId + "\n" + code).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
