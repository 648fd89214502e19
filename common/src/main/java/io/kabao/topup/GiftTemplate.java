package io.kabao.topup;

import io.kabao.card.CardTemplate;
import io.kabao.card.TemplateSettings;
import io.kabao.card.TemplateSettings.Validity;
import io.kabao.ledger.Reads;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template of a card that rules give.
 *
 * @param publishAt from when on customers can claim it; null: they can't
 * @param lastDay on which its cards are good; null: they have no end that they all share
 * @param zone of the merchant's days
 */
record GiftTemplate(
        long id, @Nullable Instant publishAt, @Nullable LocalDate lastDay, ZoneId zone) {

    private static final String SELECT = """
            SELECT t.id, t.publish_at, m.zone,
                   CASE JSON_UNQUOTE(JSON_EXTRACT(t.settings, '$.validity.kind'))
                     WHEN 'DATES' THEN JSON_UNQUOTE(JSON_EXTRACT(t.settings, '$.validity.to'))
                   END AS last_day
            FROM card_template t JOIN merchant m ON m.id = t.merchant_id
            WHERE t.id IN (:keys)
            """;

    /** By ids. */
    static Map<Long, GiftTemplate> of(Reads reads, Collection<Long> ids) {
        var found = new HashMap<Long, GiftTemplate>();
        reads.in(SELECT, ids, row -> {
            var lastDay = row.textOrNull("last_day");
            var template = new GiftTemplate(
                    row.number("id"),
                    row.timeOrNull("publish_at"),
                    lastDay == null ? null : LocalDate.parse(lastDay),
                    ZoneId.of(row.text("zone")));
            return found.put(template.id(), template);
        });
        return found;
    }

    /** A template with its settings. */
    static GiftTemplate of(CardTemplate template, TemplateSettings settings, ZoneId zone) {
        var validity = settings.validity();
        var lastDay = validity.kind() == Validity.Kind.DATES ? validity.to() : null;
        return new GiftTemplate(template.id(), template.publishAt(), lastDay, zone);
    }

    /** Whether a card of it can be given: customers can claim it, and it would be good today. */
    boolean isOpen(Instant now) {
        return publishAt != null
                && !publishAt.isAfter(now)
                && (lastDay == null || !LocalDate.ofInstant(now, zone).isAfter(lastDay));
    }
}
