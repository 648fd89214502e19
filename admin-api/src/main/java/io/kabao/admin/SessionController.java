package io.kabao.admin;

import io.kabao.access.AnyOperator;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.SigningIn;
import io.kabao.door.Anonymous;
import io.kabao.door.CallerAddress;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.JsonId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators come in and go out. */
@RestController
class SessionController {

    private final SigningIn signingIn;

    SessionController(SigningIn signingIn) {
        this.signingIn = signingIn;
    }

    record Credentials(
            @NotBlank @Size(max = 40) String account,
            @NotBlank @Size(max = 200) String password) {

        @Override
        public String toString() {
            return "Credentials";
        }
    }

    record Session(String token, Instant expiresAt, OperatorView operator) {

        @Override
        public String toString() {
            return "Session of " + operator.id();
        }
    }

    /** Which rows an operator works on; only the whole merchant so far. */
    record Scope(String kind, List<String> ids) {}

    record OperatorView(@JsonId long id, String name, List<String> roles, List<Permission> permissions, Scope scope) {

        static OperatorView of(SignedInOperator operator) {
            return new OperatorView(
                    operator.id(),
                    operator.name(),
                    List.of(operator.role().name()),
                    operator.role().permissions().stream().sorted().toList(),
                    new Scope("ALL", List.of()));
        }
    }

    @Anonymous(because = "whoever signs in has no session yet")
    @Limited(Limit.OPERATOR_SIGN_IN)
    @PostMapping("/admin/sessions")
    Session signIn(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        var welcome = signingIn.signIn(
                credentials.account(),
                credentials.password(),
                CallerAddress.of(request).orElse(null));
        return new Session(
                welcome.session().token(), welcome.session().expiresAt(), OperatorView.of(welcome.operator()));
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
