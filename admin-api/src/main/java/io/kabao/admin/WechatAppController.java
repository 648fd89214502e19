package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.member.AppRemoval;
import io.kabao.wechat.AppCheck;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.EnvVersion;
import io.kabao.wechat.SecretChanges;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The merchant's official accounts and mini-programs; secrets go in and never out. */
@RestController
class WechatAppController {

    private static final String ID = "[A-Za-z0-9_-]{3,40}";
    private static final String SECRET = "[!-~]{8,128}";
    private static final String PATH = "[A-Za-z0-9_-][A-Za-z0-9_/-]{0,127}";

    private final WechatApps apps;
    private final AppCheck check;
    private final AppRemoval removal;
    private final SecretChanges secrets;

    WechatAppController(WechatApps apps, AppCheck check, AppRemoval removal, SecretChanges secrets) {
        this.apps = apps;
        this.secrets = secrets;
        this.check = check;
        this.removal = removal;
    }

    record NewWechatApp(
            @NotNull AppKind kind,
            @NotNull @Pattern(regexp = ID) String appId,
            @Pattern(regexp = ID) @Nullable String originalId,
            @NotNull @OneLine @Size(max = 60) String name,
            @NotNull @Pattern(regexp = SECRET) String secret,
            @Pattern(regexp = "[A-Za-z0-9]{3,32}") @Nullable String token,
            @Pattern(regexp = "[A-Za-z0-9]{43}") @Nullable String aesKey,
            @Pattern(regexp = ID) @Nullable String openPlatformId,
            @Pattern(regexp = PATH) @Nullable String pagePath,
            @Nullable EnvVersion envVersion,
            @Nullable Boolean safeMode,
            @OneLine @Size(max = 200) @Nullable String reason) {

        WechatApp.Draft draft() {
            return new WechatApp.Draft(
                    kind,
                    appId,
                    originalId,
                    name,
                    secret,
                    token,
                    aesKey,
                    openPlatformId,
                    pagePath,
                    envVersion == null ? EnvVersion.RELEASE : envVersion,
                    safeMode == null ? kind == AppKind.OFFICIAL_ACCOUNT : safeMode);
        }

        @Override
        public String toString() {
            return "NewWechatApp";
        }
    }

    record WechatAppEdit(
            @NotNull @Positive Integer version,
            @Pattern(regexp = ID) Edit<String> originalId,
            @OneLine @Size(max = 60) Edit<String> name,
            @Pattern(regexp = SECRET) Edit<String> secret,
            @Pattern(regexp = "[A-Za-z0-9]{3,32}") Edit<String> token,
            @Pattern(regexp = "[A-Za-z0-9]{43}") Edit<String> aesKey,
            @Pattern(regexp = ID) Edit<String> openPlatformId,
            @Pattern(regexp = PATH) Edit<String> pagePath,
            Edit<EnvVersion> envVersion,
            Edit<Boolean> safeMode,
            @OneLine @Size(max = 200) @Nullable String reason) {

        WechatApp.Draft applyTo(WechatApp before) {
            return new WechatApp.Draft(
                    before.kind(),
                    before.appId(),
                    originalId.applyTo(before.originalId()),
                    name.applyToRequired(before.name()),
                    secret.value(),
                    token.value(),
                    aesKey.value(),
                    openPlatformId.applyTo(before.openPlatformId()),
                    pagePath.applyTo(before.pagePath()),
                    envVersion.applyToRequired(before.envVersion()),
                    safeMode.applyToRequired(before.safeMode()));
        }

        @Override
        public String toString() {
            return "WechatAppEdit";
        }
    }

    /** An app without its secrets. */
    record WechatAppView(
            @JsonId long id,
            AppKind kind,
            String appId,
            @Nullable String originalId,
            String name,
            boolean hasToken,
            boolean hasAesKey,
            @Nullable String openPlatformId,
            @Nullable String pagePath,
            EnvVersion envVersion,
            boolean safeMode,
            int version) {

        static WechatAppView of(WechatApp app) {
            return new WechatAppView(
                    app.id(),
                    app.kind(),
                    app.appId(),
                    app.originalId(),
                    app.name(),
                    app.token() != null,
                    app.aesKey() != null,
                    app.openPlatformId(),
                    app.pagePath(),
                    app.envVersion(),
                    app.safeMode(),
                    app.version());
        }
    }

    /**
     * What one look found.
     *
     * @param code what is wrong; null: nothing
     * @param detail how to mend it, in the caller's language
     */
    record FindingView(
            AppCheck.Item item,
            boolean ok,
            @Nullable String code,
            @Nullable String detail) {

        static FindingView of(AppCheck.Finding finding) {
            var wrong = finding.wrong();
            return wrong == null
                    ? new FindingView(finding.item(), true, null, null)
                    : new FindingView(
                            finding.item(),
                            false,
                            wrong.name(),
                            wrong.sentence().in(LocaleContextHolder.getLocale()));
        }
    }

    record CheckView(boolean ok, List<FindingView> findings) {}

    @OperatorMay(Permission.WECHAT_APP_READ)
    @GetMapping("/admin/wechat-apps")
    Page<WechatAppView> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return apps.list(operator.merchantId(), PageRequest.of(limit, cursor)).map(WechatAppView::of);
    }

    /**
     * Asks for a session that has proved itself again, since secrets go in. 202 with what waits where the merchant had the app
     * before and a second person has to agree to its secrets.
     */
    @OperatorMay(Permission.WECHAT_APP_WRITE)
    @StepUp
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WechatAppView.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PostMapping("/admin/wechat-apps")
    ResponseEntity<Object> add(Actor actor, @Valid @RequestBody NewWechatApp added) {
        return Waiting.orDone(
                secrets.add(actor, added.draft(), added.reason()), HttpStatus.CREATED, WechatAppView::of, null);
    }

    @OperatorMay(Permission.WECHAT_APP_READ)
    @GetMapping("/admin/wechat-apps/{id}")
    WechatAppView show(SignedInOperator operator, @PathVariable long id) {
        return WechatAppView.of(apps.require(operator.merchantId(), id));
    }

    /**
     * Other secrets ask for a session that has proved itself again; where a second person has to agree to them, 202 with what
     * waits.
     */
    @OperatorMay(Permission.WECHAT_APP_WRITE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WechatAppView.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PatchMapping("/admin/wechat-apps/{id}")
    ResponseEntity<Object> change(
            SignedInOperator operator, Actor actor, @PathVariable long id, @Valid @RequestBody WechatAppEdit edit) {
        var change = new SecretChanges.Change(operator, actor, id, edit.version(), edit.reason());
        return Waiting.orDone(secrets.change(change, edit::applyTo), HttpStatus.OK, WechatAppView::of, null);
    }

    /** Likewise: the secrets go with it. */
    @OperatorMay(Permission.WECHAT_APP_WRITE)
    @StepUp
    @DeleteMapping("/admin/wechat-apps/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        removal.remove(actor, id);
    }

    /** Tries the settings at WeChat. */
    @OperatorMay(Permission.WECHAT_APP_READ)
    @PostMapping("/admin/wechat-apps/{id}/check")
    CheckView check(Actor actor, @PathVariable long id) {
        var app = apps.require(actor.merchantId(), id);
        var findings = check.check(app).stream().map(FindingView::of).toList();
        apps.noteChecked(actor, app);
        return new CheckView(findings.stream().allMatch(FindingView::ok), findings);
    }
}
