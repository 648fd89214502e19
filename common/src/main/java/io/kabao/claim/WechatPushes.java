package io.kabao.claim;

import io.kabao.kernel.inbox.InboxHandler;
import io.kabao.kernel.inbox.InboxMessage;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.wechat.Push;
import io.kabao.wechat.WechatApps;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What follows from a push: who follows, who looked at which scene. Pushes come late, twice and in no order. */
@Component
class WechatPushes implements InboxHandler {

    static final String SOURCE = "wechat";

    private static final String UNFOLLOW = "unsubscribe";

    /** What only a follower can do, beside writing; events of cards and of messages come from others too. */
    private static final Set<String> OF_FOLLOWERS = Set.of("subscribe", "SCAN", "CLICK", "VIEW");

    private final WechatApps apps;
    private final Identities identities;
    private final ClaimCodes codes;
    private final Intents intents;
    private final Scans scans;
    private final Outbox outbox;
    private final JsonMapper json;

    WechatPushes(
            WechatApps apps,
            Identities identities,
            ClaimCodes codes,
            Intents intents,
            Scans scans,
            Outbox outbox,
            JsonMapper json) {
        this.apps = apps;
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

        boolean isUnfollow() {
            return UNFOLLOW.equals(event);
        }

        /** Whether the person followed at that time, even if the follow itself was never told. */
        boolean provesFollow() {
            return event == null || OF_FOLLOWERS.contains(event);
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
        // Whoever leaves is written down too: the follow may come after.
        var identity =
                identities.meet(new Identities.Acquaintance(message.merchantId(), told.appId(), told.openid(), null));
        if (told.provesFollow() || told.isUnfollow()) {
            identities.follow(identity, told.provesFollow(), told.createdAt());
        }
        lookedAt(identity, told);
        // Not at the follow alone: many followed before the merchant came, and a follow's push may be lost. Of
        // others WeChat tells none.
        if (told.provesFollow() && hasUnionids(told.appId()) && identities.beginAsking(identity)) {
            outbox.put(message.merchantId(), List.of(Followers.draft(identity)));
        }
    }

    private boolean hasUnionids(String appId) {
        return apps.ofAppId(appId)
                .filter(account -> account.openPlatformId() != null)
                .isPresent();
    }

    private void lookedAt(Identity identity, Told told) {
        if (told.scene() == null) {
            return;
        }
        codes.ofScene(told.scene())
                .filter(code -> code.merchantId() == identity.merchantId())
                .ifPresent(code -> {
                    if (intents.look(identity, code, told.createdAt())) {
                        scans.count(code);
                    }
                });
    }
}
