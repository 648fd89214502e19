package io.kabao.topup;

import io.kabao.card.CardTemplate;
import io.kabao.card.TemplateSettings;
import io.kabao.card.TemplateSettings.Validity;
import io.kabao.ledger.Reads;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template of a card that rules give.
 *
 * @param publishAt from when on customers can claim it; null: they can't
 * @param versions in force or planned, the latest last
 * @param zone of the merchant's days
 */
record GiftTemplate(long id, @Nullable Instant publishAt, List<Version> versions, ZoneId zone) {

    private static final String SELECT = """
            SELECT t.id, t.publish_at, v.publish_at AS in_force_from, m.zone,
                   CASE JSON_UNQUOTE(JSON_EXTRACT(v.settings, '$.validity.kind'))
                     WHEN 'DATES' THEN JSON_UNQUOTE(JSON_EXTRACT(v.settings, '$.validity.to'))
                   END AS last_day
            FROM card_template t
            JOIN merchant m ON m.id = t.merchant_id
            JOIN card_template_version v
              ON v.merchant_id = t.merchant_id AND v.template_id = t.id AND v.state = 'PUBLISHED'
            WHERE t.id IN (:keys)
            ORDER BY v.publish_at, v.number
            """;

    /**
     * A version of it.
     *
     * @param inForceFrom from when on, until a later one is
     * @param lastDay on which its cards are good; null: they have no end that they all share
     */
    record Version(Instant inForceFrom, @Nullable LocalDate lastDay) {}

    /** By ids. */
    static Map<Long, GiftTemplate> of(Reads reads, Collection<Long> ids) {
        var found = new HashMap<Long, GiftTemplate>();
        reads.in(SELECT, ids, row -> {
            var lastDay = row.textOrNull("last_day");
            var template = found.get(row.number("id"));
            if (template == null) {
                template = new GiftTemplate(
                        row.number("id"), row.timeOrNull("publish_at"), new ArrayList<>(), ZoneId.of(row.text("zone")));
                found.put(template.id(), template);
            }
            template.versions()
                    .add(new Version(row.time("in_force_from"), lastDay == null ? null : LocalDate.parse(lastDay)));
            return template;
        });
        return found;
    }

    /** Whether a card of it can be given: customers can claim it, and it would be good today. */
    boolean isOpen(Instant now) {
        if (publishAt == null || publishAt.isAfter(now)) {
            return false;
        }
        return versions.stream()
                .filter(version -> !version.inForceFrom().isAfter(now))
                .reduce((_, later) -> later)
                .filter(version -> isGood(version.lastDay(), now, zone))
                .isPresent();
    }

    /** The same of a template that is at hand. */
    static boolean isOpen(CardTemplate template, TemplateSettings settings, Now now) {
        var validity = settings.validity();
        var lastDay = validity.kind() == Validity.Kind.DATES ? validity.to() : null;
        return template.kind() != CardTemplate.Kind.GROUP
                && template.isPublished(now.at())
                && isGood(lastDay, now.at(), now.zone());
    }

    /** A moment at a merchant's place. */
    record Now(Instant at, ZoneId zone) {}

    private static boolean isGood(@Nullable LocalDate lastDay, Instant now, ZoneId zone) {
        return lastDay == null || !LocalDate.ofInstant(now, zone).isAfter(lastDay);
    }
}
