package io.kabao.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kabao.access.AnyOperator;
import io.kabao.access.Passwords;
import io.kabao.access.PlatformOnly;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own password: an operator's, or that of somebody who runs the deployment. */
@RestController
class PasswordController {

    private final Passwords passwords;

    PasswordController(Passwords passwords) {
        this.passwords = passwords;
    }

    record PasswordChange(
            @NotBlank @Size(max = 200) String old,
            @JsonProperty("new") @NotBlank @Size(max = 200) String replacement) {

        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    /** Ends all sessions of the operator, this one included. */
    @AnyOperator
    @Limited(Limit.STEP_UP)
    @PutMapping("/admin/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(Actor actor, @Valid @RequestBody PasswordChange change) {
        passwords.change(actor, change.old(), change.replacement());
    }

    /** Likewise of somebody of the platform. */
    @PlatformOnly
    @Limited(Limit.STEP_UP)
    @PutMapping("/platform/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeAtPlatform(Actor actor, @Valid @RequestBody PasswordChange change) {
        passwords.change(actor, change.old(), change.replacement());
    }
}
