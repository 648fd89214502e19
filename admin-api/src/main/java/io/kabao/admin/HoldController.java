package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.door.RepeatableRequests;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Booking;
import io.kabao.spend.Hold;
import io.kabao.spend.HoldRow;
import io.kabao.spend.Holding;
import io.kabao.spend.Settlement;
import io.kabao.spend.Spend;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Money set aside for orders that are settled later. */
@RestController
class HoldController {

    /** How long money is held where nobody says. */
    private static final Duration USUAL = Duration.ofDays(7);

    private final Holding holding;
    private final RepeatableRequests requests;
    private final PhoneHash hashes;
    private final Clock clock;

    HoldController(Holding holding, RepeatableRequests requests, PhoneHash hashes, Clock clock) {
        this.holding = holding;
        this.requests = requests;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** How much, for which order, until when; a week unless it says. */
    record NewHold(
            @NotNull @Valid CardNamed card,
            @NotNull @Pattern(regexp = "[!-~]{1,64}") String orderNo,
            @NotNull @Positive Long amountFen,
            Spend.@Nullable Channel channel,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @Nullable Instant expiresAt,
            @Pattern(regexp = "[0-9]{6}") @Nullable String pin,
            @Pattern(regexp = "[0-9]{4,8}") @Nullable String smsCode) {

        @Override
        public String toString() {
            return "NewHold";
        }
    }

    /** What the order comes to before the discount of the level; all that was asked for unless it says. */
    record Capture(@Positive @Nullable Long amountFen) {}

    /** Money that was set aside, as it stands. */
    record HoldView(
            @JsonId long id,
            @JsonId long cardId,
            @JsonId long memberId,
            String orderNo,
            Spend.Channel channel,
            Hold.Status status,
            long principalFen,
            long bonusFen,
            long discountFen,
            long capturedFen,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            Instant expiresAt,
            Instant createdAt,
            @Nullable Instant endedAt) {

        static HoldView of(HoldRow hold) {
            return new HoldView(
                    hold.id(),
                    hold.cardId(),
                    hold.memberId(),
                    hold.orderNo(),
                    hold.channel(),
                    hold.status(),
                    hold.principalFen(),
                    hold.bonusFen(),
                    hold.discountFen(),
                    hold.capturedFen(),
                    hold.storeId(),
                    hold.staffId(),
                    hold.expiresAt(),
                    hold.createdAt(),
                    hold.endedAt());
        }
    }

    /** Sets money aside; the same again for the same key. */
    @OperatorMay(Permission.SPEND)
    @PostMapping("/admin/holds")
    @ResponseStatus(HttpStatus.CREATED)
    Hold.Done hold(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @Valid @RequestBody NewHold asked) {
        var booking = new Booking(
                actor,
                asked.card().ref(actor.merchantId(), hashes),
                Hold.TYPE,
                asked.orderNo(),
                new Booking.Place(asked.storeId(), asked.staffId(), null),
                requests.of(actor, key, request, asked));
        var channel = asked.channel() == null ? Spend.Channel.OFFLINE : asked.channel();
        var expiresAt = asked.expiresAt() == null ? clock.instant().plus(USUAL) : asked.expiresAt();
        var hold = new Hold(booking, channel, asked.amountFen(), expiresAt.truncatedTo(ChronoUnit.MILLIS), null);
        return holding.hold(hold, asked.card().shown(asked.pin(), asked.smsCode()))
                .answer();
    }

    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/holds/{id}")
    HoldView show(Reach reach, @PathVariable long id) {
        return HoldView.of(holding.require(reach, id));
    }

    /** Settles the order; what it does not cost goes back to the card. */
    @OperatorMay(Permission.SPEND)
    @Parameter(name = RepeatableRequests.KEY, in = ParameterIn.HEADER, required = true)
    @PostMapping("/admin/holds/{id}/capture")
    Settlement.Done capture(
            Actor actor, HttpServletRequest request, @PathVariable long id, @Valid @RequestBody Capture asked) {
        return holding.capture(actor, id, asked.amountFen(), requests.of(actor, request, asked))
                .answer();
    }

    /** Gives all of it back to the card. */
    @OperatorMay(Permission.SPEND)
    @PostMapping("/admin/holds/{id}/release")
    Settlement.Done release(
            Actor actor,
            @RequestHeader(RepeatableRequests.KEY) String key,
            HttpServletRequest request,
            @PathVariable long id) {
        return holding.release(actor, id, requests.of(actor, key, request, "")).answer();
    }
}
