package io.kabao.sandbox.wechat.login;

import io.kabao.sandbox.http.Bounded;
import io.kabao.sandbox.http.WechatError;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.Tie;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The codes WeChat gives a client and its server may use once, within five minutes; the newest 200,000 are kept. */
public final class OneTimeCodes {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int KEPT = 200_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Those of the browser. */
    static final Set<Use> OAUTH = Set.of(Use.OAUTH_BASE, Use.OAUTH_USERINFO);

    private final World world;
    private final Bounded<String, Code> codes = new Bounded<>(KEPT);

    /** None yet. */
    public OneTimeCodes(World world) {
        this.world = world;
    }

    /** For what a code is, and what WeChat says of one already used. */
    public enum Use {
        /** wx.login. */
        LOGIN(40163),
        /** The button that gives a phone number. */
        PHONE(40029),
        /** OAuth in the browser, silently. */
        OAUTH_BASE(40163),
        /** OAuth in the browser, with consent to nickname and picture. */
        OAUTH_USERINFO(40163);

        private final int whenUsed;

        Use(int whenUsed) {
            this.whenUsed = whenUsed;
        }
    }

    /** One code: for what, between whom; {@code numeric}: its phone answer carries the country code as a number. */
    public record Code(String value, Use use, Tie tie, Instant until, boolean numeric, AtomicBoolean used) {}

    /** Gives out a new code. */
    public String issue(Use use, Tie tie, boolean numeric) {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String value = "0" + new BigInteger(1, random).toString(36);
        Instant until = world.clock().instant().plus(LIFE);
        codes.put(value, new Code(value, use, tie, until, numeric, new AtomicBoolean()));
        return value;
    }

    /**
     * Uses it up. Errors: 40029 unknown, expired, of another app or for another use; 40163 (phone: 40029) used before,
     * which is also a violation.
     */
    Code redeem(String value, String appId, Set<Use> uses) {
        Code code = require(value, appId);
        if (!uses.contains(code.use()) || !world.clock().instant().isBefore(code.until())) {
            throw new WechatError(40029);
        }
        if (!code.used().compareAndSet(false, true)) {
            world.violations().report("CODE_USED_TWICE", "a " + code.use() + " code of " + appId);
            throw new WechatError(code.use().whenUsed);
        }
        return code;
    }

    /** The code of this app, used or not. Error: 40029. */
    Code require(String value, String appId) {
        return codes.get(value)
                .filter(code -> code.tie().appId().equals(appId))
                .orElseThrow(() -> new WechatError(40029));
    }
}
