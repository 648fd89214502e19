package io.kabao.sandbox.wechat.code;

import io.kabao.sandbox.http.Bounded;
import io.kabao.sandbox.http.WechatError;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parametric codes of official accounts: the permanent ones, and the newest 100,000 of all that end. */
final class AccountCodes {
    private static final int KEPT = 100_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, AccountCode> permanent = new HashMap<>();
    private final Map<String, Integer> made = new HashMap<>();
    private final Map<String, AccountCode> permanentByTicket = new HashMap<>();
    private final Bounded<String, AccountCode> passing = new Bounded<>(KEPT);

    /** One code; {@code until} null: for ever. */
    record AccountCode(
            String appId,
            String scene,
            String ticket,
            @Nullable Instant until) {
        /** What its picture says. */
        String url() {
            return "http://weixin.qq.com/q/" + ticket.substring(3, 40);
        }

        boolean isOver(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }

    /** A code that ends then. */
    AccountCode passing(String appId, String scene, Instant until) {
        var code = new AccountCode(appId, scene, ticket(), until);
        passing.put(code.ticket(), code);
        passing.put(code.url(), code);
        return code;
    }

    /** The code of this scene for ever, the same as before where there was one. Error: 45029, so many were made. */
    synchronized AccountCode permanent(String appId, String scene, int atMost) {
        AccountCode before = permanent.get(appId + "/" + scene);
        if (before != null) {
            return before;
        }
        if (made.merge(appId, 1, Integer::sum) > atMost) {
            made.put(appId, atMost);
            throw new WechatError(45029);
        }
        var code = new AccountCode(appId, scene, ticket(), null);
        permanent.put(appId + "/" + scene, code);
        permanentByTicket.put(code.ticket(), code);
        permanentByTicket.put(code.url(), code);
        return code;
    }

    /** The code of this ticket or url, over or not. */
    synchronized Optional<AccountCode> find(String ticketOrUrl) {
        return passing.get(ticketOrUrl).or(() -> Optional.ofNullable(permanentByTicket.get(ticketOrUrl)));
    }

    /** As real ones look: they hold characters that must be encoded in an address. */
    private static String ticket() {
        byte[] random = new byte[48];
        RANDOM.nextBytes(random);
        String middle = new BigInteger(1, random).toString(36);
        return "gQH" + "0".repeat(Math.max(0, 75 - middle.length())) + middle + "AAA==";
    }
}
