package io.kabao.e2e.message;

import io.kabao.access.AnyOperator;
import io.kabao.door.Anonymous;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.door.Limits;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that do nothing but be limited. */
@RestController
class Probes {

    private final Limits limits;

    Probes(Limits limits) {
        this.limits = limits;
    }

    record Answer(String what) {}

    /** Scenes that begin with "known" exist. */
    @Anonymous(because = "an offer needs no session")
    @Limited(value = Limit.OFFER, guessable = true)
    @GetMapping("/admin/probe/offers/{scene}")
    Answer offer(@PathVariable String scene, HttpServletRequest request) {
        if (!scene.startsWith("known")) {
            limits.countMiss(request);
            throw new BusinessError(KernelError.NOT_FOUND);
        }
        return new Answer(scene);
    }

    @AnyOperator
    @Limited(Limit.CLAIM)
    @PostMapping("/admin/probe/claims")
    Answer claim() {
        return new Answer("claimed");
    }

    @Anonymous(because = "a push has no session")
    @Limited(Limit.SMS)
    @PostMapping("/admin/probe/pushes")
    Answer push() {
        return new Answer("taken");
    }
}
