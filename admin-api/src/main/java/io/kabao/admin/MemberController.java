package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.claim.Correcting;
import io.kabao.claim.Enrolling;
import io.kabao.claim.MemberDesk;
import io.kabao.claim.MemberView;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.member.MemberError;
import io.kabao.member.Referrers;
import io.kabao.privacy.Disclosure;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members at the counter: their personal data is masked unless somebody says why they must see it. */
@RestController
class MemberController {

    private static final String NUMBER = "[!-~]{1,32}";

    private final MemberDesk desk;
    private final Enrolling enrolling;
    private final Correcting correcting;
    private final Disclosure disclosure;
    private final Referrers referrers;

    MemberController(
            MemberDesk desk, Enrolling enrolling, Correcting correcting, Disclosure disclosure, Referrers referrers) {
        this.desk = desk;
        this.enrolling = enrolling;
        this.correcting = correcting;
        this.disclosure = disclosure;
        this.referrers = referrers;
    }

    record NewMember(
            @Size(max = 32) @Nullable String phone,
            @OneLine @Size(max = 40) @Nullable String name,
            @NotNull @JsonId Long templateId,
            @Pattern(regexp = NUMBER) @Nullable String cardNumber,
            @Nullable Boolean offline,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @Size(max = 40) @Nullable Map<@Size(max = 30) String, @NotNull @Size(max = 300) String> profile,
            @Nullable Instant expiresAt) {

        Enrolling.Form form() {
            return new Enrolling.Form(
                    phone == null ? null : phoneOf(phone),
                    name,
                    templateId,
                    cardNumber,
                    offline != null && offline,
                    storeId,
                    staffId,
                    profile == null ? Map.of() : profile,
                    expiresAt);
        }

        @Override
        public String toString() {
            return "NewMember";
        }
    }

    record MemberEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 40) Edit<String> name,
            @Size(max = 32) Edit<String> phone,
            @Size(max = 40) @Nullable Map<@Size(max = 30) String, @Size(max = 300) @Nullable String> profile,
            @OneLine @Size(max = 200) @Nullable String reason) {

        Correcting.Correction correction() {
            var typed = phone.value();
            return new Correcting.Correction(
                    version,
                    name,
                    new Edit<>(phone.named(), typed == null ? null : phoneOf(typed), phone.field()),
                    profile == null ? Map.of() : profile,
                    reason);
        }

        @Override
        public String toString() {
            return "MemberEdit";
        }
    }

    /** Who brought a member; null: nobody. */
    record NewReferrer(
            @JsonId @Nullable Long memberId,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    record Rewards(
            @NotNull Boolean rewarded,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    record Disclose(
            @NotNull @Size(min = 1, max = 10) List<Disclosure.@NotNull Field> fields,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    @OperatorMay(Permission.MEMBER_READ)
    @GetMapping("/admin/members")
    Page<MemberView> list(
            Reach reach,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return desk.find(reach, q, PageRequest.of(limit, cursor));
    }

    @OperatorMay(Permission.MEMBER_WRITE)
    @PostMapping("/admin/members")
    @ResponseStatus(HttpStatus.CREATED)
    Enrolling.Enrolled add(Actor actor, @Valid @RequestBody NewMember added) {
        return enrolling.enrol(actor, added.form());
    }

    @OperatorMay(Permission.MEMBER_READ)
    @GetMapping("/admin/members/{id}")
    MemberView show(Reach reach, @PathVariable long id) {
        return desk.show(reach, id);
    }

    /** Corrects a member; 202 with what waits where it replaces the phone of an old card and somebody else has to agree. */
    @OperatorMay(Permission.MEMBER_WRITE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PatchMapping("/admin/members/{id}")
    ResponseEntity<Object> change(Actor actor, @PathVariable long id, @Valid @RequestBody MemberEdit edit) {
        return Waiting.orDone(correcting.correct(actor, id, edit.correction()), HttpStatus.OK, view -> view, null);
    }

    /** Says who brought a member; it holds for what is bought from now on. */
    @OperatorMay(Permission.REFERRER_CHANGE)
    @PutMapping("/admin/members/{id}/referrer")
    MemberView referrer(Actor actor, Reach reach, @PathVariable long id, @Valid @RequestBody NewReferrer brought) {
        var _ = desk.requireWithin(reach, id);
        if (brought.memberId() != null) {
            var _ = desk.requireWithin(reach, brought.memberId());
        }
        referrers.change(actor, id, brought.memberId(), brought.reason());
        return desk.show(reach, id);
    }

    /** Says whether bringing friends earns a member anything from now on. */
    @OperatorMay(Permission.REFERRER_CHANGE)
    @PutMapping("/admin/members/{id}/rewards")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rewards(Actor actor, Reach reach, @PathVariable long id, @Valid @RequestBody Rewards rewards) {
        var _ = desk.requireWithin(reach, id);
        referrers.reward(actor, id, rewards.rewarded(), rewards.reason());
    }

    @OperatorMay(Permission.MEMBER_DISCLOSE)
    @PostMapping("/admin/members/{id}/disclosure")
    Disclosure.Disclosed disclose(Actor actor, @PathVariable long id, @Valid @RequestBody Disclose wish) {
        return disclosure.disclose(actor, id, new Disclosure.Wish(Set.copyOf(wish.fields()), wish.reason()));
    }

    private static Phone phoneOf(String text) {
        return Phone.parse(text)
                .orElseThrow(() -> new BusinessError(MemberError.MEMBER_PHONE_WRONG).with("field", "phone"));
    }
}
