package io.kabao.organization;

import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.crypto.PhoneHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the phone of a member of staff is stored. */
@Component
class StaffPhones {

    private static final FieldName PHONE = new FieldName("staff.phone");

    private final FieldCipher cipher;
    private final PhoneHash hash;

    StaffPhones(FieldCipher cipher, PhoneHash hash) {
        this.cipher = cipher;
        this.hash = hash;
    }

    byte @Nullable [] sealed(long merchantId, @Nullable Phone phone) {
        return phone == null ? null : cipher.encrypt(PHONE, merchantId, phone.e164());
    }

    byte @Nullable [] hashed(long merchantId, @Nullable Phone phone) {
        return phone == null ? null : hash.of(merchantId, phone);
    }

    @Nullable
    Phone opened(Staff staff) {
        return staff.phone() == null ? null : Phone.of(cipher.decrypt(PHONE, staff.merchantId(), staff.phone()));
    }
}
