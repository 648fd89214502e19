package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booking;
import io.kabao.points.PointsRules;
import io.kabao.spend.Order;
import io.kabao.spend.Refund;
import io.kabao.spend.Refunding;
import io.kabao.spend.Spend;
import io.kabao.spend.SpendRow;
import io.kabao.spend.Spending;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders that are paid from stored value, and given back. */
@RestController
class SpendController {

    private static final String NUMBER = "[!-~]{1,64}";
    private static final String MEANS = "[A-Z_]{1,20}";
    private static final int MEANS_MOST = 10;

    private final Spending spending;
    private final Refunding refunding;
    private final RepeatableRequests requests;
    private final PhoneHash hashes;

    SpendController(Spending spending, Refunding refunding, RepeatableRequests requests, PhoneHash hashes) {
        this.spending = spending;
        this.refunding = refunding;
        this.requests = requests;
        this.hashes = hashes;
    }

    /** A line of an order; it earns points unless it says otherwise. */
    record LineSold(
            @OneLine @Size(max = 64) @Nullable String sku,
            @NotNull @OneLine @Size(max = 100) String name,
            @OneLine @Size(max = 40) @Nullable String category,
            @NotNull @PositiveOrZero Long unitPriceFen,
            @NotNull @Positive Integer quantity,
            @Nullable Boolean earnsPoints,
            @Nullable Boolean promotional) {

        Order.Line line() {
            return new Order.Line(
                    sku,
                    name,
                    category,
                    unitPriceFen,
                    quantity,
                    earnsPoints == null || earnsPoints,
                    promotional != null && promotional);
        }
    }

    /** What is paid otherwise. */
    record OtherMeans(
            @NotNull @Pattern(regexp = MEANS) String kind,
            @NotNull @Positive Long amountFen) {}

    /** An order: an amount, or lines. */
    record NewSpend(
            @NotNull @Valid CardNamed card,
            @NotNull @Pattern(regexp = NUMBER) String orderNo,
            @NotNull Spend.Channel channel,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @Positive @Nullable Long amountFen,
            @Size(max = Order.LINES_MOST) @Nullable List<@NotNull @Valid LineSold> lines,

            @PositiveOrZero @Max(PointsRules.ORDER_MOST) @Nullable
            Long pointsToUse,

            @Size(max = MEANS_MOST) @Nullable List<@NotNull @Valid OtherMeans> means,
            @Pattern(regexp = "[0-9]{6}") @Nullable String pin,
            @Pattern(regexp = "[0-9]{4,8}") @Nullable String smsCode) {

        Order order() {
            if ((amountFen == null) == (lines == null)) {
                throw new BusinessError(KernelError.INVALID_REQUEST)
                        .with("errors", List.of(Map.of("field", "amountFen", "detail", "amountFen | lines")));
            }
            return amountFen != null
                    ? Order.of(amountFen)
                    : Order.of(lines.stream().map(LineSold::line).toList());
        }

        List<Spend.Paid> paidOtherwise() {
            return means == null
                    ? List.of()
                    : means.stream()
                            .map(paid -> new Spend.Paid(paid.kind(), paid.amountFen()))
                            .toList();
        }

        @Override
        public String toString() {
            return "NewSpend";
        }
    }

    /** Part of a line to be given back; without an amount all that is left of it. */
    record LineBack(
            @NotNull @Positive Integer lineNo,
            @Positive @Nullable Long amountFen) {}

    /** An order to be given back: wholly, an amount of it, or lines. */
    record NewRefund(
            @NotNull @JsonId Long spendId,
            @Positive @Nullable Long amountFen,
            @Size(max = Order.LINES_MOST) @Nullable List<@NotNull @Valid LineBack> lines,
            @JsonId @Nullable Long storeId,
            @NotNull @OneLine @Size(max = 200) String reason) {

        Refunding.Wanted wanted() {
            if (amountFen != null && lines != null) {
                throw new BusinessError(KernelError.INVALID_REQUEST)
                        .with("errors", List.of(Map.of("field", "amountFen", "detail", "amountFen | lines")));
            }
            return new Refunding.Wanted(
                    spendId,
                    amountFen,
                    lines == null
                            ? List.of()
                            : lines.stream()
                                    .map(line -> new Refund.Line(line.lineNo(), line.amountFen()))
                                    .toList());
        }
    }

