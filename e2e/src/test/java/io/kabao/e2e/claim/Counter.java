package io.kabao.e2e.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.ClaimChannel;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Phone;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Holders;
import io.kabao.member.Member;
import io.kabao.member.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The shop's counter, where cards were handed out before there was WeChat. */
final class Counter {

    private final Shop shop;
    private final Books books;

    Counter(Shop shop, Books books) {
        this.shop = shop;
        this.books = books;
    }

    /** A card as it was handed out. */
    record Old(
            String template,
            String number,
            @Nullable String phone,
            @Nullable String name,
            @Nullable String organization,
            @Nullable String store,
            Map<String, String> profile,
            @Nullable Instant expiresAt) {

        static Old card(String template, String number) {
            return new Old(template, number, null, null, null, null, Map.of(), null);
        }

        Old of(@Nullable String itsPhone, @Nullable String itsName) {
            return new Old(template, number, itsPhone, itsName, organization, store, profile, expiresAt);
        }

        Old from(String itsOrganization, String itsStore) {
            return new Old(template, number, phone, name, itsOrganization, itsStore, profile, expiresAt);
        }

        Old knowing(Map<String, String> answers) {
            return new Old(template, number, phone, name, organization, store, answers, expiresAt);
        }

        Old until(Instant end) {
            return new Old(template, number, phone, name, organization, store, profile, end);
        }
    }

    /** Hands a card out to somebody who is not known yet; its id. */
    String handOut(Old old) {
        return within(() -> {
            var holder = bean(Holders.class).open(books.merchant());
            return card(old, welcome(old, holder), holder);
        });
    }

    /** Hands one more card out to the owner of another; its id. */
    String handOutTo(String ownerOf, Old old) {
        var member = bean(Members.class).require(books.merchant(), Long.parseLong(books.memberOf(ownerOf)));
        return within(() -> card(old, member, bean(Holders.class).open(books.merchant())));
    }

    private String within(Supplier<String> work) {
        return Objects.requireNonNull(bean(TransactionTemplate.class).execute(_ -> work.get()));
    }

    private Member welcome(Old old, long holder) {
        var members = bean(Members.class);
        var phone = old.phone() == null ? null : Phone.of(old.phone());
        var member = members.welcome(books.merchant(), new Members.Newcomer(phone, false, old.name(), holder, null));
        return old.profile().isEmpty()
                ? member
                : members.change(member, new Members.Turn(null, null, old.profile(), null, false));
    }

    private String card(Old old, Member member, long holder) {
        var id = bean(Ids.class).next();
        var now = bean(Clock.class).instant();
        bean(MemberCards.class)
                .add(new MemberCard(
                        id,
                        books.merchant(),
                        Long.parseLong(old.template()),
                        member.id(),
                        holder,
                        old.number(),
                        null,
                        CardStatus.OFFLINE,
                        id,
                        ClaimChannel.CONSOLE,
                        old.organization() == null ? null : Long.valueOf(old.organization()),
                        old.store() == null ? null : Long.valueOf(old.store()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        old.expiresAt(),
                        1,
                        now,
                        now));
        return Long.toString(id);
    }

    private <T> T bean(Class<T> type) {
        return shop.house().adminBean(type);
    }
}
