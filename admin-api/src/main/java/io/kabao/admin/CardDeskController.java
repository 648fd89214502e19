package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.desk.CardDeed;
import io.kabao.desk.CardDesk;
import io.kabao.desk.CardOrder;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The life of a card at the counter: frozen, renumbered, extended, given back, sharing another card's balance. */
@RestController
class CardDeskController {

    private final CardDesk desk;

    CardDeskController(CardDesk desk) {
        this.desk = desk;
    }

    /** Why it is done. */
    record Reason(@NotNull @OneLine @Size(max = 200) String reason) {}

    /** The number of a card printed before, or none for the next of the sequence; and why. */
    record NewNumber(
            @Pattern(regexp = "[!-~]{1,32}") @Nullable String number,
            @NotNull @OneLine @Size(max = 200) String reason) {

        @Override
        public String toString() {
            return "NewNumber";
        }
    }

    /** What the person of a linked card may spend; null: no limit. */
    record PersonLimits(
            @Positive @Nullable Long perSpendFen,
            @Positive @Nullable Long perDayFen) {}

    /** The card's end; null: it has none, where the template allows it. */
    record NewEnd(@Nullable Instant expiresAt) {}

    /** The card whose balance is shared. */
    record NewLink(
            @NotNull @JsonId Long toCardId, @NotNull @Valid PersonLimits limits) {}

    @OperatorMay(Permission.CARD_FREEZE)
    @PostMapping("/admin/cards/{id}/freeze")
    CardOrder.Done freeze(Actor actor, @PathVariable long id, @Valid @RequestBody Reason why) {
        return desk.freeze(actor, id, why.reason());
    }

    @OperatorMay(Permission.CARD_DESK)
    @PostMapping("/admin/cards/{id}/unfreeze")
    CardOrder.Done unfreeze(Actor actor, @PathVariable long id, @Valid @RequestBody Reason why) {
        return desk.unfreeze(actor, id, why.reason());
    }

    @OperatorMay(Permission.CARD_DESK)
    @PostMapping("/admin/cards/{id}/reissue")
    CardOrder.Done reissue(Actor actor, @PathVariable long id, @Valid @RequestBody NewNumber asked) {
        return desk.reissue(actor, id, asked.number(), asked.reason());
    }

    @OperatorMay(Permission.CARD_DESK)
    @PostMapping("/admin/cards/{id}/cancellation")
    CardOrder.Done cancel(Actor actor, @PathVariable long id, @Valid @RequestBody Reason why) {
        return desk.cancel(actor, id, why.reason());
    }

    @OperatorMay(Permission.CARD_DESK)
    @PostMapping("/admin/cards/{id}/link")
    CardOrder.Done link(Actor actor, @PathVariable long id, @Valid @RequestBody NewLink asked) {
        var limits =
                new CardDeed.Limits(asked.limits().perSpendFen(), asked.limits().perDayFen());
        return desk.link(actor, id, asked.toCardId(), limits);
    }

    /** Lets a card be good for longer, also one whose days are over. */
    @OperatorMay(Permission.CARD_DESK)
    @PostMapping("/admin/cards/{id}/extension")
    CardOrder.Done extend(Actor actor, @PathVariable long id, @Valid @RequestBody NewEnd asked) {
        return desk.extend(actor, id, asked.expiresAt());
    }

    @OperatorMay(Permission.CARD_DESK)
    @PostMapping("/admin/cards/{id}/unlink")
    CardOrder.Done unlink(Actor actor, @PathVariable long id) {
        return desk.unlink(actor, id);
    }
}
