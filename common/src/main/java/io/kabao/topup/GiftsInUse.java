package io.kabao.topup;

import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Writes;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cards that the top-ups of a batch give by their rules. What is owed is written with the top-up; where another batch was first,
 * its row stays as it is.
 */
final class GiftsInUse {

    private static final String SELECT_HELD = """
            SELECT template_id, member_id
            FROM member_card
            WHERE live_slot = 0 AND (:keys)
            """;
    private static final String SELECT_GIVEN = """
            SELECT template_id, member_id
            FROM topup_card_gift
            WHERE :keys
            """;
    private static final List<String> KEY = List.of("merchant_id", "template_id", "member_id");
    private static final Writes.Table TABLE = new Writes.Table(
            "topup_card_gift",
            List.of("id", "merchant_id", "template_id", "member_id", "card_id", "status", "created_at"),
            List.of("merchant_id"));

    private final Map<Long, GiftTemplate> templates;
    private final Set<Had> had = new HashSet<>();
    private final Writes.Rows rows = new Writes.Rows(TABLE);

    private record Had(long templateId, long memberId) {}

    private GiftsInUse(Map<Long, GiftTemplate> templates) {
        this.templates = templates;
    }

    /** A card that a member may get. */
    record Wanted(long merchantId, long templateId, long memberId) {

        private Object[] key() {
            return new Object[] {merchantId, templateId, memberId};
        }
    }

    /** Reads the templates of these, and which of the members hold such a card or were given one. */
    static GiftsInUse of(Reads reads, Collection<Wanted> wanted) {
        var templates = wanted.stream().map(Wanted::templateId).toList();
        var inUse = new GiftsInUse(GiftTemplate.of(reads, templates));
        var keys = wanted.stream().map(Wanted::key).toList();
        for (var sql : List.of(SELECT_HELD, SELECT_GIVEN)) {
            reads.by(sql, KEY, keys, row -> inUse.had.add(new Had(row.number("template_id"), row.number("member_id"))));
        }
        return inUse;
    }

    /** Whether a rule gives no card, or one that can be had at a time. */
    boolean isOpen(TopUpRule rule, Instant now) {
        if (rule.giftTemplateId() == null) {
            return true;
        }
        var template = templates.get(rule.giftTemplateId());
        return template != null && template.isOpen(now);
    }

    /**
     * Owes the card of a rule to a member who has none of it, and says of which template; null: nothing is owed. An old card
     * of the counter brings none: who its member is will be known once it is bound.
     */
    @Nullable
    Long owe(TopUpRule rule, CommandKind.Turn turn) {
        var card = turn.requireCard();
        var template = rule.giftTemplateId();
        if (template == null || !card.activated() || !had.add(new Had(template, card.memberId()))) {
            return null;
        }
        rows.add(turn.txnId(), rule.merchantId(), template, card.memberId(), card.id(), CardGift.OWED, turn.now());
        return template;
    }

    /** Writes what is owed. */
    void write(Writes writes) {
        writes.write(rows);
    }
}
