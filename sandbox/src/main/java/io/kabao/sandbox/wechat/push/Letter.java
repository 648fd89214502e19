package io.kabao.sandbox.wechat.push;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A push as it goes over the wire: the address with its signatures, and the body. */
record Letter(URI to, String body) {
    private static final Duration OLD = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Writes it at this time. */
    static Letter of(Courier.Route route, Push push, Manner manner, Instant now) {
        Callback callback = route.callback();
        var forgery = manner.forgery();
        Instant stamped = forgery == Forgery.OLD_TIMESTAMP ? now.minus(OLD) : now;
        String timestamp = Long.toString(stamped.getEpochSecond());
        String nonce = nonce();
        boolean encrypted = callback.aesKey() != null && forgery != Forgery.PLAIN;
        String token = forgery == Forgery.WRONG_APP && !encrypted ? callback.token() + "x" : callback.token();

        var query = new LinkedHashMap<String, String>();
        query.put("signature", spoilt(forgery, MessageCrypt.sign(token, timestamp, nonce)));
        query.put("timestamp", timestamp);
        query.put("nonce", nonce);
        query.put("openid", push.tie().openId());
        String xml = xml(push, manner, route.canary());
        if (callback.aesKey() == null || !encrypted) {
            return new Letter(withQuery(callback.url(), query), xml);
        }
        String appId = forgery == Forgery.WRONG_APP ? "wx0000000000000000" : callback.appId();
        String secret = new MessageCrypt(callback.aesKey()).encrypt(random(), xml, appId);
        query.put("encrypt_type", "aes");
        query.put("msg_signature", spoilt(forgery, MessageCrypt.sign(token, timestamp, nonce, secret)));
        var envelope = new LinkedHashMap<String, String>();
        envelope.put("ToUserName", callback.originalId());
        envelope.put("Encrypt", secret);
        return new Letter(withQuery(callback.url(), query), FlatXml.write(envelope, false));
    }

    /** The question by which WeChat checks an address, to be answered with these words. */
    static Letter question(Callback callback, String words, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        String nonce = nonce();
        var query = new LinkedHashMap<String, String>();
        query.put("signature", MessageCrypt.sign(callback.token(), timestamp, nonce));
        query.put("timestamp", timestamp);
        query.put("nonce", nonce);
        query.put("echostr", words);
        return new Letter(withQuery(callback.url(), query), "");
    }

    private static String xml(Push push, Manner manner, URI canary) {
        if (manner.forgery() != Forgery.XXE) {
            return FlatXml.write(push.fields(), manner.blanks());
        }
        String xml = FlatXml.write(push.fields(), manner.blanks());
        return "<!DOCTYPE xml [<!ENTITY leak SYSTEM \"" + canary + "\">]>"
                + xml.replace("</xml>", "<Content>&leak;</Content></xml>");
    }

    private static String spoilt(Forgery forgery, String signature) {
        if (forgery != Forgery.BAD_SIGNATURE) {
            return signature;
        }
        return (signature.charAt(0) == '0' ? '1' : '0') + signature.substring(1);
    }

    private static URI withQuery(URI address, Map<String, String> query) {
        var all = new StringBuilder(address.toString()).append(address.getRawQuery() == null ? '?' : '&');
        query.forEach((name, value) -> all.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        all.setLength(all.length() - 1);
        return URI.create(all.toString());
    }

    private static String nonce() {
        return Integer.toString(RANDOM.nextInt(100_000_000, 1_000_000_000));
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + RANDOM.nextInt(26));
        }
        return bytes;
    }
}
