package io.kabao.member;

import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.UnreadableField;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Birthdays of members, without their years, for those who read the rows of many at once. */
@Component
public class Birthdays {

    /** Columns {@code id}, {@code merchant_id} and {@code profile} of members, by their ids. */
    public static final String PROFILES =
            "SELECT id, merchant_id, profile FROM member WHERE id IN (:keys) AND profile IS NOT NULL";

    private static final Logger LOG = LoggerFactory.getLogger(Birthdays.class);
    private static final String BIRTHDAY = "birthday";

    private final FieldCipher cipher;
    private final JsonMapper json;

    Birthdays(FieldCipher cipher, JsonMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    /** The one that stands in an encrypted profile; none where it can't be read. */
    public Optional<MonthDay> in(long merchantId, byte[] profile) {
        try {
            var answers = json.readValue(cipher.decrypt(Members.PROFILE, merchantId, profile), Members.ANSWERS);
            return Optional.ofNullable(answers.get(BIRTHDAY))
                    .map(LocalDate::parse)
                    .map(MonthDay::from);
        } catch (DateTimeException | UnreadableField | JacksonException e) {
            // Nobody's payment waits for a profile.
            LOG.warn(
                    "A profile of merchant {} tells no birthday: {}",
                    merchantId,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
