package io.kabao.wechat;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The official accounts and mini-programs of the merchants. */
@Service
public class WechatApps {

    static final FieldName SECRET = new FieldName("wechat_app.secret");
    static final FieldName TOKEN = new FieldName("wechat_app.token");
    static final FieldName AES_KEY = new FieldName("wechat_app.aes_key");

    /** Apps of one {@link #ofMerchant}. */
    public static final int OF_MERCHANT_MOST = 100;

    private static final String THING = "WECHAT_APP";
    private static final Pattern APP_ID = Pattern.compile("[!-~]{1,40}");
    private static final Pattern ENCODING_AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");

    private final WechatAppMapper mapper;
    private final CodePictureMapper pictures;
    private final FieldCipher cipher;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final Lately<String, Optional<WechatApp>> byAppId = new Lately<>();
    private final Lately<Long, List<WechatApp>> byMerchant = new Lately<>();

    WechatApps(
            WechatAppMapper mapper, CodePictureMapper pictures, FieldCipher cipher, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.pictures = pictures;
        this.cipher = cipher;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What of an app may be seen and written down; no secret. */
    public record Shown(
            AppKind kind,
            String appId,
            @Nullable String originalId,
            String name,
            @Nullable String openPlatformId,
            @Nullable String pagePath,
            EnvVersion envVersion,
            boolean safeMode,
            int version) {

        static Shown of(WechatApp app) {
            return new Shown(
                    app.kind(),
                    app.appId(),
                    app.originalId(),
                    app.name(),
                    app.openPlatformId(),
                    app.pagePath(),
                    app.envVersion(),
                    app.safeMode(),
                    app.version());
        }
    }

    /**
     * Registers an app. Errors: {@link WechatError#APP_ID_TAKEN}, {@link WechatError#SECRET_MISSING},
     * {@link WechatError#CALLBACK_KEYS_MISSING}, {@link WechatError#AES_KEY_MALFORMED}.
     */
    @Transactional
    public WechatApp add(Actor actor, WechatApp.Draft draft, @Nullable String reason) {
        return inserted(actor, draft, reason);
    }

    private WechatApp inserted(Actor actor, WechatApp.Draft draft, @Nullable String reason) {
        var app = drafted(actor, draft);
        try {
            mapper.insert(app);
        } catch (DuplicateKeyException _) {
            throw new BusinessError(WechatError.APP_ID_TAKEN);
        }
        audit.record(actor, Change.created(THING, app.id(), Shown.of(app)).because(reason));
        return app;
    }

    /** The merchant had the app before. */
    static final class HadBefore extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Registers an app that the merchant never had. Errors: as {@link #add}.
     *
     * @throws HadBefore when it had it after all, and it was removed at this moment
     */
    @Transactional
    public WechatApp addNew(Actor actor, WechatApp.Draft draft, @Nullable String reason) {
        var app = inserted(actor, draft, reason);
        if (mapper.wasRemovedByNow(actor.merchantId(), app.appId()) > 0) {
            throw new HadBefore();
        }
        return app;
    }

    /** Refuses an app that could not be registered now. Errors: as {@link #add}. */
    void requireAddable(Actor actor, WechatApp.Draft draft) {
        var app = drafted(actor, draft);
        if (mapper.findByAppId(app.appId()).isPresent()) {
            throw new BusinessError(WechatError.APP_ID_TAKEN);
        }
    }

    private WechatApp drafted(Actor actor, WechatApp.Draft draft) {
        if (draft.secret() == null) {
            throw new BusinessError(WechatError.SECRET_MISSING);
        }
        var now = clock.instant();
        var app = new WechatApp(
                ids.next(),
                actor.merchantId(),
                draft.kind(),
                draft.appId(),
                draft.originalId(),
                draft.name(),
                cipher.encrypt(SECRET, actor.merchantId(), draft.secret()),
                sealed(actor, TOKEN, draft.token(), null),
                sealed(actor, AES_KEY, draft.aesKey(), null),
                draft.openPlatformId(),
                draft.pagePath(),
                draft.envVersion(),
                draft.safeMode(),
                1,
                now,
                now,
                actor.id());
        requireSound(app, draft);
        return app;
    }

    /** Whether the merchant had an app of this app id before and has removed it. */
    boolean wasRemoved(long merchantId, String appId) {
        return mapper.wasRemoved(merchantId, appId);
    }

    /**
     * An app as it is to be.
     *
     * @param version the one that it was made on
     * @param reason why; null: none was given
     */
    public record Revised(
            long id,
            int version,
            WechatApp.Draft draft,
            @Nullable String reason) {}

    /** Changes an app; its kind and app id stay. Errors: as {@link #add}, and a stale version. */
    @Transactional
    public WechatApp change(Actor actor, Revised revised) {
        var id = revised.id();
        var version = revised.version();
        var was = require(actor.merchantId(), id);
        if (was.version() != version) {
            throw new StaleVersion(was.version(), was.updatedAt(), was.updatedBy());
        }
        var draft = revised.draft();
        var isNow = new WechatApp(
                id,
                actor.merchantId(),
                was.kind(),
                was.appId(),
                draft.originalId(),
                draft.name(),
                draft.secret() == null ? was.secret() : cipher.encrypt(SECRET, actor.merchantId(), draft.secret()),
                sealed(actor, TOKEN, draft.token(), was.token()),
                sealed(actor, AES_KEY, draft.aesKey(), was.aesKey()),
                draft.openPlatformId(),
                draft.pagePath(),
                draft.envVersion(),
                draft.safeMode(),
                version + 1,
                was.createdAt(),
                clock.instant(),
                actor.id());
        requireSound(isNow, draft);
        if (mapper.replace(isNow) == 0) {
            var newer = require(actor.merchantId(), id);
            throw new StaleVersion(newer.version(), newer.updatedAt(), newer.updatedBy());
        }
        audit.record(
                actor, Change.changed(THING, id, Shown.of(was), Shown.of(isNow)).because(revised.reason()));
        return isNow;
    }

    /** Notes that somebody tried the settings at WeChat. */
    @Transactional
    public void noteChecked(Actor actor, WechatApp app) {
        audit.record(actor, Change.act("WECHAT_APP_CHECKED", THING, app.id()));
    }

    /** Forgets an app, but that it was there. Errors: {@link WechatError#WECHAT_APP_NOT_FOUND}, a stale version. */
    @Transactional
    public void delete(Actor actor, long id) {
        var was = require(actor.merchantId(), id);
        if (mapper.delete(actor.merchantId(), id, was.version()) == 0) {
            var newer = require(actor.merchantId(), id);
            throw new StaleVersion(newer.version(), newer.updatedAt(), newer.updatedBy());
        }
        pictures.forget(actor.merchantId(), was.appId());
        mapper.noteRemoved(
                new WechatAppMapper.Removed(ids.next(), actor.merchantId(), was.appId(), actor.id(), clock.instant()));
        audit.record(actor, Change.deleted(THING, id, Shown.of(was)));
    }

    /** One app. Errors: {@link WechatError#WECHAT_APP_NOT_FOUND}. */
    public WechatApp require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(WechatError.WECHAT_APP_NOT_FOUND));
    }

