package io.kabao.sandbox.wechat.push;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how WeChat pushes for one app: its address, the token that signs, the EncodingAESKey of 43 characters (null:
 * plain mode; with it safe mode), and how long WeChat waits for the answer, in truth 5 s.
 */
public record Callback(
        String appId,
        String originalId,
        URI url,
        String token,
        @Nullable String aesKey,
        Duration patience) {}
