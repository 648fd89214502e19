package io.kabao.wx;

import io.kabao.claim.CustomerPages;
import io.kabao.door.Anonymous;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.member.MemberSummary;
import io.kabao.member.Members;
import io.kabao.member.PersonNotice;
import io.kabao.member.WechatSignIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers sign in by being inside WeChat. */
@RestController
class SessionController {

    private final WechatSignIn signIn;
    private final Members members;
    private final CustomerPages pages;

    SessionController(WechatSignIn signIn, Members members, CustomerPages pages) {
        this.signIn = signIn;
        this.members = members;
        this.pages = pages;
    }

    record SignIn(
            @NotBlank @Size(max = 40) String appId,
            @NotBlank @Size(max = 200) String code) {

        @Override
        public String toString() {
            return "SignIn";
        }
    }

    /**
     * A session that was opened.
     *
     * @param member null until a card is claimed
     * @param notice what happened to the membership meanwhile, told once; null for nothing
     */
    record Session(
            String token,
            Instant expiresAt,
            @Nullable MemberSummary member,
            @Nullable PersonNotice notice) {

        @Override
        public String toString() {
            return "Session";
        }
    }

    @Anonymous(because = "whoever signs in has no session yet")
    @Limited(Limit.SIGN_IN)
    @PostMapping("/wx/sessions")
    Session signIn(@Valid @RequestBody SignIn request) {
        var signedIn = signIn.signIn(request.appId(), request.code());
        var opened = signedIn.session();
        return new Session(opened.token(), opened.expiresAt(), members.summaryOf(opened.identity()), signedIn.notice());
    }

    @Anonymous(because = "it leads to where a session begins")
    @Limited(Limit.SIGN_IN)
    @GetMapping("/wx/sign-in-address")
    CustomerPages.SignInAddress signInAddress(
            @RequestParam(required = false) @Nullable String scene,
            @RequestParam(required = false) @Nullable String appId,
            @RequestParam String redirect) {
        return pages.signIn(scene, appId, redirect);
    }
}
