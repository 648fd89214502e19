package io.kabao.claim;

import io.kabao.member.Members;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member's name is a field of the profile like others, kept apart to be found by: here the two are one. */
final class ProfileSheets {

    private ProfileSheets() {}

    /** All answers, the name among them. */
    static Map<String, String> answersOf(Members.Sheet sheet) {
        var answers = new HashMap<>(sheet.profile());
        if (sheet.name() == null) {
            answers.remove(ProfileForm.NAME);
        } else {
            answers.put(ProfileForm.NAME, sheet.name());
        }
        return answers;
    }

    /** The sheet with other answers. */
    static Members.Sheet with(Members.Sheet sheet, Map<String, String> answers) {
        return new Members.Sheet(sheet.phone(), answers.get(ProfileForm.NAME), answers);
    }

    /** Answers with a name that is given beside them. */
    static Map<String, String> named(Map<String, String> answers, @Nullable String name) {
        var all = new HashMap<>(answers);
        if (name == null) {
            all.remove(ProfileForm.NAME);
        } else {
            all.put(ProfileForm.NAME, name);
        }
        return all;
    }
}
