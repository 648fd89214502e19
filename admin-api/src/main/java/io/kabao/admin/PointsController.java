package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booking;
import io.kabao.ledger.PointsLots;
import io.kabao.points.PointsAdjustment;
import io.kabao.points.PointsDesk;
import io.kabao.points.PointsExchange;
import io.kabao.points.PointsRules;
import io.kabao.report.Statements;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Points that are given, taken and exchanged at a counter. */
@RestController
class PointsController {

    private final PointsDesk desk;
    private final Statements statements;
    private final RepeatableRequests requests;
    private final PhoneHash hashes;
    private final Ids ids;

    PointsController(PointsDesk desk, Statements statements, RepeatableRequests requests, PhoneHash hashes, Ids ids) {
        this.desk = desk;
        this.statements = statements;
        this.requests = requests;
        this.hashes = hashes;
        this.ids = ids;
    }

    /** How many points are given, or below zero taken, at which store and why. */
    record NewAdjustment(
            @NotNull @Valid CardNamed card,

            @NotNull @Min(-PointsRules.ORDER_MOST) @Max(PointsRules.ORDER_MOST)
            Long points,

            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    /** How many points become balance, and where. */
    record NewExchange(
            @NotNull @Valid CardNamed card,
            @NotNull @Positive @Max(PointsRules.ORDER_MOST) Long points,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId) {}

    /** Gives or takes points; the same again for the same key. 202 with what waits where somebody else has to agree. */
    @OperatorMay(Permission.POINTS_ADJUST)
    @PostMapping("/admin/points-adjustments")
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = PointsAdjustment.Done.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    ResponseEntity<Object> adjust(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewAdjustment asked) {
        var booking = new Booking(
                actor,
                asked.card().ref(actor.merchantId(), hashes),
                PointsAdjustment.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(asked.storeId(), asked.staffId(), asked.reason()),
                requests.of(actor, key, request, asked));
        return Waiting.orDone(desk.adjust(booking, asked.points()), HttpStatus.CREATED, done -> done, null);
    }

    /** Turns a member's points into balance, by the merchant's rate; the same again for the same key. */
    @OperatorMay(Permission.POINTS_EXCHANGE)
    @PostMapping("/admin/points-exchanges")
    @ResponseStatus(HttpStatus.CREATED)
    PointsExchange.Done exchange(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewExchange asked) {
        var booking = new Booking(
                actor,
                asked.card().ref(actor.merchantId(), hashes),
                PointsExchange.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(asked.storeId(), asked.staffId(), null),
                requests.of(actor, key, request, asked));
        return desk.exchange(new PointsExchange(booking, asked.points())).answer();
    }

    /** What a card has by when it ends, in the order in which it is used. */
    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/cards/{id}/points-lots")
    Page<PointsLots.Ending> lots(Reach reach, @PathVariable long id) {
        return new Page<>(statements.pointsOfCard(reach, id), null);
    }
}
