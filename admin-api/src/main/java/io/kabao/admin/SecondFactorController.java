package io.kabao.admin;

import io.kabao.access.AnyOperator;
import io.kabao.access.Enrolment;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An operator's own second factor. */
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
        var offered = enrolment.begin(actor);
        return new Secret(offered.secret(), offered.uri());
    }

    @AnyOperator
    @Limited(Limit.STEP_UP)
    @PostMapping("/admin/me/totp/confirmation")
    RecoveryCodes confirm(Actor actor, @Valid @RequestBody Code code) {
        return new RecoveryCodes(enrolment.confirm(actor, code.otp()));
    }
}
