package io.kabao.sandbox.wechat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One registered app and what WeChat remembers of it: its tokens of both kinds, which do not touch each other, and its
 * tickets. Source of the times: WeChat's getStableAccessToken and getAccessToken documents.
 */
public final class WechatApp {
    /** For so long the old token and the new one count together. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);
    private static final int FORCED_A_DAY = 20;
    private static final ZoneId WECHATS_DAY = ZoneId.of("Asia/Shanghai");
    private static final int REMEMBERED = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AppSettings settings;

    /** By value, the newest of both kinds and many that died: a dead one is answered otherwise than an unknown one. */
    private final Map<String, AccessToken> tokens = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AccessToken> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Map<TicketType, AccessToken> tickets = new EnumMap<>(TicketType.class);
    private @Nullable String stable;
    private @Nullable String classic;
    private Instant lastForced = Instant.MIN;
    private LocalDate forcedOn = LocalDate.MIN;
    private int forcedToday;
    private int fetches;

    WechatApp(AppSettings settings) {
        this.settings = settings;
    }

    /** For what a ticket signs: the page's JS-SDK, or cards. */
    enum TicketType {
        JSAPI,
        WX_CARD
    }

    /** Its id. */
    public String appId() {
        return settings.appId();
    }

    /** What the console knows of it. */
    public AppSettings settings() {
        return settings;
    }

    boolean hasSecret(String offered) {
        return settings.secret().equals(offered);
    }

    /** Whether the token current now has been fetched more often than is agreed. */
    synchronized boolean isFetchedTooOften() {
        return fetches > settings.tokenFetches();
    }

    /** The same token until five minutes before its end; forcing a new one kills it, where forcing is allowed. */
    synchronized AccessToken stableToken(boolean force, Instant now) {
        AccessToken current = stable == null ? null : tokens.get(stable);
        boolean lasting = current != null && current.secondsLeft(now) > OVERLAP.toSeconds();
        if (current != null && lasting && !(force && mayForce(now))) {
            fetches++;
            return current;
        }
        if (current != null && lasting) {
            countForced(now);
            tokens.put(current.value(), current.replacedAt(now));
        }
        AccessToken issued = issue(now);
        stable = issued.value();
        fetches = 1;
        return issued;
    }

    /** A new token at each call; the one before it dies within five minutes. */
    synchronized AccessToken classicToken(Instant now) {
        AccessToken before = classic == null ? null : tokens.get(classic);
        fetches = before != null && before.secondsLeft(now) > OVERLAP.toSeconds() ? fetches + 1 : 1;
        if (before != null) {
            tokens.put(before.value(), before.replacedAt(now.plus(OVERLAP)));
        }
        AccessToken issued = issue(now);
        classic = issued.value();
        return issued;
    }

    /** The token of this value, live or dead, if it was this app's. */
    synchronized Optional<AccessToken> token(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    /** The same ticket until its end. */
    synchronized AccessToken ticket(TicketType type, Instant now) {
        AccessToken current = tickets.get(type);
        if (current == null || !current.isLive(now)) {
            current = AccessToken.issue(random(64), now);
            tickets.put(type, current);
        }
        return current;
    }

    private AccessToken issue(Instant now) {
        AccessToken issued = AccessToken.issue(random(136), now);
        tokens.put(issued.value(), issued);
        return issued;
    }

    private boolean mayForce(Instant now) {
        boolean rested = lastForced.equals(Instant.MIN) || !now.isBefore(lastForced.plus(BETWEEN_FORCED));
        return rested && (!forcedOn.equals(dayOf(now)) || forcedToday < FORCED_A_DAY);
    }

    private void countForced(Instant now) {
        forcedToday = forcedOn.equals(dayOf(now)) ? forcedToday + 1 : 1;
        forcedOn = dayOf(now);
        lastForced = now;
    }

    private static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, WECHATS_DAY);
    }

    private static String random(int characters) {
        String digits = new BigInteger(characters * 6, RANDOM).toString(36);
        return digits.substring(0, Math.min(characters, digits.length()));
    }
}
