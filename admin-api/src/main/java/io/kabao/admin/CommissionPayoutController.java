package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.StepUp;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Booking;
import io.kabao.referral.WalletSettings;
import io.kabao.topup.WalletPayout;
import io.kabao.topup.WalletPayouts;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Commission wallets that members are paid out of at the counter. */
@RestController
class CommissionPayoutController {

    private final WalletPayouts payouts;
    private final RepeatableRequests requests;
    private final PhoneHash hashes;
    private final Ids ids;

    CommissionPayoutController(WalletPayouts payouts, RepeatableRequests requests, PhoneHash hashes, Ids ids) {
        this.payouts = payouts;
        this.requests = requests;
        this.hashes = hashes;
        this.ids = ids;
    }

    /** What is paid out, what of it is kept for the tax office, by which means, at which store and why. */
    record NewPayout(
            @NotNull @Valid CardNamed card,

            @NotNull @Positive @Max(WalletSettings.PAYOUT_MOST_FEN)
            Long amountFen,

            @PositiveOrZero @Nullable Long taxFen,
            @NotNull @Pattern(regexp = "[A-Z_]{1,20}") String means,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    /** Pays a commission wallet out; the same again for the same key. 202 with what waits where somebody else has to agree. */
    @OperatorMay(Permission.WITHDRAW)
    @StepUp
    @PostMapping("/admin/commission-payouts")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WalletPayout.Done.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    ResponseEntity<Object> pay(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewPayout asked) {
        var booking = new Booking(
                actor,
                asked.card().ref(actor.merchantId(), hashes),
                WalletPayout.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(asked.storeId(), asked.staffId(), asked.reason()),
                requests.of(actor, key, request, asked));
        var tax = asked.taxFen() == null ? 0 : asked.taxFen();
        var money = new WalletPayout.Money(asked.amountFen(), tax, asked.means());
        var paid = payouts.pay(new WalletPayout(booking, money, null));
        return Waiting.orDone(paid, HttpStatus.CREATED, done -> done, null);
    }
}
