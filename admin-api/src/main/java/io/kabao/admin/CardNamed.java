package io.kabao.admin;

import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.MemberCodes;
import io.kabao.proof.MemberProofs;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The card that is served at the counter, named in one way.
 *
 * @param cardId its id
 * @param number the number that stands on it
 * @param phone the verified phone of a member who has one card
 * @param memberCode the one-time code that the member shows
 */
record CardNamed(
        @JsonId @Nullable Long cardId,
        @Pattern(regexp = "[!-~]{1,32}") @Nullable String number,
        @Size(max = Phone.INPUT_MAX) @Nullable String phone,

        @Pattern(regexp = "[0-9]{" + MemberCodes.DIGITS + "}") @Nullable
        String memberCode) {

    /** Errors: {@link KernelError#INVALID_REQUEST} for none or several ways, {@link BooksError#CARD_NOT_FOUND} for no phone. */
    CardRef ref(long merchantId, PhoneHash hashes) {
        if (Stream.of(cardId, number, phone, memberCode)
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", "card", "detail", "cardId | number | phone | memberCode")));
        }
        if (cardId != null) {
            return new CardRef.ById(cardId);
        }
        if (number != null) {
            return new CardRef.ByNumber(number);
        }
        if (memberCode != null) {
            return new CardRef.ByCode(memberCode);
        }
        var parsed = Phone.parse(phone).orElseThrow(() -> new BusinessError(BooksError.CARD_NOT_FOUND));
        return new CardRef.ByPhone(HexFormat.of().formatHex(hashes.of(merchantId, parsed)));
    }

    /**
     * What the member shows for a payment, in one way: a code that names the card is one, too. Errors:
     * {@link KernelError#INVALID_REQUEST} for several ways.
     */
    MemberProofs.Shown shown(@Nullable String pin, @Nullable String smsCode) {
        if (Stream.of(memberCode, pin, smsCode).filter(Objects::nonNull).count() > 1) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", "pin", "detail", "card.memberCode | pin | smsCode")));
        }
        return new MemberProofs.Shown(pin, smsCode);
    }

    @Override
    public String toString() {
        return "CardNamed";
    }
}
