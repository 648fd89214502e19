package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.StepUp;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booking;
import io.kabao.topup.PaidBack;
import io.kabao.topup.TopUpRefund;
import io.kabao.topup.TopUpRefunds;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Top-ups that are paid back. */
@RestController
class TopUpRefundController {

    private final TopUpRefunds refunds;
    private final RepeatableRequests requests;

    TopUpRefundController(TopUpRefunds refunds, RepeatableRequests requests) {
        this.refunds = refunds;
        this.requests = requests;
    }

    /** Why, by which means and at which store; without a store it is the one of the top-up. */
    record NewTopUpRefund(
            @NotNull PaidBack.Cause cause,
            @NotNull @Pattern(regexp = "[A-Z_]{1,20}") String means,
            @NotNull @OneLine @Size(max = 200) String reason,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId) {}

    /** What a refund would come to: what is paid, and what of principal, bonus and points is taken back. */
    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/topups/{id}/refund-preview")
    PaidBack preview(Reach reach, @PathVariable long id, @RequestParam PaidBack.Cause cause) {
        return refunds.preview(reach, id, cause);
    }

    /** Pays a top-up back; the same again for the same key. 202 with what waits where somebody else has to agree. */
    @OperatorMay(Permission.TOPUP_REFUND)
    @StepUp
    @PostMapping("/admin/topups/{id}/refund")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TopUpRefund.Done.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @Parameter(name = RepeatableRequests.KEY, in = ParameterIn.HEADER, required = true)
    ResponseEntity<Object> refund(
            Actor actor, HttpServletRequest request, @PathVariable long id, @Valid @RequestBody NewTopUpRefund asked) {
        var wanted = new TopUpRefunds.Wanted(id, asked.cause(), asked.means());
        var place = new Booking.Place(asked.storeId(), asked.staffId(), asked.reason());
        var outcome = refunds.refund(actor, wanted, place, requests.of(actor, request, asked));
        return Waiting.orDone(outcome, HttpStatus.CREATED, done -> done, null);
    }
}
