package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.claim.ClaimCodes;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands in the database about a shop's members and cards, read past all our code. */
final class Books {

    private final House house;
    private final Rows rows;
    private final String merchant;

    Books(Shop shop) {
        this.house = shop.house();
        this.rows = Rows.of(shop.house().sandbox());
        this.merchant = shop.owner().get("/admin/merchant").text("/id");
    }

    /** The merchant's id. */
    long merchant() {
        return Long.parseLong(merchant);
    }

    /** A number of rows or a sum; {@code query} goes on behind {@code merchant_id = … AND}. */
    long count(String table, String condition) {
        return rows.number("SELECT COUNT(*) FROM " + table + " WHERE " + of(condition));
    }

    /** One column of one row as text, {@code null} for NULL. */
    String value(String column, String table, String condition) {
        var found = rows.column("SELECT " + column + " FROM " + table + " WHERE " + of(condition));
        assertThat(found).as("%s where %s", table, condition).hasSize(1);
        return found.getFirst();
    }

    /** One column of all rows, in the order of their ids. */
    List<String> values(String column, String table, String condition) {
        return rows.column("SELECT " + column + " FROM " + table + " WHERE " + of(condition) + " ORDER BY id");
    }

    /** Changes rows of the merchant. */
    int change(String table, String set, String condition) {
        return rows.change("UPDATE " + table + " SET " + set + " WHERE " + of(condition));
    }

    String ofCard(String column, String cardId) {
        return value(column, "member_card", "id = " + cardId);
    }

    String ofMember(String column, String memberId) {
        return value(column, "member", "id = " + memberId);
    }

    /** The member who holds a card. */
    String memberOf(String cardId) {
        return ofCard("member_id", cardId);
    }

    /** The scene of a member's own invitation to a template, whether or not they hold a card of it. */
    String invitation(String memberId, String templateId) {
        var codes = house.adminBean(ClaimCodes.class);
        var member = new Actor(ActorRealm.MEMBER, merchant(), Long.valueOf(memberId), null);
        return Objects.requireNonNull(house.adminBean(TransactionTemplate.class)
                .execute(_ -> codes.invitation(merchant(), member.requireId(), Long.parseLong(templateId))
                        .orElseGet(() -> codes.invite(member, Long.parseLong(templateId)))
                        .scene()));
    }

    /** To whom the claim of a card counts; the favourite store stands with the card. */
    Attributed claimOf(String cardId) {
        return Attributed.read(one("""
            SELECT CONCAT_WS('|', c.channel, COALESCE(c.issuing_organization_id, ''), COALESCE(c.issuing_store_id, ''),
                             COALESCE(c.issuing_staff_id, ''), COALESCE(m.favourite_store_id, ''),
                             COALESCE(c.referrer_id, ''), c.reasons)
            FROM claim c JOIN member_card m ON m.id = c.card_id
            WHERE c.merchant_id = %s AND c.card_id = %s
            """, cardId));
    }

    /** To whom a card counts by its own row. */
    Attributed cardOf(String cardId) {
        return Attributed.read(one("""
            SELECT CONCAT_WS('|', channel, COALESCE(issuing_organization_id, ''), COALESCE(issuing_store_id, ''),
                             COALESCE(issuing_staff_id, ''), COALESCE(favourite_store_id, ''), '', '')
            FROM member_card WHERE merchant_id = %s AND id = %s
            """, cardId));
    }

    private String one(String query, String cardId) {
        var found = rows.column(query.formatted(merchant, cardId));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** Digests of all tables that a claim, an activation or a binding writes what counts into. */
    List<String> everything() {
        var digest = rows.digestOf(merchant());
        return List.of("member", "member_card", "holder", "claim", "consent").stream()
                .map(table -> table + " " + digest.get(table))
                .toList();
    }

    private String of(String condition) {
        return "merchant_id = " + merchant + " AND " + condition;
    }
}
