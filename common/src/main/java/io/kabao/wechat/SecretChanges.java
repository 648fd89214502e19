package io.kabao.wechat;

import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.access.SignedInOperator;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.StaleVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * An app is registered or changed. Whoever holds its secrets speaks for the merchant to every follower: another secret, or
 * taking plain pushes, asks for a session that has proved itself and may need a second person. An app that was there before
 * and was removed has followers too: its new secrets are other secrets.
 */
@Service
public class SecretChanges implements ApprovableAction {

    private static final String THING = "WECHAT_APP";

    private final WechatApps apps;
    private final Approvals approvals;
    private final JsonMapper json;
    private final Clock clock;

    SecretChanges(WechatApps apps, Approvals approvals, JsonMapper json, Clock clock) {
        this.apps = apps;
        this.approvals = approvals;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Who changes which app from which version on.
     *
     * @param reason for whoever has to agree; null: none is given
     */
    public record Change(
            SignedInOperator operator,
            Actor actor,
            long appId,
            int version,
            @Nullable String reason) {}

    /**
     * What waits: the app as it is to be from this version on.
     *
     * @param appId null: it is registered again
     */
    private record Asked(@Nullable Long appId, int version, WechatApp.Draft draft) {

        @Override
        public String toString() {
            return "Asked[" + appId + "]";
        }
    }

    /** What whoever agrees is shown: no secret, but which ones change. */
    private record Summary(String appId, String name, List<String> secrets, boolean safeMode) {}

    /**
     * Registers an app, or lets it wait where the merchant had it before. Errors: as {@link WechatApps#add}.
     *
     * @param reason for whoever has to agree; null: none is given
     */
    public Outcome<WechatApp> add(Actor actor, WechatApp.Draft draft, @Nullable String reason) {
        if (!apps.wasRemoved(actor.merchantId(), draft.appId())) {
            try {
                return new Outcome.Done<>(apps.addNew(actor, draft, reason));
            } catch (WechatApps.HadBefore _) {
                // It was removed at this moment: two people it is.
            }
        }
        apps.requireAddable(actor, draft);
        return approvals.runOrWait(
                actor,
                new Approvals.Request(
                        kind(),
                        THING,
                        null,
                        Approvals.Place.WHOLE,
                        new Summary(draft.appId(), draft.name(), secretsIn(draft), draft.safeMode()),
                        new Asked(null, 0, draft),
                        reason),
                () -> apps.add(actor, draft, reason));
    }

    /**
     * Changes an app; its kind and app id stay. Errors: as {@link WechatApps#change}, and for secrets those of
     * {@link SignedInOperator#requireSteppedUp}.
     */
    public Outcome<WechatApp> change(Change change, Function<WechatApp, WechatApp.Draft> edit) {
        var was = apps.require(change.actor().merchantId(), change.appId());
        var draft = edit.apply(was);
        var secrets = secretsIn(draft);
        var opens = was.safeMode() && !draft.safeMode();
        if (secrets.isEmpty() && !opens) {
            return new Outcome.Done<>(apps.change(change.actor(), revised(change, draft)));
        }
        change.operator().requireSteppedUp(clock.instant());
        if (was.version() != change.version()) {
            throw new StaleVersion(was.version(), was.updatedAt(), was.updatedBy());
        }
        WechatApps.requireSound(was, draft);
        return approvals.runOrWait(
                change.actor(),
                new Approvals.Request(
                        kind(),
                        THING,
                        was.id(),
                        Approvals.Place.WHOLE,
                        new Summary(was.appId(), draft.name(), secrets, draft.safeMode()),
                        new Asked(was.id(), change.version(), draft),
                        change.reason()),
                () -> apps.change(change.actor(), revised(change, draft)));
    }

    private static WechatApps.Revised revised(Change change, WechatApp.Draft draft) {
        return new WechatApps.Revised(change.appId(), change.version(), draft, change.reason());
    }

    private static List<String> secretsIn(WechatApp.Draft draft) {
        var named = new ArrayList<String>();
        if (draft.secret() != null) {
            named.add("secret");
        }
        if (draft.token() != null) {
            named.add("token");
        }
        if (draft.aesKey() != null) {
            named.add("aesKey");
        }
        return named;
    }

    @Override
    public Kind kind() {
        return Kind.WECHAT_SECRETS;
    }

    @Override
    public void run(Actor actor, String payload, @Nullable String reason) {
        var asked = json.readValue(payload, Asked.class);
        if (asked.appId() == null) {
            apps.add(actor, asked.draft(), reason);
        } else {
            apps.change(actor, new WechatApps.Revised(asked.appId(), asked.version(), asked.draft(), reason));
        }
    }
}
