package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.Actor;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CardRef;
import io.kabao.level.CardLevels;
import io.kabao.level.LevelChange;
import io.kabao.level.Membership;
import io.kabao.level.Memberships;
import io.kabao.report.Statements;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The level of a card. */
@RestController
class CardLevelController {

    private final CardLevels levels;
    private final Memberships memberships;
    private final Statements statements;
    private final RepeatableRequests requests;
    private final Ids ids;

    CardLevelController(
            CardLevels levels, Memberships memberships, Statements statements, RepeatableRequests requests, Ids ids) {
        this.levels = levels;
        this.memberships = memberships;
        this.statements = statements;
        this.requests = requests;
        this.ids = ids;
    }

    /** Which level is sold, how it is paid and where. */
    record NewMembership(
            @NotNull @JsonId Long levelId,
            @NotNull @Size(min = 1, max = 20) String means,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId) {}

    /**
     * Where a card stands, and how it came there.
     *
     * @param changes newest first
     */
    record CardLevelView(CardLevels.Standing standing, List<LevelChange> changes) {}

    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/cards/{id}/level")
    CardLevelView show(Reach reach, @PathVariable long id) {
        var card = statements.require(reach, id);
        return new CardLevelView(
                levels.of(reach.merchantId(), card.id()), levels.changes(reach.merchantId(), card.id()));
    }

    /** Sells a level for a term; the same again for the same key. */
    @OperatorMay(Permission.LEVEL_SELL)
    @Parameter(name = RepeatableRequests.KEY, in = ParameterIn.HEADER, required = true)
    @PostMapping("/admin/cards/{id}/membership")
    @ResponseStatus(HttpStatus.CREATED)
    Membership.Done sell(
            Actor actor, @PathVariable long id, HttpServletRequest request, @Valid @RequestBody NewMembership asked) {
        var booking = new Booking(
                actor,
                new CardRef.ById(id),
                Membership.TYPE,
                Long.toString(ids.next()),
                new Booking.Place(asked.storeId(), asked.staffId(), null),
                requests.of(actor, request, asked));
        return memberships
                .sell(new Membership(booking, asked.levelId(), asked.means()))
                .answer();
    }
}
