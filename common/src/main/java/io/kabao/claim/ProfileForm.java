package io.kabao.claim;

import io.kabao.card.TemplateSettings;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of a template's profile fields, filled in by a customer; those that the merchant fills in are not on it. */
final class ProfileForm {

    /** The field that the member's name stands in. */
    static final String NAME = "name";

    /** Characters of one answer. */
    static final int ANSWER_MOST = 200;

    /** A birthday is today somewhere at least. */
    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);

    private static final int NAME_MOST = 40;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private final TemplateSettings settings;

    ProfileForm(TemplateSettings settings) {
        this.settings = settings;
    }

    /**
     * The answers in the order of the fields, trimmed, without those left empty. Errors:
     * {@link ClaimError#PROFILE_FIELD_MISSING}, {@link ClaimError#PROFILE_FIELD_WRONG},
     * {@link ClaimError#PROFILE_FIELD_UNKNOWN}, {@link ClaimError#PROFILE_FIELD_FIXED}.
     */
    Map<String, String> read(Map<String, String> given, LocalDate today) {
        requireKnown(given);
        var answers = new LinkedHashMap<String, String>();
        for (var field : settings.profileFields()) {
            var answer = answerOf(field, given);
            if (!isAsked(field)) {
                requireNone(field, answer);
                continue;
            }
            if (answer == null && field.required()) {
                throw new BusinessError(ClaimError.PROFILE_FIELD_MISSING, field.label()).with("field", field.key());
            }
            if (answer != null) {
                requireFit(field, answer, today);
                answers.put(field.key(), answer);
            }
        }
        return answers;
    }

    /** Whether the member fills the field in. */
    static boolean isAsked(ProfileField field) {
        return field.editRight() != ProfileField.EditRight.READ_ONLY;
    }

    private static void requireNone(ProfileField field, @Nullable String answer) {
        if (answer != null) {
            throw new BusinessError(ClaimError.PROFILE_FIELD_FIXED, field.label()).with("field", field.key());
        }
    }

    /** The day that a birthday can't be after. */
    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), EASTERNMOST);
    }

    private void requireKnown(Map<String, String> given) {
        for (var key : given.keySet()) {
            if (settings.profileFields().stream().noneMatch(field -> field.key().equals(key))) {
                throw new BusinessError(ClaimError.PROFILE_FIELD_UNKNOWN);
            }
        }
    }

    private static @Nullable String answerOf(ProfileField field, Map<String, String> given) {
        var answer = given.get(field.key());
        return answer == null || answer.isBlank() ? null : answer.strip();
    }

    /** Refuses an answer that the field can't hold. */
    static void requireFit(ProfileField field, String answer, LocalDate today) {
        Predicate<String> fits = switch (field.type()) {
            case TEXT ->
                text -> !CONTROLS.matcher(text).find() && (!field.key().equals(NAME) || text.length() <= NAME_MOST);
            case CHOICE -> field.options()::contains;
            case DATE -> text -> isDate(field, text, today);
            case NUMBER -> text -> NUMBER.matcher(text).matches();
            case PHONE -> text -> Phone.parse(text).isPresent();
        };
        if (answer.length() > ANSWER_MOST || !fits.test(answer)) {
            throw new BusinessError(ClaimError.PROFILE_FIELD_WRONG, field.label()).with("field", field.key());
        }
    }

    private static boolean isDate(ProfileField field, String text, LocalDate today) {
        try {
            var date = LocalDate.parse(text);
            var past = !field.key().equals("birthday") || !date.isAfter(today);
            return past && date.getYear() >= 1900 && date.getYear() <= 2199;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