    /** An order as it stands. */
    record SpendView(
            @JsonId long id,
            @JsonId long cardId,
            @JsonId long memberId,
            String orderNo,
            Spend.Channel channel,
            long listFen,
            long discountFen,
            long principalFen,
            long bonusFen,
            long otherFen,
            long pointsFen,
            long pointsUsed,
            long refundableFen,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            Instant createdAt,
            long pointsEarned,
            long pointsTakenBack,
            List<PointsRules.Reason> pointsReasons,
            List<SpendRow.Line> lines) {

        static SpendView of(SpendRow spend, List<SpendRow.Line> lines) {
            return new SpendView(
                    spend.id(),
                    spend.cardId(),
                    spend.memberId(),
                    spend.orderNo(),
                    spend.channel(),
                    spend.listFen(),
                    spend.discountFen(),
                    spend.principalFen(),
                    spend.bonusFen(),
                    spend.otherFen(),
                    spend.pointsFen(),
                    spend.pointsUsed(),
                    spend.refundableFen(),
                    spend.storeId(),
                    spend.staffId(),
                    spend.createdAt(),
                    spend.pointsEarned(),
                    spend.pointsTakenBack(),
                    spend.reasons(),
                    lines);
        }
    }

    /** Books an order; the same again for the same key. Above the merchant's limit the member has to prove it. */
    @OperatorMay(Permission.SPEND)
    @PostMapping("/admin/spends")
    @ResponseStatus(HttpStatus.CREATED)
    Spend.Done spend(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewSpend asked) {
        var booking = new Booking(
                actor,
                asked.card().ref(actor.merchantId(), hashes),
                Spend.TYPE,
                asked.orderNo(),
                new Booking.Place(asked.storeId(), asked.staffId(), null),
                requests.of(actor, key, request, asked));
        return spending.spend(
                        new Spend(
                                booking,
                                asked.channel(),
                                asked.order(),
                                asked.pointsToUse() == null ? 0 : asked.pointsToUse(),
                                asked.paidOtherwise()),
                        asked.card().shown(asked.pin(), asked.smsCode()))
                .answer();
    }

    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/spends/{id}")
    SpendView show(Reach reach, @PathVariable long id) {
        var spend = spending.require(reach, id);
        return SpendView.of(spend, spending.lines(spend));
    }

    /** What a refund would come to: all that is left, an amount, or whole lines by their numbers. Nothing is changed. */
    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/spends/{id}/refund-preview")
    Refunding.Preview preview(
            Reach reach,
            @PathVariable long id,
            @RequestParam(required = false) @Positive @Nullable Long amountFen,
            @RequestParam(required = false) @Size(max = Order.LINES_MOST) @Nullable
                    List<@NotNull @Positive Integer> lineNo) {
        var lines = lineNo == null ? List.<Integer>of() : lineNo;
        if (amountFen != null && !lines.isEmpty()) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", "amountFen", "detail", "amountFen | lineNo")));
        }
        var wanted = new Refunding.Wanted(
                id,
                amountFen,
                lines.stream().map(no -> new Refund.Line(no, null)).toList());
        return refunding.preview(reach, wanted);
    }

    /**
     * Gives an order back, wholly or in part; the same again for the same key. An order that was not wholly paid from the card
     * asks for a session that has proved itself again, and 202 with what waits where somebody else has to agree.
     */
    @OperatorMay(Permission.REFUND)
    @PostMapping("/admin/refunds")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Refund.Done.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @Parameter(name = RepeatableRequests.KEY, in = ParameterIn.HEADER, required = true)
    ResponseEntity<Object> refund(
            SignedInOperator operator, Actor actor, HttpServletRequest request, @Valid @RequestBody NewRefund asked) {
        var place = new Booking.Place(asked.storeId(), null, asked.reason());
        var caller = new Refunding.Caller(operator, actor);
        var outcome = refunding.refund(caller, asked.wanted(), place, requests.of(actor, request, asked));
        return Waiting.orDone(outcome, HttpStatus.CREATED, done -> done, null);
    }
}
