package io.kabao.wx;

import io.kabao.claim.OwnCards;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.ledger.MemberCodes;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import io.kabao.proof.PinSetting;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What customers show at the till, or enter there. */
@RestController
class PaymentController {

    private final OwnCards own;
    private final MemberCodes codes;
    private final PinSetting pins;

    PaymentController(OwnCards own, MemberCodes codes, PinSetting pins) {
        this.own = own;
        this.codes = codes;
        this.pins = pins;
    }

    record NewPin(
            @NotNull @Pattern(regexp = "[0-9]{6}") String pin,
            @Pattern(regexp = "[0-9]{4,8}") @Nullable String smsCode) {

        @Override
        public String toString() {
            return "NewPin";
        }
    }

    /** A one-time code of an own card to show at the till. */
    @AnyVisitor
    @Limited(Limit.MEMBER_CODE)
    @PostMapping("/wx/cards/{id}/member-codes")
    @ResponseStatus(HttpStatus.CREATED)
    MemberCodes.Made makeCode(Visitor visitor, @PathVariable long id) {
        return codes.make(own.require(visitor, id));
    }

    /** Sets the payment PIN, with a code by SMS to the customer's own phone. */
    @AnyVisitor
    @Limited(Limit.CLAIM)
    @PutMapping("/wx/me/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPin(Visitor visitor, @Valid @RequestBody NewPin asked) {
        pins.set(visitor, asked.pin(), asked.smsCode());
    }
}
