package io.kabao.claim;

import io.kabao.kernel.inbox.InboxHandler;
import io.kabao.kernel.inbox.InboxMessage;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.wechat.Push;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What follows from a push: who follows, who looked at which scene. Pushes come late, twice and in no order. */
@Component
class WechatPushes implements InboxHandler {

    static final String SOURCE = "wechat";

    private final Identities identities;
    private final ClaimCodes codes;
    private final Intents intents;
    private final Scans scans;
    private final Outbox outbox;
    private final JsonMapper json;

    WechatPushes(
            Identities identities, ClaimCodes codes, Intents intents, Scans scans, Outbox outbox, JsonMapper json) {
        this.identities = identities;
        this.codes = codes;
        this.intents = intents;
        this.scans = scans;
        this.outbox = outbox;
        this.json = json;
    }

    /**
     * What of a push is kept: no words that a person wrote.
     *
     * @param createdAt in whole seconds
     */
    record Told(
            String appId,
            String openid,
            Instant createdAt,
            @Nullable String event,
            @Nullable String scene) {

        static Told of(String appId, Push push) {
            return new Told(appId, push.openid(), push.createdAt(), push.event(), push.scene());
        }

        @Override
        public String toString() {
            return "Told[" + event + "]";
        }
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public void take(InboxMessage message) {
        var told = json.readValue(message.payload(), Told.class);
        // Whoever leaves is written down too: the follow may come after. Whoever scans, writes or presses the menu
        // follows,
        // even if the follow itself was never told.
        var identity =
                identities.meet(new Identities.Acquaintance(message.merchantId(), told.appId(), told.openid(), null));
        identities.follow(identity, !"unsubscribe".equals(told.event()), told.createdAt());
        lookedAt(identity, told);
        if (identity.unionid() == null && "subscribe".equals(told.event())) {
            outbox.put(message.merchantId(), List.of(Followers.draft(identity)));
        }
    }

    private void lookedAt(Identity identity, Told told) {
        if (told.scene() == null) {
            return;
        }
        codes.ofScene(told.scene())
                .filter(code -> code.merchantId() == identity.merchantId())
                .ifPresent(code -> {
                    intents.look(identity, code, told.createdAt());
                    scans.count(code);
                });
    }
}
