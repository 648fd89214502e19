package io.kabao.gift;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.Secrets;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardRef;
import io.kabao.member.Member;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gifts to new members: owed with the claim of a card, or once the profile is filled in, and credited once the card is active,
 * one of each kind for each phone and template. Only a
 * phone that is verified by then earns one. That a phone has had its gift is known for good, also when its
 * member was erased, though not whose it was: whoever could be somebody new as often as they like would be welcomed as often.
 */
@Service
public class WelcomeGifts {

    private static final byte[] PURPOSE = "welcome_gift".getBytes(StandardCharsets.US_ASCII);

    private final WelcomeGiftMapper mapper;
    private final CardTemplates templates;
    private final Outbox outbox;
    private final Books books;
    private final Ids ids;
    private final Clock clock;

    WelcomeGifts(WelcomeGiftMapper mapper, CardTemplates templates, Outbox outbox, Books books, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.templates = templates;
        this.outbox = outbox;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Owes what the template gives for a card that was made just now, and has it credited at once where the card is active
     * already. Nothing is owed where the template gives nothing, the member has verified no phone, or the phone has had its
     * gift.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(CardTemplate template, Member member, MemberCard card) {
        var points = templates.settingsOf(template).given().welcomePoints();
        owe(GiftKind.WELCOME, new Worth(template.welcomeBonusFen(), points), member, card);
    }

    /**
     * Owes what the card's template gives for a profile that is filled in, on the same terms. Asked again it comes to nothing
     * more.
     *
     * @param points that it gives; 0: nothing
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void oweForProfile(long points, Member member, MemberCard card) {
        owe(GiftKind.PROFILE, new Worth(0, points), member, card);
    }

    private record Worth(long bonusFen, long points) {}

    private void owe(GiftKind kind, Worth worth, Member member, MemberCard card) {
        if (worth.bonusFen() + worth.points() == 0 || member.verifiedPhoneHash() == null) {
            return;
        }
        mapper.owe(new OwedGift(
                ids.next(),
                card.merchantId(),
                card.templateId(),
                kind,
                member.id(),
                card.id(),
                Hmac.of(new SecretKeySpec(member.verifiedPhoneHash(), "HmacSHA256"), PURPOSE),
                worth.bonusFen(),
                worth.points(),
                clock.instant()));
        if (card.status() == CardStatus.ACTIVE) {
            due(card);
        }
    }

    /** Has the gifts credited that are owed to a card, which has become active; often there are none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void due(MemberCard card) {
        var owed = mapper.owedTo(card.merchantId(), card.id());
        if (!owed.isEmpty()) {
            outbox.put(card.merchantId(), owed.stream().map(GiftSender::draft).toList());
        }
    }

    /** Has the gift credited that waited for a frozen card, which can be used again; in a transaction of its own. */
    @Transactional
    public void dueAgain(MemberCard card) {
        due(card);
    }

    /**
     * A gift as it is kept of a member.
     *
     * @param txnId that credited it
     */
    public record KeptGift(
            @JsonId long id,
            @JsonId long cardId,
            @JsonId long templateId,
            GiftKind kind,
            long bonusFen,
            long points,
            GiftStatus status,
            @JsonId @Nullable Long txnId,
            Instant createdAt,
            @Nullable Instant creditedAt) {}

    /** The gifts of these cards, newest first. */
    public List<KeptGift> of(long merchantId, Collection<Long> cards) {
        return cards.isEmpty() ? List.of() : mapper.kept(merchantId, cards);
    }

    /**
     * Parts the gifts of a member's cards from the phone, for a member who is erased. That the phone has had a gift is kept
     * apart from all else; one that is still owed to a card which is over is none that it has had.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(long merchantId, Collection<Long> cards) {
        if (cards.isEmpty()) {
            return;
        }
        for (var gift : mapper.ofCards(merchantId, cards)) {
            mapper.part(merchantId, gift.id(), drawn());
            if (gift.status() != GiftStatus.OWED) {
                // Below zero are no other ids, and these tell no time.
                mapper.keepPhone(merchantId, ByteBuffer.wrap(drawn()).getLong() | Long.MIN_VALUE, gift);
            }
        }
    }

    private static byte[] drawn() {
        return Base64.getUrlDecoder().decode(Secrets.token());
    }

    /**
     * Credits a gift; one that is owed no more stays as it is. Errors: {@link BooksError#CARD_FROZEN} and
     * {@link BooksError#CARD_NOT_ACTIVE} while it has to wait for its card, those of the books.
     */
    void credit(long merchantId, long giftId) {
        var card = mapper.owedCard(merchantId, giftId);
        if (card.isEmpty()) {
            return;
        }
        var booking = new Booking(
                Actor.system(merchantId),
                new CardRef.ById(card.get()),
                WelcomeGift.TYPE,
                Long.toString(giftId),
                Booking.Place.NONE,
                null);
        try {
            var _ = books.submit(new WelcomeGift(booking, giftId));
        } catch (BusinessError refusal) {
            // Somebody else was first: it is credited, or comes to nothing, or is owed to another card by now.
            if (refusal.code() != BooksError.NUMBER_USED) {
                throw refusal;
            }
        }
    }
}
