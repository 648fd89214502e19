package io.kabao.claim;

import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.kernel.error.BusinessError;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a profile that is there already.
 *
 * @param answers by the keys of their fields; null or blank clears one
 */
record ProfileEdit(Collection<ProfileField> fields, Map<String, @Nullable String> answers, LocalDate today) {

    private static final String PHONE = "phone";
    private static final String PHONE_LABEL = "手机号";

    /**
     * The profile as the counter writes it. Errors: {@link ClaimError#PROFILE_FIELD_UNKNOWN},
     * {@link ClaimError#PROFILE_FIELD_WRONG}.
     */
    Map<String, String> byHand(Map<String, String> before) {
        return onto(before, false);
    }

    /**
     * The profile as the member changes it, each field by its edit right. Errors: as {@link #byHand},
     * {@link ClaimError#PROFILE_FIELD_FIXED}, {@link ClaimError#PROFILE_FIELD_MISSING}.
     */
    Map<String, String> byMember(Map<String, String> before) {
        return onto(before, true);
    }

    private Map<String, String> onto(Map<String, String> before, boolean byMember) {
        var after = new LinkedHashMap<>(before);
        answers.forEach((key, text) -> {
            var field = field(key, byMember);
            var answer = text == null || text.isBlank() ? null : text.strip();
            var was = before.get(key);
            if (Objects.equals(was, answer)) {
                return;
            }
            if (byMember) {
                requireRight(field, was, answer);
            }
            if (answer == null) {
                after.remove(key);
            } else {
                ProfileForm.requireFit(field, answer, today);
                after.put(key, answer);
            }
        });
        return after;
    }

    private ProfileField field(String key, boolean byMember) {
        if (byMember && key.equals(PHONE)) {
            throw new BusinessError(ClaimError.PROFILE_FIELD_FIXED, PHONE_LABEL).with("field", PHONE);
        }
        return fields.stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new BusinessError(ClaimError.PROFILE_FIELD_UNKNOWN));
    }

    private static void requireRight(ProfileField field, @Nullable String was, @Nullable String answer) {
        var may = switch (field.editRight()) {
            case READ_ONLY -> false;
            case FILL_ONCE -> was == null;
            case EDITABLE -> true;
        };
        if (!may) {
            throw new BusinessError(ClaimError.PROFILE_FIELD_FIXED, field.label()).with("field", field.key());
        }
        if (answer == null && field.required()) {
            throw new BusinessError(ClaimError.PROFILE_FIELD_MISSING, field.label()).with("field", field.key());
        }
    }
}
