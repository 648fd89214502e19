package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All rows that belong to somebody or stand somewhere, whichever table they are in: tables and their columns come from the
 * database, so that one more table is one more place to look at.
 *
 * @param byTable the condition that finds them; tables without a condition have none of them
 */
record Holdings(Map<String, String> byTable) {

    private static final Rows ROWS = Rows.of(House.shared().sandbox());

    /** Ids that we give out have eighteen digits for years; what is shorter is an amount or a time. */
    private static final Pattern ID = Pattern.compile("[0-9]{17,19}");

    private static final String COLUMNS = """
            SELECT CONCAT(c.table_name, '/', c.column_name)
            FROM information_schema.columns c
            WHERE c.table_schema = 'kabao'
              AND (SELECT COUNT(*) FROM information_schema.columns m
                   WHERE m.table_schema = 'kabao' AND m.table_name = c.table_name
                     AND m.column_name IN ('id', 'merchant_id')) = 2
            """;

    private static final Map<String, Set<String>> TABLES = tables();

    private static Map<String, Set<String>> tables() {
        var tables = new TreeMap<String, Set<String>>();
        for (var column : ROWS.column(COLUMNS)) {
            var place = column.split("/", -1);
            tables.computeIfAbsent(place[0], _ -> new TreeSet<>()).add(place[1]);
        }
        return tables;
    }

    /** What a merchant has; a row that goes by the merchant's own id names nothing but the merchant. */
    static Holdings of(Merchant merchant) {
        var all = new TreeMap<String, String>();
        TABLES.keySet().forEach(table -> all.put(table, "merchant_id = " + merchant.id() + " AND id <> merchant_id"));
        return new Holdings(all);
    }

    /** What names a customer, their sign-ins, their cards or what is on these. */
    static Holdings of(Regular customer) {
        var member = "SELECT member_id FROM member_card WHERE id = " + customer.activeCard();
        var cards = " FROM member_card WHERE member_id = (" + member + ")";
        var finders = new LinkedHashMap<String, String>();
        finders.put("member_id", member);
        finders.put("identity_id", "SELECT id FROM identity WHERE member_id = (" + member + ")");
        finders.put("card_id", "SELECT id" + cards);
        finders.put("holder_id", "SELECT holder_id" + cards);
        return found(finders, Map.of("member", "member_id", "identity", "identity_id", "holder", "holder_id"));
    }

    /** What stands in a place's first organization, at its store, or belongs to those who do. */
    static Holdings at(Place place) {
        var organizations = "SELECT id FROM organization WHERE %1$d IN (id, parent_id)".formatted(place.organization());
        var stores = "SELECT id FROM store WHERE organization_id IN (" + organizations + ")";
        var people = "SELECT id FROM staff WHERE organization_id IN (" + organizations + ")";
        var cards = " FROM member_card WHERE issuing_organization_id IN (" + organizations
                + ") OR issuing_store_id IN (" + stores + ")";
        var finders = new LinkedHashMap<String, String>();
        finders.put("organization_id", organizations);
        finders.put("issuing_organization_id", organizations);
        finders.put("store_id", stores);
        finders.put("issuing_store_id", stores);
        finders.put("staff_id", people);
        finders.put("issuing_staff_id", people);
        finders.put("card_id", "SELECT id" + cards);
        finders.put("member_id", "SELECT member_id" + cards);
        finders.put("holder_id", "SELECT holder_id" + cards);
        return found(
                finders,
                Map.of(
                        "organization", "organization_id",
                        "store", "store_id",
                        "staff", "staff_id",
                        "member", "member_id",
                        "holder", "holder_id"));
    }

    /**
     * Rows that one of these queries finds by the column that it is named for.
     *
     * @param own for tables of the things themselves, whose ids they are
     */
    private static Holdings found(Map<String, String> finders, Map<String, String> own) {
        var found = new TreeMap<String, String>();
        TABLES.forEach((table, columns) -> {
            var ways = new ArrayList<String>();
            finders.forEach((column, query) -> {
                if (columns.contains(column)) {
                    ways.add(column + " IN (" + query + ")");
                }
                if (column.equals(own.get(table))) {
                    ways.add("id IN (" + query + ")");
                }
            });
            if (!ways.isEmpty()) {
                found.put(table, "(" + String.join(" OR ", ways) + ")");
            }
        });
        return new Holdings(found);
    }

    /** Ids of these rows that stand in a text. */
    List<String> namedIn(String text) {
        var candidates = ID.matcher(text).results().map(each -> each.group()).collect(Collectors.toSet());
        return candidates.isEmpty() || byTable.isEmpty() ? List.of() : among(candidates);
    }

    private List<String> among(Collection<String> ids) {
        var list = String.join(",", ids);
        return ROWS.column(byTable.entrySet().stream()
                .map(each -> "SELECT id FROM `" + each.getKey() + "` WHERE id IN (" + list + ") AND " + each.getValue())
                .collect(Collectors.joining(" UNION ALL ")));
    }

    /** Of these rows, table by table, a text that changes when one of them does. */
    Map<String, String> digest() {
        return ROWS.digestOf(byTable);
    }
}
