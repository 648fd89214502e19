package io.kabao.wx;

import io.kabao.claim.OwnCards;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.PointsLots;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import io.kabao.points.PointsDesk;
import io.kabao.points.PointsExchange;
import io.kabao.points.PointsRules;
import io.kabao.report.Statements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The customer's own points. */
@RestController
class PointsController {

    private final OwnCards own;
    private final Statements statements;
    private final PointsDesk desk;
    private final RepeatableRequests requests;
    private final Ids ids;

    PointsController(OwnCards own, Statements statements, PointsDesk desk, RepeatableRequests requests, Ids ids) {
        this.own = own;
        this.statements = statements;
        this.desk = desk;
        this.requests = requests;
        this.ids = ids;
    }

    /** How many points of a card become balance. */
    record OwnExchange(
            @NotNull @JsonId Long cardId,
            @NotNull @Positive @Max(PointsRules.ORDER_MOST) Long points) {}

    /** What a card has by when it ends, in the order in which it is used. */
    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/cards/{id}/points-lots")
    Page<PointsLots.Ending> lots(Visitor visitor, @PathVariable long id) {
        return new Page<>(statements.pointsOfOwn(visitor, id), null);
    }

    /** Turns points into balance, where the merchant lets its members; the same again for the same key. */
    @AnyVisitor
    @Limited(Limit.CLAIM)
    @PostMapping("/wx/points-exchanges")
    @ResponseStatus(HttpStatus.CREATED)
    PointsExchange.Done exchange(
            Visitor visitor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody OwnExchange asked) {
        var card = own.require(visitor, asked.cardId());
        var booking = new Booking(
                visitor.actor(),
                new CardRef.ById(card.id()),
                PointsExchange.TYPE,
                Long.toString(ids.next()),
                Booking.Place.NONE,
                requests.of(visitor.actor(), key, request, asked));
        return desk.exchange(new PointsExchange(booking, asked.points())).answer();
    }
}
