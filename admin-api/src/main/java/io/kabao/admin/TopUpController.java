package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booking;
import io.kabao.topup.TopUp;
import io.kabao.topup.TopUpDesk;
import io.kabao.topup.TopUpRow;
import io.kabao.topup.TopUps;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Money that members pay in at the counter. */
@RestController
class TopUpController {

    private final TopUpDesk desk;
    private final TopUps topUps;
    private final RepeatableRequests requests;
    private final PhoneHash hashes;
    private final Ids ids;

    TopUpController(TopUpDesk desk, TopUps topUps, RepeatableRequests requests, PhoneHash hashes, Ids ids) {
        this.desk = desk;
        this.topUps = topUps;
        this.requests = requests;
        this.hashes = hashes;
        this.ids = ids;
    }

    /** What is paid, by which rule if by one, by which means, at which store. */
    record NewTopUp(
            @NotNull @Valid CardNamed card,
            @NotNull @Positive Long amountFen,
            @JsonId @Nullable Long ruleId,
            @NotNull @Pattern(regexp = "[A-Z_]{1,20}") String means,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @OneLine @Size(max = 200) @Nullable String note) {}

    /** A top-up as it stands. */
    record TopUpView(
            @JsonId long id,
            @JsonId long cardId,
            @JsonId long memberId,
            @JsonId @Nullable Long ruleId,
            long principalFen,
            long bonusFen,
            long points,
            long paidBackFen,
            long bonusTakenBackFen,
            long pointsTakenBack,
            String means,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @Nullable String note,
            Instant createdAt) {

        static TopUpView of(TopUpRow topUp) {
            return new TopUpView(
                    topUp.id(),
                    topUp.cardId(),
                    topUp.memberId(),
                    topUp.ruleId(),
                    topUp.principalFen(),
                    topUp.bonusFen(),
                    topUp.points(),
                    topUp.refundedPrincipalFen(),
                    topUp.refundedBonusFen(),
                    topUp.refundedPoints(),
                    topUp.means(),
                    topUp.storeId(),
                    topUp.staffId(),
                    topUp.note(),
                    topUp.createdAt());
        }
    }

    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/topups/{id}")
    TopUpView show(Reach reach, @PathVariable long id) {
        return TopUpView.of(topUps.require(reach, id));
    }

    /**
     * Books a top-up; the same again for the same key. 202 with what waits where somebody else has to agree; once they have,
     * the same key is answered with what was booked.
     */
    @OperatorMay(Permission.TOPUP)
    @PostMapping("/admin/topups")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TopUp.Done.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    ResponseEntity<Object> topUp(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewTopUp asked) {
        var booking = new Booking(
                actor,
                asked.card().ref(actor.merchantId(), hashes),
                TopUp.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(asked.storeId(), asked.staffId(), null),
                requests.of(actor, key, request, asked));
        var money = new TopUp(booking, asked.amountFen(), 0, asked.means(), asked.note(), asked.ruleId(), null);
        return Waiting.orDone(desk.topUp(money), HttpStatus.CREATED, done -> done, null);
    }
}
