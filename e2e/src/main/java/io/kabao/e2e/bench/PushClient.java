package io.kabao.e2e.bench;

import io.kabao.sandbox.wechat.push.MessageCrypt;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * WeChat's servers telling the official account that one of its followers wrote something, each time something
 * new: signed and encrypted, straight to wx-api.
 */
final class PushClient implements Contender.Client {
    private static final AtomicLong MESSAGES = new AtomicLong(20_000_000_000_000_000L);
    private static final int OK = 200;
    private static final int RANDOM_BYTES = 16;
    private static final String TAKEN = "success";

    private final SecureRandom random = new SecureRandom();
    private final MessageCrypt crypt = new MessageCrypt(Shopfront.AES_KEY);
    private final Audience followers;
    private final Wire wire;

    /** To wx-api on this port. */
    PushClient(int port, Audience followers) throws IOException {
        this.followers = followers;
        wire = new Wire(port);
    }

    @Override
    public void call() throws IOException {
        String answer = wire.send(letter()).require("a push", OK, OK).body();
        if (!answer.equals(TAKEN)) {
            throw new IOException("a push was answered: " + answer);
        }
    }

    private byte[] letter() {
        long message = MESSAGES.incrementAndGet();
        String now = Long.toString(System.currentTimeMillis() / 1000);
        String openid = followers.openid(message);
        String nonce = Long.toString(message);
        String sealed = crypt.encrypt(randomBytes(), text(openid, now, message), Shopfront.ACCOUNT);
        String query = "?signature=" + MessageCrypt.sign(Shopfront.CALLBACK_TOKEN, now, nonce) + "&timestamp=" + now
                + "&nonce=" + nonce + "&openid=" + openid + "&encrypt_type=aes&msg_signature="
                + MessageCrypt.sign(Shopfront.CALLBACK_TOKEN, now, nonce, sealed);
        String body = "<xml><ToUserName><![CDATA[" + Shopfront.ORIGINAL_ID + "]]></ToUserName><Encrypt><![CDATA["
                + sealed + "]]></Encrypt></xml>";
        return Wire.post("/wx/callbacks/" + Shopfront.ACCOUNT + query, "", "text/xml", body);
    }

    private static String text(String openid, String now, long message) {
        return "<xml><ToUserName><![CDATA[" + Shopfront.ORIGINAL_ID + "]]></ToUserName><FromUserName><![CDATA[" + openid
                + "]]></FromUserName><CreateTime>" + now + "</CreateTime><MsgType><![CDATA[text]]></MsgType>"
                + "<Content><![CDATA[今天几点关门？]]></Content><MsgId>" + message + "</MsgId></xml>";
    }

    private byte[] randomBytes() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
