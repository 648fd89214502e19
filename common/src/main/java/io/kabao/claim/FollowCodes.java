package io.kabao.claim;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatError;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Codes of an official account with the scene of a claim code, made once at WeChat and kept. What is printed for a merchant
 * gets codes for ever, of which an account has 100,000 in its life; what is scanned from a screen, and members' invitations,
 * live for a month and are made again.
 */
@Component
public class FollowCodes {

    private static final Logger LOG = LoggerFactory.getLogger(FollowCodes.class);

    /** A picture shown now is still good when the customer comes to scan it. */
    private static final Duration GOOD_FOR_AT_LEAST = Duration.ofDays(1);

    private final FollowCodeMapper mapper;
    private final OfficialAccount accounts;
    private final Ids ids;
    private final Clock clock;

    FollowCodes(FollowCodeMapper mapper, OfficialAccount accounts, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.accounts = accounts;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Where WeChat shows the code; null while WeChat can't be asked for it: the offer is worth showing without. It is
     * scanned from the screen, so one for a month does.
     */
    @Nullable
    String pictureOf(ClaimCode code, WechatApp account) {
        var kept = kept(code, account);
        try {
            return kept.filter(this::isGood)
                    .orElseGet(() -> made(code, account, false))
                    .pictureUrl();
        } catch (BusinessError e) {
            LOG.warn("No new follow code for claim code {}: {}", code.id(), e.code());
            // One that is good for some hours still does.
            return kept.filter(this::isAlive).map(FollowCode::pictureUrl).orElse(null);
        }
    }

    /**
     * The code, made at WeChat if there is none that is good for a while; what may be printed is good for ever. Errors:
     * {@link WechatError#PERMANENT_CODES_USED_UP} before WeChat is asked for one too many; those of WeChat.
     */
    FollowCode require(ClaimCode code, WechatApp account) {
        return kept(code, account)
                .filter(found -> isForEver(code) ? found.expiresAt() == null : isGood(found))
                .orElseGet(() -> made(code, account, isForEver(code)));
    }

    /**
     * What a code of the account that leads to this claim code says; made at WeChat if need be, so never inside a
     * transaction. Errors: {@link WechatError#PERMANENT_CODES_USED_UP} before WeChat is asked for one too many; those of
     * WeChat.
     */
    public String urlOf(ClaimCode code, WechatApp account) {
        return require(code, account).url();
    }

    private Optional<FollowCode> kept(ClaimCode code, WechatApp account) {
        return mapper.find(code.merchantId(), code.id(), account.appId());
    }

    private static boolean isForEver(ClaimCode code) {
        return code.channel().isMadeByMerchant();
    }

    private boolean isAlive(FollowCode code) {
        return code.expiresAt() == null || code.expiresAt().isAfter(clock.instant());
    }

    private boolean isGood(FollowCode code) {
        return code.expiresAt() == null
                || code.expiresAt().isAfter(clock.instant().plus(GOOD_FOR_AT_LEAST));
    }

    private FollowCode made(ClaimCode code, WechatApp account, boolean forEver) {
        if (forEver && mapper.countForEver(code.merchantId(), account.appId()) >= CodeBudgets.OF_ACCOUNT_MOST) {
            throw new BusinessError(WechatError.PERMANENT_CODES_USED_UP);
        }
        var made =
                forEver ? accounts.permanentCode(account, code.scene()) : accounts.temporaryCode(account, code.scene());
        var kept = new FollowCode(
                ids.next(),
                code.merchantId(),
                code.id(),
                account.appId(),
                made.url(),
                made.pictureUrl(),
                made.expiresAt(),
                clock.instant());
        mapper.keep(kept);
        return kept;
    }
}
