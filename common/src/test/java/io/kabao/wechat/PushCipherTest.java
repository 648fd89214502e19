package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat's published samples, and WxJava on the other side. */
class PushCipherTest {

    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String APP = "wxb11529c136998cb6";
    private static final byte[] RANDOM = "aaaabbbbccccdddd".getBytes(StandardCharsets.UTF_8);

    private final PushCipher cipher = new PushCipher(KEY, APP);

    @Test
    void the_published_text_is_encrypted_to_the_published_bytes() {
        var published = "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==";
        assertThat(cipher.encrypt(RANDOM, "我是中文abcd123")).isEqualTo(published);
        assertThat(cipher.decrypt(published)).hasValue("我是中文abcd123");
    }

    @Test
    void the_published_question_is_signed_and_opened() {
        var question = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
        assertThat(WechatSignature.of("QDG6eK", "1409659589", "263014780", question))
                .isEqualTo("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3");
        assertThat(new PushCipher("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")
                        .decrypt(question))
                .hasValue("1616140317555161061");
    }

    @Test
    void wxjava_opens_what_we_encrypt_and_we_what_it_does() {
        var wxjava = new WxCryptUtil("token", KEY, APP);
        for (var length = 0; length < 70; length++) {
            var text = "卡".repeat(length);
            assertThat(wxjava.decrypt(cipher.encrypt(text))).isEqualTo(text);
            assertThat(cipher.decrypt(wxjava.encrypt("ppppqqqqrrrrssss", text))).hasValue(text);
        }
    }

    @Test
    void the_same_text_never_looks_the_same() {
        assertThat(cipher.encrypt("x")).isNotEqualTo(cipher.encrypt("x"));
    }

    @Test
    void what_is_for_another_app_or_by_another_key_stays_closed() {
        assertThat(cipher.decrypt(new PushCipher(KEY, "wx2c2769f8efd9abc2").encrypt("x")))
                .isEmpty();
        assertThat(cipher.decrypt(new PushCipher("B".repeat(43), APP).encrypt("x")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "YWJj", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void garbage_stays_closed(String garbage) {
        assertThat(cipher.decrypt(garbage)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 40, Integer.MAX_VALUE})
    void a_length_that_lies_is_refused(int length) throws GeneralSecurityException {
        assertThat(cipher.decrypt(sealed(1))).hasValue("x");
        assertThat(cipher.decrypt(sealed(length))).isEmpty();
    }

    /** The text x with this for its length, padded and encrypted by the key. */
    private static String sealed(int length) throws GeneralSecurityException {
        var plain = ByteBuffer.allocate(64).put(RANDOM).putInt(length).put((byte) 'x');
        plain.put(APP.getBytes(StandardCharsets.UTF_8));
        var padding = plain.remaining();
        assertThat(padding).isBetween(1, 32);
        Arrays.fill(plain.array(), plain.position(), 64, (byte) padding);
        var key = Base64.getDecoder().decode(KEY + "=");
        var aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
        return Base64.getEncoder().encodeToString(aes.doFinal(plain.array()));
    }
}
