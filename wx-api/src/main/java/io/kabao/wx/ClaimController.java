package io.kabao.wx;

import io.kabao.claim.ClaimError;
import io.kabao.claim.ClaimRequest;
import io.kabao.claim.ClaimedCard;
import io.kabao.claim.Claiming;
import io.kabao.claim.Offer;
import io.kabao.claim.Offers;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.door.Limits;
import io.kabao.kernel.error.BusinessError;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Consent;
import io.kabao.member.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A scanned code: what it offers, and claiming it. */
@RestController
class ClaimController {

    private final Offers offers;
    private final Claiming claiming;
    private final Limits limits;

    ClaimController(Offers offers, Claiming claiming, Limits limits) {
        this.offers = offers;
        this.claiming = claiming;
        this.limits = limits;
    }

    record NewClaim(
            @NotBlank @Size(max = 64) String scene,
            @Size(min = 1, max = 200) @Nullable String phoneCode,
            @Size(max = 32) @Nullable String phone,
            @Pattern(regexp = "[0-9]{4,8}") @Nullable String smsCode,
            @Size(max = 20) @Nullable List<@NotNull @Valid Tick> consents) {

        ClaimRequest request() {
            var ticked = consents == null
                    ? List.<Consent.Ticked>of()
                    : consents.stream()
                            .map(tick -> new Consent.Ticked(tick.kind(), tick.version()))
                            .toList();
            return new ClaimRequest(scene, phoneCode, phone, smsCode, ticked);
        }

        @Override
        public String toString() {
            return "NewClaim";
        }
    }

    record Tick(
            @NotBlank @Size(max = 20) String kind,
            @NotBlank @Size(max = 20) String version) {}

    @AnyVisitor(orNobody = true)
    @Limited(value = Limit.OFFER, guessable = true)
    @GetMapping("/wx/claim-codes/{scene}")
    Offer offer(@PathVariable String scene, Optional<Visitor> visitor, HttpServletRequest request) {
        return countingMisses(request, () -> offers.of(scene, visitor));
    }

    @AnyVisitor
    @Limited(value = Limit.CLAIM, guessable = true)
    @PostMapping("/wx/claims")
    ResponseEntity<ClaimedCard> claim(Visitor visitor, @Valid @RequestBody NewClaim claim, HttpServletRequest request) {
        limits.takeFor(Limit.CLAIM, claim.scene());
        var result = countingMisses(request, () -> claiming.claim(visitor, claim.request()));
        return ResponseEntity.status(result.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(result.card());
    }

    /** Scenes can't be guessed, but trying is noticed. */
    private <T> T countingMisses(HttpServletRequest request, Supplier<T> work) {
        try {
            return work.get();
        } catch (BusinessError e) {
            if (e.code() == ClaimError.UNKNOWN_CODE) {
                limits.countMiss(request);
            }
            throw e;
        }
    }
}
