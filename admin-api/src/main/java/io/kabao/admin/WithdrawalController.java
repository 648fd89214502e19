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
import io.kabao.topup.Withdrawal;
import io.kabao.topup.Withdrawals;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Principal that members take out in money. */
@RestController
class WithdrawalController {

    private final Withdrawals withdrawals;
    private final RepeatableRequests requests;
    private final PhoneHash hashes;
    private final Ids ids;

    WithdrawalController(Withdrawals withdrawals, RepeatableRequests requests, PhoneHash hashes, Ids ids) {
        this.withdrawals = withdrawals;
        this.requests = requests;
        this.hashes = hashes;
        this.ids = ids;
    }

    /** What is paid out, by which means, at which store and why. */
    record NewWithdrawal(
            @NotNull @Valid CardNamed card,
            @NotNull @Positive Long amountFen,
            @NotNull @Pattern(regexp = "[A-Z_]{1,20}") String means,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    /** Pays principal out; the same again for the same key. 202 with what waits where somebody else has to agree. */
    @OperatorMay(Permission.WITHDRAW)
    @StepUp
    @PostMapping("/admin/withdrawals")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Withdrawal.Done.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    ResponseEntity<Object> withdraw(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewWithdrawal asked) {
        var booking = new Booking(
                actor,
                asked.card().ref(actor.merchantId(), hashes),
                Withdrawal.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(asked.storeId(), asked.staffId(), asked.reason()),
                requests.of(actor, key, request, asked));
        var money = new Withdrawal(booking, asked.amountFen(), asked.means(), null);
        return Waiting.orDone(withdrawals.withdraw(money), HttpStatus.CREATED, done -> done, null);
    }
}
