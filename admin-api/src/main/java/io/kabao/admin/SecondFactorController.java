package io.kabao.admin;

import io.kabao.access.AnyOperator;
import io.kabao.access.Enrolment;
import io.kabao.access.PlatformOnly;
import io.kabao.access.StepUp;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own second factor: an operator's, or that of somebody who runs the deployment. */
@RestController
class SecondFactorController {

    private final Enrolment enrolment;

    SecondFactorController(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    record Code(@NotBlank @Size(max = 20) String otp) {

        @Override
        public String toString() {
            return "Code";
        }
    }

    /** What an authenticator app is fed with: base32, and the same as a QR code says it. */
    record Secret(String secret, String uri) {

        @Override
        public String toString() {
            return "Secret";
        }
    }

    /** Each is good once, in place of the device. */
    record RecoveryCodes(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "RecoveryCodes";
        }
    }

    @AnyOperator
    @Limited(Limit.STEP_UP)
    @PostMapping("/admin/me/totp")
    Secret begin(Actor actor) {
        return offered(actor);
    }

    @PlatformOnly
    @Limited(Limit.STEP_UP)
    @PostMapping("/platform/me/totp")
    Secret beginAtPlatform(Actor actor) {
        return offered(actor);
    }

    private Secret offered(Actor actor) {
        var offered = enrolment.begin(actor);
        return new Secret(offered.secret(), offered.uri());
    }

    @AnyOperator
    @Limited(Limit.STEP_UP)
    @PostMapping("/admin/me/totp/confirmation")
    RecoveryCodes confirm(Actor actor, @Valid @RequestBody Code code) {
        return new RecoveryCodes(enrolment.confirm(actor, code.otp()));
    }

    /** Without a second factor again; ends the session. */
    @AnyOperator
    @StepUp
    @DeleteMapping("/admin/me/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(Actor actor) {
        enrolment.giveUp(actor);
    }

    @PlatformOnly
    @Limited(Limit.STEP_UP)
    @PostMapping("/platform/me/totp/confirmation")
    RecoveryCodes confirmAtPlatform(Actor actor, @Valid @RequestBody Code code) {
        return new RecoveryCodes(enrolment.confirm(actor, code.otp()));
    }

    /** Likewise of somebody of the platform. */
    @PlatformOnly
    @StepUp
    @DeleteMapping("/platform/me/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUpAtPlatform(Actor actor) {
        enrolment.giveUp(actor);
    }
}
