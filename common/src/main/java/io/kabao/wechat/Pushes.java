package io.kabao.wechat;

import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.error.BusinessError;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What WeChat pushes to an official account: proved, opened, and answered. Source: WeChat's documents on receiving
 * messages and on their encryption.
 */
@Component
public class Pushes {

    /** The longest body of a push, in bytes. */
    public static final int BODY_MOST = 65_536;

    /** The longest text of a reply, in bytes of UTF-8. */
    public static final int REPLY_MOST = 2048;

    /** How far the time of a push may be from ours: what is older was overheard, as WeChat stamps each try anew. */
    public static final Duration TIME_APART = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final Pattern WORDS = Pattern.compile("[!-~]{1,256}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FieldCipher cipher;
    private final Clock clock;

    Pushes(FieldCipher cipher, Clock clock) {
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * Answers WeChat's question whether this address is the account's, asked by GET: the words to send back as plain
     * text. Errors: {@link WechatError#SIGNATURE_WRONG}, {@link WechatError#PUSH_MALFORMED}.
     */
    public String verify(WechatApp app, Map<String, String> query) {
        requireSigned(token(app), query);
        var words = query.getOrDefault("echostr", "");
        if (!WORDS.matcher(words).matches()) {
            throw new BusinessError(WechatError.PUSH_MALFORMED);
        }
        return words;
    }

    /**
     * Proves and reads a push. Errors: {@link WechatError#SIGNATURE_WRONG}, also for a time that is not ours and another
     * app's; {@link WechatError#PUSH_PLAIN_REFUSED}, {@link WechatError#PUSH_MALFORMED}.
     *
     * @param query the parameters of the address, decoded
     */
    public Push open(WechatApp app, Map<String, String> query, byte[] body) {
        var token = token(app);
        // Before anything of it is read: strangers get no further.
        requireSigned(token, query);
        if (body.length > BODY_MOST) {
            throw new BusinessError(WechatError.PUSH_MALFORMED);
        }
        var sealed = query.containsKey("msg_signature") || "aes".equals(query.get("encrypt_type"));
        if (!sealed && app.safeMode()) {
            throw new BusinessError(WechatError.PUSH_PLAIN_REFUSED);
        }
        var outer = PushXml.read(body);
        return sealed ? Push.of(opened(app, token, query, outer), true) : Push.of(outer, false);
    }

    /**
     * The body that answers a push with a text of 1 to {@value #REPLY_MOST} bytes, encrypted where the push was; an empty
     * body answers without one. A person who has unfollowed gets none. Links are written as in HTML.
     */
    public String seal(WechatApp app, Push push, String replyText) {
        var bytes = replyText.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > REPLY_MOST) {
            throw new IllegalArgumentException("A reply has 1 to " + REPLY_MOST + " bytes");
        }
        var now = Long.toString(clock.instant().getEpochSecond());
        var reply = new LinkedHashMap<String, String>();
        reply.put("ToUserName", push.openid());
        reply.put("FromUserName", push.toUser());
        reply.put("CreateTime", now);
        reply.put("MsgType", "text");
        reply.put("Content", replyText);
        var xml = PushXml.write(reply);
        return push.sealed() ? envelope(app, xml, now) : xml;
    }

    private String envelope(WechatApp app, String xml, String now) {
        var encrypted = pushCipher(app).encrypt(xml);
        var nonce = Long.toString(RANDOM.nextLong(1_000_000_000L, 10_000_000_000L));
        var envelope = new LinkedHashMap<String, String>();
        envelope.put("Encrypt", encrypted);
        envelope.put("MsgSignature", WechatSignature.of(token(app), now, nonce, encrypted));
        envelope.put("TimeStamp", now);
        envelope.put("Nonce", nonce);
        return PushXml.write(envelope);
    }

    private Map<String, String> opened(
            WechatApp app, String token, Map<String, String> query, Map<String, String> outer) {
        var encrypted = outer.getOrDefault("Encrypt", "");
        var signature = query.getOrDefault("msg_signature", "");
        if (encrypted.isEmpty()) {
            throw new BusinessError(WechatError.PUSH_MALFORMED);
        }
        if (!WechatSignature.fits(signature, token, value(query, "timestamp"), value(query, "nonce"), encrypted)) {
            throw new BusinessError(WechatError.SIGNATURE_WRONG);
        }
        var xml = pushCipher(app).decrypt(encrypted).orElseThrow(() -> new BusinessError(WechatError.SIGNATURE_WRONG));
        return PushXml.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private void requireSigned(String token, Map<String, String> query) {
        var timestamp = value(query, "timestamp");
        if (!WechatSignature.fits(value(query, "signature"), token, timestamp, value(query, "nonce"))
                || !SECONDS.matcher(timestamp).matches()
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                                .abs()
                                .compareTo(TIME_APART)
                        > 0) {
            throw new BusinessError(WechatError.SIGNATURE_WRONG);
        }
    }

    private String token(WechatApp app) {
        return secret(app, WechatApps.TOKEN, app.token());
    }

    private PushCipher pushCipher(WechatApp app) {
        return new PushCipher(secret(app, WechatApps.AES_KEY, app.aesKey()), app.appId());
    }

    /** An account without it can't prove anything. */
    private String secret(WechatApp app, FieldName field, byte @Nullable [] encrypted) {
        if (encrypted == null) {
            throw new BusinessError(WechatError.SIGNATURE_WRONG);
        }
        return cipher.decrypt(field, app.merchantId(), encrypted);
    }

    private static String value(Map<String, String> query, String name) {
        return query.getOrDefault(name, "");
    }
}
