package io.kabao.admin;

import io.kabao.access.AccessError;
import io.kabao.access.AnyOperator;
import io.kabao.access.PlatformOnly;
import io.kabao.access.SignedInOperator;
import io.kabao.access.SigningIn;
import io.kabao.access.SteppingUp;
import io.kabao.door.Anonymous;
import io.kabao.door.CallerAddress;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.door.Limits;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators and the people of the platform come in and prove themselves again; operators go out. */
@RestController
class SessionController {

    /** Refusals of who knows the password; wrong one-time passwords are counted for the account. */
    private static final Set<ErrorCode> AFTER_THE_PASSWORD =
            Set.of(AccessError.OTP_REQUIRED, AccessError.OTP_WRONG, AccessError.OTP_LOCKED);

    private final SigningIn signingIn;
    private final SteppingUp steppingUp;
    private final Limits limits;

    SessionController(SigningIn signingIn, SteppingUp steppingUp, Limits limits) {
        this.signingIn = signingIn;
        this.steppingUp = steppingUp;
        this.limits = limits;
    }

    /**
     * What somebody signs in with.
     *
     * @param otp one-time password or recovery code, where a second factor is enrolled
     */
    record Credentials(
            @NotBlank @Size(max = 40) String account,
            @NotBlank @Size(max = 200) String password,
            @Size(max = 20) @Nullable String otp) {

        SigningIn.Credentials shown() {
            return new SigningIn.Credentials(account, password, otp);
        }

        @Override
        public String toString() {
            return "Credentials";
        }
    }

    record Session(String token, Instant expiresAt, OperatorView operator) {

        static Session of(SigningIn.Welcome welcome) {
            return new Session(
                    welcome.session().token(), welcome.session().expiresAt(), OperatorView.of(welcome.operator()));
        }

        @Override
        public String toString() {
            return "Session of " + operator.id();
        }
    }

    /** One of both: the one-time password where a second factor is enrolled, else the password. */
    record Proof(
            @Size(max = 200) @Nullable String password,
            @Size(max = 20) @Nullable String otp) {

        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** Until when the proof counts. */
    record Proved(Instant until) {}

    @Anonymous(because = "whoever signs in has no session yet")
    @Limited(Limit.OPERATOR_SIGN_IN)
    @PostMapping("/admin/sessions")
    Session signIn(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return Session.of(welcome(ActorRealm.OPERATOR, credentials, request));
    }

    @Anonymous(because = "whoever signs in has no session yet")
    @Limited(Limit.OPERATOR_SIGN_IN)
    @PostMapping("/platform/sessions")
    Session signInAtPlatform(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return Session.of(welcome(ActorRealm.PLATFORM, credentials, request));
    }

    private SigningIn.Welcome welcome(ActorRealm realm, Credentials credentials, HttpServletRequest request) {
        var attempt = limits.tryAccount(credentials.account(), request);
        try {
            var welcome = signingIn.signIn(
                    realm, credentials.shown(), CallerAddress.of(request).orElse(null));
            attempt.forget();
            return welcome;
        } catch (BusinessError refused) {
            // The password was right, and the second step is yet to come.
            if (AFTER_THE_PASSWORD.contains(refused.code())) {
                attempt.forget();
            }
            throw refused;
        }
    }

    @AnyOperator
    @Limited(Limit.STEP_UP)
    @PostMapping("/admin/sessions/step-up")
    Proved stepUp(Actor actor, @Valid @RequestBody Proof proof) {
        return new Proved(steppingUp.prove(actor, proof.password(), proof.otp()));
    }

    @PlatformOnly
    @Limited(Limit.STEP_UP)
    @PostMapping("/platform/sessions/step-up")
    Proved stepUpAtPlatform(Actor actor, @Valid @RequestBody Proof proof) {
        return new Proved(steppingUp.prove(actor, proof.password(), proof.otp()));
    }

    @AnyOperator
    @DeleteMapping("/admin/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Actor actor) {
        signingIn.signOut(actor);
    }

    @AnyOperator
    @GetMapping("/admin/me")
    OperatorView me(SignedInOperator operator) {
        return OperatorView.of(operator);
    }
}