    /** The merchant's apps, newest first. */
    public Page<WechatApp> list(long merchantId, PageRequest request) {
        var rows = mapper.list(merchantId, request.beforeId(), request.rowsToRead());
        return Page.of(rows, request, WechatApp::id);
    }

    /** The app of this app id, whosever it is; a change counts within a second. */
    public Optional<WechatApp> ofAppId(String appId) {
        return APP_ID.matcher(appId).matches() ? byAppId.get(appId, mapper::findByAppId) : Optional.empty();
    }

    /** The merchant's apps, newest first, at most {@value #OF_MERCHANT_MOST}; a change counts within a second. */
    public List<WechatApp> ofMerchant(long merchantId) {
        return byMerchant.get(merchantId, this::presentOfMerchant);
    }

    /** The same as it is now. */
    List<WechatApp> presentOfMerchant(long merchantId) {
        return mapper.list(merchantId, Long.MAX_VALUE, OF_MERCHANT_MOST);
    }

    private byte @Nullable [] sealed(Actor actor, FieldName field, @Nullable String given, byte @Nullable [] kept) {
        return given == null ? kept : cipher.encrypt(field, actor.merchantId(), given);
    }

    /** Refuses an app that could not work. Errors: as {@link #add}. */
    static void requireSound(WechatApp app, WechatApp.Draft draft) {
        var keysThere =
                (app.token() != null || draft.token() != null) && (app.aesKey() != null || draft.aesKey() != null);
        if (app.kind() == AppKind.OFFICIAL_ACCOUNT && draft.safeMode() && !keysThere) {
            throw new BusinessError(WechatError.CALLBACK_KEYS_MISSING);
        }
        if (draft.aesKey() != null && !ENCODING_AES_KEY.matcher(draft.aesKey()).matches()) {
            throw new BusinessError(WechatError.AES_KEY_MALFORMED);
        }
    }
}
