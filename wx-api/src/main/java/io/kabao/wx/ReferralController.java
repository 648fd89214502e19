package io.kabao.wx;

import io.kabao.claim.OwnCards;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CardRef;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import io.kabao.referral.EarnedCommissions;
import io.kabao.referral.OwnReferral;
import io.kabao.referral.WalletExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom the customer brought, what that earned, and what becomes of it. */
@RestController
class ReferralController {

    private static final long FEN_MOST = 1_000_000_000;

    private final OwnReferral referral;
    private final OwnCards own;
    private final RepeatableRequests requests;
    private final Ids ids;

    ReferralController(OwnReferral referral, OwnCards own, RepeatableRequests requests, Ids ids) {
        this.referral = referral;
        this.own = own;
        this.requests = requests;
        this.ids = ids;
    }

    /** How much of the wallet becomes balance or points of a card. */
    record NewExchange(
            @NotNull @JsonId Long cardId,
            @NotNull WalletExchange.Into into,
            @NotNull @Positive @Max(FEN_MOST) Long amountFen) {}

    /** Who came by the own invitation, newest first. */
    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/referral/invitees")
    Page<OwnReferral.Invitee> invitees(
            Visitor visitor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return referral.invitees(visitor, PageRequest.of(limit, cursor));
    }

    /** What was earned, newest first. */
    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/referral/commissions")
    Page<EarnedCommissions.Earned> commissions(
            Visitor visitor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return referral.commissions(visitor, PageRequest.of(limit, cursor));
    }

    /** Turns money of the wallet into balance or points, where the merchant lets its members; the same again for the same key. */
    @AnyVisitor
    @Limited(Limit.CLAIM)
    @PostMapping("/wx/referral/exchanges")
    @ResponseStatus(HttpStatus.CREATED)
    WalletExchange.Done exchange(
            Visitor visitor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewExchange asked) {
        var card = own.require(visitor, asked.cardId());
        var booking = new Booking(
                visitor.actor(),
                new CardRef.ById(card.id()),
                WalletExchange.TYPE,
                Long.toString(ids.next()),
                Booking.Place.NONE,
                requests.of(visitor.actor(), key, request, asked));
        return referral.exchange(new WalletExchange(booking, asked.into(), asked.amountFen()))
                .answer();
    }
}
