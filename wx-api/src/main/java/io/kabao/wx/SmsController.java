package io.kabao.wx;

import io.kabao.claim.ClaimError;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One-time codes by SMS. */
@RestController
class SmsController {

    private final SmsCodes codes;

    SmsController(SmsCodes codes) {
        this.codes = codes;
    }

    record Wish(
            @NotNull SmsPurpose purpose,
            @NotBlank @Size(max = 32) String phone,
            @Size(max = 64) @Nullable String scene) {

        @Override
        public String toString() {
            return "Wish[" + purpose + "]";
        }
    }

    @AnyVisitor
    @Limited(Limit.SMS)
    @PostMapping("/wx/sms-codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SmsCodes.Sent send(Visitor visitor, @Valid @RequestBody Wish wish) {
        if (wish.purpose() == SmsPurpose.PAY) {
            // The shop asks for those: one that a customer asked for would be good for nothing.
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", "purpose", "detail", "CLAIM | BIND | IDENTITY | PIN")));
        }
        var phone = Phone.parse(wish.phone()).orElseThrow(() -> new BusinessError(ClaimError.PHONE_INVALID));
        return codes.send(new SmsCodes.Ask(
                visitor.merchantId(), wish.purpose(), phone, visitor.identity().id(), visitor.ip()));
    }
}
