package io.kabao.sandbox.wechat.code;

import io.kabao.sandbox.http.WechatError;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parametric codes of official accounts. A ticket says itself what it is of: a merchant keeps tickets for months, and
 * they are good after this program has been started anew.
 */
final class AccountCodes {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Scenes of permanent codes by app; forgotten at the end, when the app's budget begins anew. */
    private final Map<String, Set<String>> permanent = new HashMap<>();

    /** One code; {@code until} null: for ever; {@code salt}: tells codes of one scene apart, empty for ever. */
    record AccountCode(String appId, String scene, @Nullable Instant until, String salt) {
        private static final String HEAD = "gQH";
        private static final String TAIL = "AAA==";
        private static final String ADDRESS = "http://weixin.qq.com/q/";
        private static final Pattern TOLD =
                Pattern.compile("(?<app>[^\n]+)\n(?<until>[0-9]*)\n(?<salt>[0-9a-z]*)\n(?<scene>.+)", Pattern.DOTALL);

        /** What the platform calls it; it holds characters that must be encoded in an address, as real ones do. */
        String ticket() {
            return HEAD + told() + TAIL;
        }

        /** What its picture says. */
        String url() {
            return ADDRESS + told();
        }

        private String told() {
            String end = until == null ? "" : Long.toString(until.toEpochMilli());
            String all = String.join("\n", appId, end, salt, scene);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all.getBytes(StandardCharsets.UTF_8));
        }

        static Optional<AccountCode> of(String ticketOrUrl) {
            if (ticketOrUrl.startsWith(ADDRESS)) {
                return ofTold(ticketOrUrl.substring(ADDRESS.length()));
            }
            boolean isTicket = ticketOrUrl.startsWith(HEAD) && ticketOrUrl.endsWith(TAIL);
            return isTicket
                    ? ofTold(ticketOrUrl.substring(HEAD.length(), ticketOrUrl.length() - TAIL.length()))
                    : Optional.empty();
        }

        private static Optional<AccountCode> ofTold(String told) {
            if (!told.matches("[A-Za-z0-9_-]+") || told.length() % 4 == 1) {
                return Optional.empty();
            }
            var parts = TOLD.matcher(new String(Base64.getUrlDecoder().decode(told), StandardCharsets.UTF_8));
            if (!parts.matches() || parts.group("until").length() > 15) {
                return Optional.empty();
            }
            String until = parts.group("until");
            return Optional.of(new AccountCode(
                    parts.group("app"),
                    parts.group("scene"),
                    until.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(until)),
                    parts.group("salt")));
        }

        boolean isOver(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }

    /** A code that ends then. */
    AccountCode passing(String appId, String scene, Instant until) {
        return new AccountCode(appId, scene, until, Long.toString(RANDOM.nextLong(Long.MAX_VALUE), 36));
    }

    /** The code of this scene for ever, the same as before where there was one. Error: 45029, so many were made. */
    synchronized AccountCode permanent(String appId, String scene, int atMost) {
        var scenes = permanent.computeIfAbsent(appId, _ -> new HashSet<>());
        if (!scenes.contains(scene) && scenes.size() >= atMost) {
            throw new WechatError(45029);
        }
        scenes.add(scene);
        return new AccountCode(appId, scene, null, "");
    }

    /** The code of this ticket or url, over or not. */
    Optional<AccountCode> find(String ticketOrUrl) {
        return AccountCode.of(ticketOrUrl);
    }
}
