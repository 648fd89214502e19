package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.json.JsonId;
import io.kabao.member.Member;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** What the merchant knows of the customer who is signed in, and what the customer may change of it. */
@Service
public class OwnProfile {

    private static final int TRIES = 8;

    private final Members members;
    private final MemberCards cards;
    private final ProfileFields fields;
    private final FavouriteStores favourites;
    private final MemberLives lives;
    private final Claims claims;
    private final Audit audit;
    private final Times times;

    OwnProfile(
            Members members,
            MemberCards cards,
            ProfileFields fields,
            FavouriteStores favourites,
            MemberLives lives,
            Claims claims,
            Audit audit,
            Times times) {
        this.members = members;
        this.cards = cards;
        this.fields = fields;
        this.favourites = favourites;
        this.lives = lives;
        this.claims = claims;
        this.audit = audit;
        this.times = times;
    }

    /** The member as they see themselves. */
    public record Profile(
            @JsonId long id,
            @Nullable String phoneMasked,
            boolean phoneVerified,
            @Nullable String name,
            List<Field> profile) {

        @Override
        public String toString() {
            return "Profile[" + id + "]";
        }
    }

    /**
     * One field of the profile.
     *
     * @param value null: not filled in
     * @param editRight what the member may do with it
     */
    public record Field(
            String key,
            String label,
            ProfileField.Type type,
            boolean required,
            List<String> options,
            @Nullable String value,
            ProfileField.EditRight editRight) {

        @Override
        public String toString() {
            return "Field[" + key + "]";
        }
    }

    /**
     * What the member changes.
     *
     * @param profile answers by the keys of their fields; null clears one
     * @param favouriteStores stores by the cards that they become the member's own for
     */
    public record Edit(Map<String, @Nullable String> profile, Map<Long, Long> favouriteStores) {

        @Override
        public String toString() {
            return "Edit";
        }
    }

    /** What changed, without what was entered. */
    private record Changed(List<String> fields) {}

    /** The customer's own profile. Errors: {@link io.kabao.member.MemberError#NO_MEMBER_YET}. */
    public Profile show(Visitor visitor) {
        var member = members.requireOf(visitor);
        return shown(member, cards.ofMember(member.merchantId(), member.id()));
    }

    /**
     * Changes it, all or nothing; to whom a card counts stays. Errors: {@link io.kabao.member.MemberError#NO_MEMBER_YET},
     * those of profile fields and of the store chosen, {@link ClaimError#CARD_NOT_FOUND},
     * {@link ClaimError#ACTIVATE_FIRST}; {@link KernelError#BUSY} when others were first all the time.
     */
    public Profile change(Visitor visitor, Edit edit) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            try {
                return Objects.requireNonNull(times.inTransaction().execute(_ -> changed(visitor, edit)));
            } catch (OptimisticLockingFailureException | PessimisticLockingFailureException _) {
                // Somebody else was first: begin anew with what they left.
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private Profile changed(Visitor visitor, Edit edit) {
        var asking = members.requireOf(visitor);
        // Held before their cards are read: the cards of somebody who is being erased would ask for nothing.
        var was = lives.hold(asking.merchantId(), asking.id())
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
        var held = cards.ofMember(was.merchantId(), was.id());
        var sheet = members.sheetOf(was);
        var before = ProfileSheets.answersOf(sheet);
        var after =
                new ProfileEdit(fields.asked(held), edit.profile(), ProfileForm.today(times.clock())).byMember(before);
        var changes = new ArrayList<String>();
        edit.profile().keySet().stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .sorted()
                .forEach(changes::add);
        var isNow = changes.isEmpty() ? was : members.rewrite(visitor.actor(), was, ProfileSheets.with(sheet, after));
        if (!changes.isEmpty()) {
            claims.filledIn(held);
        }
        edit.favouriteStores().forEach((cardId, storeId) -> {
            if (favour(own(held, cardId), storeId)) {
                changes.add("favouriteStore/" + cardId);
            }
        });
        if (!changes.isEmpty()) {
            audit.record(
                    visitor.actor(),
                    new Change(
                            MemberViews.THING + "_CHANGED",
                            MemberViews.THING,
                            was.id(),
                            null,
                            new Changed(changes),
                            null));
        }
        return shown(isNow, held);
    }

    private static MemberCard own(List<MemberCard> held, long cardId) {
        return held.stream()
                .filter(card -> card.id() == cardId && card.status().isLive())
                .findFirst()
                .orElseThrow(() -> new BusinessError(ClaimError.CARD_NOT_FOUND));
    }

    private boolean favour(MemberCard card, long storeId) {
        if (card.status() == CardStatus.CLAIMED) {
            throw new BusinessError(ClaimError.ACTIVATE_FIRST);
        }
        var claim = claims.ofCard(card.merchantId(), card.id())
                .orElseThrow(() -> new IllegalStateException("Card " + card.id() + " was never claimed"));
        var chosen = favourites.chosen(claim, storeId);
        if (chosen == null || Objects.equals(card.favouriteStoreId(), chosen.id())) {
            return false;
        }
        cards.favour(card, chosen.id());
        return true;
    }

    private Profile shown(Member member, List<MemberCard> held) {
        var sheet = members.sheetOf(member);
        var answers = ProfileSheets.answersOf(sheet);
        return new Profile(
                member.id(),
                sheet.phone() == null ? null : sheet.phone().masked(),
                member.verifiedPhoneHash() != null,
                sheet.name(),
                fields.asked(held).stream()
                        .map(field -> new Field(
                                field.key(),
                                field.label(),
                                field.type(),
                                field.required(),
                                field.options(),
                                answers.get(field.key()),
                                field.editRight()))
                        .toList());
    }
}
