package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.claim.DeskBinding;
import io.kabao.claim.MemberDesk;
import io.kabao.claim.MemberView;
import io.kabao.claim.Reattribution;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What staff do with a member's card that the member can't do alone. */
@RestController
class CardController {

    private final DeskBinding binding;
    private final Reattribution reattribution;
    private final MemberDesk desk;

    CardController(DeskBinding binding, Reattribution reattribution, MemberDesk desk) {
        this.binding = binding;
        this.reattribution = reattribution;
        this.desk = desk;
    }

    /** Which old card, and why without its phone. */
    record UnprovenBinding(
            @NotNull @Pattern(regexp = "[!-~]{1,32}") String oldCardNumber,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    /** To whom the card is to count: a store, a person, both or neither; and why. */
    record NewAttribution(
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId,
            @NotNull @OneLine @Size(max = 200) String reason) {}

    /** Binds an old card whose phone is lost; 202 with what waits where somebody else has to agree. */
    @OperatorMay(Permission.MEMBER_WRITE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PostMapping("/admin/cards/{id}/binding")
    ResponseEntity<Object> bind(Actor actor, @PathVariable long id, @Valid @RequestBody UnprovenBinding asked) {
        var outcome = binding.bind(actor, new DeskBinding.Asked(id, asked.oldCardNumber(), asked.reason()));
        return Waiting.orDone(outcome, HttpStatus.OK, card -> desk.show(actor.reach(), card.memberId()), null);
    }

    /** Changes to whom a card counts; 202 with what waits where somebody else has to agree. */
    @OperatorMay(Permission.CARD_ATTRIBUTE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Waiting.class)))
    @PutMapping("/admin/cards/{id}/attribution")
    ResponseEntity<Object> reattribute(Actor actor, @PathVariable long id, @Valid @RequestBody NewAttribution asked) {
        var outcome = reattribution.change(
                actor, new Reattribution.Asked(id, asked.storeId(), asked.staffId(), asked.reason()));
        return Waiting.orDone(outcome, HttpStatus.OK, card -> desk.show(actor.reach(), card.memberId()), null);
    }
}
