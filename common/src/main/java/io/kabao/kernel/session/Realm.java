package io.kabao.kernel.session;

import cn.dev33.satoken.config.SaTokenConfig;
import cn.dev33.satoken.context.SaHolder;
import cn.dev33.satoken.dao.SaTokenDao;
import cn.dev33.satoken.stp.StpLogic;
import io.kabao.kernel.crypto.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of people who sign in, with its own tokens and settings. A token of one realm means nothing in another.
 *
 * <p>Tokens are 32 bytes by chance ({@link Secrets#token}), because the library's own styles are not all unpredictable, and are
 * read from the header {@code Authorization: Bearer …} alone, never from a cookie, query or body.
 */
public class Realm extends StpLogic {

    private final SaTokenDao store;

    /**
     * A realm.
     *
     * @param name also the beginning of its keys in Redis
     * @param life how long a token lives at most
     * @param idle how long a token lives unused
     * @param several whether one person may be signed in more than once
     * @param store where sessions are kept
     */
    public Realm(String name, Duration life, Duration idle, boolean several, SaTokenDao store) {
        super(name);
        this.store = store;
        setConfig(new SaTokenConfig()
                .setTokenName("kabao")
                .setTokenPrefix("Bearer")
                .setTimeout(life.toSeconds())
                .setActiveTimeout(idle.toSeconds())
                .setIsConcurrent(several)
                .setIsShare(false)
                .setIsReadBody(false)
                .setIsReadCookie(false)
                .setIsReadHeader(true)
                .setIsWriteHeader(false)
                .setIsPrint(false)
                .setIsLog(false));
    }

    /** Each application context has its own connection; the library would share one over the whole process. */
    @Override
    public SaTokenDao getSaTokenDao() {
        return store;
    }

    @Override
    public String createTokenValue(
            Object loginId, @Nullable String deviceType, long timeout, @Nullable Map<String, Object> extraData) {
        return Secrets.token();
    }

    /** What a row keeps of a token, so that the row can say which one is live: its SHA-256. */
    public static byte[] fingerprint(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    @Override
    public @Nullable String getTokenValueNotCut() {
        return SaHolder.getRequest().getHeader("Authorization");
    }

    /** A token is handed to the caller in the body and leaves no other trace in the request. */
    @Override
    public void setTokenValueToStorage(String tokenValue) {}
}
