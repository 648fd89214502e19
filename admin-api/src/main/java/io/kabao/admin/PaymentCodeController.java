package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.JsonId;
import io.kabao.proof.PaymentCodes;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Codes by SMS to members who are about to pay at a counter. */
@RestController
class PaymentCodeController {

    private final PaymentCodes codes;

    PaymentCodeController(PaymentCodes codes) {
        this.codes = codes;
    }

    /** At which store the member is about to pay. */
    record NewPaymentCode(@JsonId @Nullable Long storeId) {}

    /** Sends a code to the phone of the card's member, who tells it at the counter. */
    @OperatorMay(Permission.SPEND)
    @Limited(Limit.PAYMENT_CODE)
    @PostMapping("/admin/cards/{id}/payment-codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PaymentCodes.Sent send(Actor actor, @PathVariable long id, @Valid @RequestBody NewPaymentCode asked) {
        return codes.send(actor, id, asked.storeId());
    }
}
