package io.kabao.claim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import io.kabao.wechat.OfficialAccount;
import io.kabao.wechat.Push;
import io.kabao.wechat.WechatApp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The words that answer a push: the claim link for whoever follows, scans or asks for the card by one of the merchant's
 * keywords. It answers in any case; a push is taken whatever goes wrong here.
 */
@Component
class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    /** WeChat shows a person who follows nothing for as long as we take. */
    private static final Duration ASKING_TAKES_MOST = Duration.ofMillis(700);

    private static final Duration KEYWORDS_STAND = Duration.ofSeconds(1);

    private static final int MERCHANTS_MOST = 1_000;

    private static final String USUAL_TEXT = "欢迎光临！点击领取会员卡";

    private final Merchants merchants;
    private final OpenCodes openCodes;
    private final ClaimCodes codes;
    private final Intents intents;
    private final Identities identities;
    private final OfficialAccount accounts;
    private final CustomerPages pages;
    private final Cache<Long, List<String>> keywords = Caffeine.newBuilder()
            .maximumSize(MERCHANTS_MOST)
            .expireAfterWrite(KEYWORDS_STAND)
            .build();

    Replies(
            Merchants merchants,
            OpenCodes openCodes,
            ClaimCodes codes,
            Intents intents,
            Identities identities,
            OfficialAccount accounts,
            CustomerPages pages) {
        this.merchants = merchants;
        this.openCodes = openCodes;
        this.codes = codes;
        this.intents = intents;
        this.identities = identities;
        this.accounts = accounts;
        this.pages = pages;
    }

    /** What to answer; empty for a push that asks for nothing. */
    Optional<String> to(WechatApp account, Push push) {
        try {
            return answer(account, push);
        } catch (RuntimeException e) {
            LOG.warn("A push is taken without an answer: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<String> answer(WechatApp account, Push push) {
        if (push.scene() != null) {
            return Optional.of(toScene(account, push.scene()));
        }
        if ("subscribe".equals(push.event()) || isAskedFor(account, push)) {
            return link(account, push).map(scene -> words(merchants.require(account.merchantId()), scene));
        }
        return Optional.empty();
    }

    private String toScene(WechatApp account, String scene) {
        var merchant = merchants.require(account.merchantId());
        try {
            var open = openCodes.require(scene);
            if (open.merchantId() == account.merchantId()) {
                return words(merchant, scene);
            }
        } catch (BusinessError e) {
            return e.code().sentence().zh();
        }
        return ClaimError.UNKNOWN_CODE.sentence().zh();
    }

    private boolean isAskedFor(WechatApp account, Push push) {
        var asked = Push.MSG.equals(push.type()) ? push.text() : "CLICK".equals(push.event()) ? push.eventKey() : null;
        return asked != null && keywordsOf(account.merchantId()).contains(asked.strip());
    }

    /** A change of them counts within a second: most of what people write is none, and asks for nothing else. */
    private List<String> keywordsOf(long merchantId) {
        return keywords.get(merchantId, id -> merchants.require(id).keywords());
    }

    /** The scene that the person looked at last, else the merchant's default card. */
    private Optional<String> link(WechatApp account, Push push) {
        return Optional.ofNullable(personBehind(account, push))
                .flatMap(intents::newestOf)
                .filter(this::isOpen)
                .or(() -> defaultScene(account));
    }

    private boolean isOpen(String scene) {
        try {
            openCodes.require(scene);
            return true;
        } catch (BusinessError _) {
            return false;
        }
    }

    private @Nullable Identity personBehind(WechatApp account, Push push) {
        var known = identities.find(account.merchantId(), account.appId(), push.openid());
        if (account.openPlatformId() == null || known.map(Identity::unionid).isPresent()) {
            return known.orElse(null);
        }
        // Only the unionid leads to what the person looked at in the mini-program. What comes too late for the reply
        // still tells who they are.
        var asked = new FutureTask<>(() -> met(account, push));
        Thread.ofVirtual().name("person-behind").start(asked);
        try {
            return asked.get(ASKING_TAKES_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            LOG.info(
                    "Who stands behind a push is not known yet: {}",
                    cause.getClass().getSimpleName());
        }
        return known.orElse(null);
    }

    private Identity met(WechatApp account, Push push) {
        var person = accounts.follower(account, push.openid()).person();
        return identities.meet(
                new Identities.Acquaintance(account.merchantId(), account.appId(), push.openid(), person.unionid()));
    }

    private Optional<String> defaultScene(WechatApp account) {
        return Optional.ofNullable(merchants.require(account.merchantId()).defaultTemplateId())
                .map(template -> codes.plain(account.merchantId(), ClaimChannel.OFFICIAL_ACCOUNT, template))
                .map(ClaimCode::scene)
                .filter(this::isOpen);
    }

    private String words(Merchant merchant, String scene) {
        var text = merchant.replyText() == null ? USUAL_TEXT : merchant.replyText();
        return "<a href=\"" + pages.claimLink(scene) + "\">" + escaped(text) + "</a>";
    }

    /** The merchant's words are words, whatever stands in them. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
