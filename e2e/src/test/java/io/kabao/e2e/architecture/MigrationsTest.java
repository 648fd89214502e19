package io.kabao.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.kernel.tenancy.MerchantLine;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final Schema SCHEMA = Schema.read();

    /** Columns whose values are compared byte for byte; a collation that folds case would join two people. */
    private static final Pattern IDENTIFIER = Pattern.compile(
            "(.*_)?"
                    + "(hash|hmac|scene|openid|unionid|app_id|mch_id|code|account|number|phone|ip|token|key|no|topic|realm|status|role|kind|channel)");

    /** Made by others: the columns are those that db-scheduler reads. */
    private static final Set<String> NOT_OUR_SHAPE = Set.of("scheduled_tasks");

    private static final Pattern MACHINES_CLOCK = Pattern.compile(
            "(?i)\\b(NOW|SYSDATE|CURDATE|CURTIME|UTC_TIMESTAMP|UTC_DATE|UNIX_TIMESTAMP|LOCALTIME|LOCALTIMESTAMP)\\s*\\(|\\bCURRENT_(TIMESTAMP|DATE|TIME)\\b");

    private static final Pattern FOREIGN = Pattern.compile("(?i)\\bFOREIGN\\s+KEY\\b|\\bREFERENCES\\b");

    private static final Pattern STORED_CODE =
            Pattern.compile("(?i)\\bCREATE\\s+(\\w+\\s+)*(PROCEDURE|FUNCTION|TRIGGER|EVENT|VIEW)\\b");

    @Test
    void there_are_migrations_and_every_table_in_them_is_seen() {
        var created = SCHEMA.migrations().stream()
                .flatMap(migration -> Pattern.compile("(?i)CREATE\\s+TABLE")
                        .matcher(migration.sql())
                        .results())
                .count();
        assertThat(created).isPositive().isEqualTo(SCHEMA.tables().size());
    }

    @Test
    void a_migration_has_a_number_a_module_and_a_purpose() {
        assertThat(SCHEMA.migrations())
                .allSatisfy(migration -> assertThat(migration.module())
                        .as(migration.file() + " is not like V0007__claim_add_channel.sql")
                        .isPresent());
    }

    @Test
    void a_migration_names_a_module_there_is() {
        var modules = Kabao.CLASSES.stream()
                .map(type -> Kabao.moduleOf(type.getPackageName()))
                .collect(Collectors.toSet());
        assertThat(SCHEMA.migrations())
                .allSatisfy(migration -> assertThat(migration.module())
                        .as(migration.file())
                        .hasValueSatisfying(module -> assertThat(modules).contains(module)));
    }

    @Test
    void no_number_is_used_twice() {
        var seen = new HashSet<Integer>();
        assertThat(SCHEMA.migrations().stream()
                        .filter(migration -> migration
                                .number()
                                .filter(number -> !seen.add(number))
                                .isPresent())
                        .map(Schema.Migration::file))
                .isEmpty();
    }

    @Test
    void a_migration_changes_tables_of_its_own_module_only() {
        var alter = Pattern.compile("(?i)(?:ALTER|DROP|RENAME)\\s+TABLE\\s+`?(\\w+)`?|\\sON\\s+`?(\\w+)`?\\s*\\(");
        var strangers = SCHEMA.migrations().stream()
                .flatMap(migration -> alter.matcher(migration.sql())
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .map(name -> SCHEMA.tables().get(name.toLowerCase(Locale.ROOT)))
                        .filter(table -> table != null
                                && !table.owner().equals(migration.module().orElse("")))
                        .map(table -> migration.file() + " changes " + table.name() + " of " + table.owner()));
        assertThat(strangers).isEmpty();
    }

    @Test
    void no_migration_asks_the_database_for_the_time() {
        assertThat(migrationsWith(MACHINES_CLOCK)).isEmpty();
    }

    @Test
    void no_foreign_key_no_stored_code() {
        assertThat(migrationsWith(FOREIGN))
                .as("rows move between shards one by one")
                .isEmpty();
        assertThat(migrationsWith(STORED_CODE)).as("rules live in the code").isEmpty();
    }

    @Test
    void no_enumeration_set_or_broken_number_is_a_column() {
        assertThat(columnsWhere(column -> column.is("(ENUM|SET|FLOAT|DOUBLE|REAL|DECIMAL|NUMERIC)")))
                .isEmpty();
    }

    @Test
    void money_and_points_are_bigint_and_rates_int() {
        assertThat(columnsWhere(column -> column.name().matches("(.*_)?(fen|points)") && !column.is("BIGINT")))
                .isEmpty();
        assertThat(columnsWhere(column -> column.name().endsWith("_bp") && !column.is("INT")))
                .isEmpty();
    }

    @Test
    void ids_are_bigint() {
        var ids = Pattern.compile("id|.*_id");
        assertThat(columnsWhere(column -> ids.matcher(column.name()).matches()
                        && !column.name().matches("(.*_)?(app_id|mch_id|original_id|open_platform_id)")
                        && !column.is("BIGINT")))
                .isEmpty();
    }

    @Test
    void instants_are_datetime_in_milliseconds() {
        assertThat(columnsWhere(column -> column.is("(DATETIME|TIMESTAMP)") && !column.is("DATETIME\\(3\\)")))
                .isEmpty();
    }

    @Test
    void identifiers_are_compared_byte_for_byte() {
        assertThat(columnsWhere(column -> IDENTIFIER.matcher(column.name()).matches()
                        && column.isText()
                        && !column.definition().matches("(?is).*CHARACTER SET ascii COLLATE ascii_bin\\b.*")))
                .isEmpty();
    }

    @Test
    void every_text_says_how_it_is_compared() {
        assertThat(columnsWhere(column ->
                        column.isText() && !column.definition().matches("(?is).*CHARACTER SET \\w+ COLLATE \\w+\\b.*")))
                .isEmpty();
    }

    @Test
    void every_table_is_innodb() {
        assertThat(SCHEMA.tables().values())
                .allSatisfy(table ->
                        assertThat(table.options()).as(table.name()).containsPattern("(?i)ENGINE\\s*=\\s*InnoDB"));
    }

    @Test
    void the_primary_key_is_our_id_alone() {
        assertThat(merchantTables())
                .allSatisfy(table ->
                        assertThat(table.keys().getFirst()).as(table.name()).hasSize(1));
    }

    @Test
    void rows_of_a_merchant_are_found_by_the_merchant() {
        assertThat(merchantTables())
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.keys())
                        .as(table.name() + " has a key that begins with merchant_id")
                        .anyMatch(key -> key.getFirst().equals("merchant_id")));
    }

    @Test
    void what_no_merchant_owns_is_what_the_interceptor_leaves_alone() {
        var unowned = SCHEMA.tables().values().stream()
                .filter(table -> !table.hasMerchant())
                .map(Schema.Table::name);
        assertThat(unowned).containsExactlyInAnyOrderElementsOf(MerchantLine.UNOWNED_TABLES);
    }

    private static Stream<Schema.Table> merchantTables() {
        return SCHEMA.tables().values().stream().filter(Schema.Table::hasMerchant);
    }

    private static Stream<String> migrationsWith(Pattern pattern) {
        return SCHEMA.migrations().stream()
                .filter(migration -> pattern.matcher(migration.sql().replaceAll("'[^']*'", "''"))
                        .find())
                .map(Schema.Migration::file);
    }

    private static Stream<String> columnsWhere(Predicate<Schema.Column> condition) {
        return SCHEMA.tables().values().stream()
                .filter(table -> !NOT_OUR_SHAPE.contains(table.name()))
                .flatMap(table -> table.columns().stream()
                        .filter(condition)
                        .map(column -> table.name() + "." + column.name() + " " + column.definition()));
    }
}
