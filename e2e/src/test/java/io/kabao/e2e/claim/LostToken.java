package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Rows;
import org.springframework.data.redis.core.StringRedisTemplate;

/** While it is open, Redis fails whoever asks for the token of one app; sessions and all else go on. */
record LostToken(StringRedisTemplate redis, String key) implements AutoCloseable {

    static LostToken of(Shop shop, String appId) {
        var fingerprint = Rows.of(shop.house().sandbox())
                .column("SELECT LEFT(SHA2(secret, 256), 16) FROM wechat_app WHERE app_id = '" + appId + "'");
        assertThat(fingerprint).hasSize(1);
        var redis = shop.house().adminBean(StringRedisTemplate.class);
        var lost = new LostToken(redis, "kabao:wx:token:" + appId + ":" + fingerprint.getFirst());
        redis.delete(lost.key());
        // A list where a text is asked for.
        redis.opsForList().rightPush(lost.key(), "none");
        return lost;
    }

    @Override
    public void close() {
        redis.delete(key);
    }
}
