package io.kabao.e2e.claim;

import io.kabao.e2e.Rows;
import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.crypto.Purpose;
import io.kabao.kernel.id.Ids;
import io.kabao.message.SmsPurpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Codes as if an SMS had brought them: to one phone more of them than any budget lets through. */
final class Texted {

    private final Shop shop;
    private final Books books;

    Texted(Shop shop, Books books) {
        this.shop = shop;
        this.books = books;
    }

    /** The person of WeChat got this code from whoever holds the phone. */
    void code(String code, SmsPurpose purpose, String phone, String identity) {
        var phoneHash = shop.house().adminBean(PhoneHash.class).of(books.merchant(), Phone.of(phone));
        var codeHash = Hmac.of(
                shop.house().adminBean(DataKeys.class).key(Purpose.SMS_CODE, books.merchant()),
                purpose.name().getBytes(StandardCharsets.US_ASCII),
                phoneHash,
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(Long.parseLong(identity))
                        .array(),
                code.getBytes(StandardCharsets.UTF_8));
        var now = shop.house().clock().instant();
        Rows.of(shop.house().sandbox())
                .change("INSERT INTO sms_code (id, merchant_id, purpose, phone_hash, identity_id, code_hash, guesses,"
                        + " status, sent_at, expires_at) VALUES (%d, %d, '%s', x'%s', %s, x'%s', 0, 'OPEN', '%s', '%s')"
                                .formatted(
                                        shop.house().adminBean(Ids.class).next(),
                                        books.merchant(),
                                        purpose,
                                        HexFormat.of().formatHex(phoneHash),
                                        identity,
                                        HexFormat.of().formatHex(codeHash),
                                        plain(now),
                                        plain(now.plus(Duration.ofMinutes(5)))));
    }

    private static String plain(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "");
    }
}
