package io.kabao.e2e.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.update.Update;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final Schema SCHEMA = Schema.read();

    private static final List<MappedStatement> STATEMENTS = MappedStatement.all();

    /** Statements that may look beyond one merchant, each with the reason. */
    private static final Map<String, String> OVER_ALL_MERCHANTS = Map.ofEntries(
            entry("SumMapper.cursor", "one place for all up to which the books are summed"),
            entry("SumMapper.lockCursor", "one place for all up to which the books are summed"),
            entry("SumMapper.moveCursor", "one place for all up to which the books are summed"),
            entry("SumMapper.merchants", "one job checks the sums of all"),
            entry("SumMapper.movements", "one job sums for all"),
            entry("SumMapper.used", "one job sums for all"),
            entry("SumMapper.givenBack", "one job sums for all"),
            entry("SumMapper.patrons", "one job sums for all; each pair of its list names the merchant"),
            entry("GrowthMapper.lockCursor", "one place for all up to which growth is counted"),
            entry("GrowthMapper.moveCursor", "one place for all up to which growth is counted"),
            entry("GrowthMapper.add", "one job counts for all"),
            entry("BookedTxnMapper.after", "one job follows the books of all"),
            entry("SpendGrowthMapper.facts", "one job counts for all"),
            entry("TopUpGrowthMapper.facts", "one job counts for all"),
            entry("MembershipMapper.facts", "one job counts for all"),
            entry("LadderMapper.inForce", "one job counts for all"),
            entry("LevelRunMapper.open", "one job works off for all"),
            entry("CardLevelMapper.ending", "one job looks at the cards of all"),
            entry("CommissionMapper.due", "one drain settles for all"),
            entry("AncestryMapper.lockFirst", "one job rewrites for all"),
            entry("OperatorMapper.findByAccount", "an account is unique over the deployment and tells the merchant"),
            entry(
                    "OperatorMapper.findOfSession",
                    "a session names its operator, the operator's row tells the merchant"),
            entry(
                    "IdentityMapper.findOfSession",
                    "a session names its identity, the identity's row tells the merchant"),
            entry("WechatAppMapper.findByAppId", "an app id is unique over the deployment and tells the merchant"),
            entry("ClaimCodeMapper.findByScene", "a scene is unique over the deployment and tells the merchant"),
            entry("CodeDayMapper.claimed", "one job counts for all"),
            entry("CodeDayMapper.activated", "one job counts for all"),
            entry("LossMapper.forget", "one job clears for all"),
            entry("BatchMapper.due", "one worker prints for all"),
            entry("BatchMapper.fileless", "one worker clears for all"),
            entry("ImageMapper.bytesOfHash", "whoever knows the hash may see it, and it is the same whosever it is"),
            entry("ImageMapper.after", "one job clears for all"),
            entry("ClaimCodeMapper.addScans", "one process adds what it counted for all"),
            entry("MerchantMapper.find", "the row of the merchant itself"),
            entry("SmsCodeMapper.sweep", "one job clears for all"),
            entry("MemberCodeMapper.sweep", "one job clears for all"),
            entry("ApprovalMapper.forgetExpired", "one job clears for all"),
            entry("CounterMapper.sweep", "one job clears for all"),
            entry("UsedPhoneCodeMapper.sweep", "one job clears for all"),
            entry("UsedPhoneCodeMapper.forgetAll", "one job clears for all"),
            entry("BindingGuessMapper.sweep", "one job clears for all"),
            entry("IntentMapper.sweep", "one job clears for all"),
            entry("HoldMapper.due", "one job gives back for all"),
            entry("EndingLotMapper.ending", "one job ends points for all"),
            entry("RulesetMapper.allInForce", "one job tells all"),
            entry("LadderMapper.allInForce", "one job tells all"),
            entry("CardGiftMapper.due", "one job gives for all"),
            entry("InboxMapper.findDue", "one worker takes in pushes for all"),
            entry("InboxMapper.sweep", "one job clears for all"),
            entry("OutboxMapper.lockDue", "one worker sends for all"),
            entry("OutboxMapper.lease", "the rows that lockDue has just locked"),
            entry("OutboxMapper.sweep", "one job clears for all"),
            entry("IdempotencyMapper.sweep", "one job clears for all"));

    /** Tables that only grow. */
    private static final Set<String> APPEND_ONLY = Set.of("audit", "txn", "entry");

    /** The books; nobody but their owner writes a statement on them. */
    private static final Set<String> BOOKS = Set.of("holder", "account", "txn", "entry", "lot");

    /** What compares the books with the papers of other packages. */
    private static final String CHECKS_OF_THE_BOOKS = "PapersMapper.";

    private static final Pattern MACHINES_CLOCK = Pattern.compile(
            "(?i)\\b(NOW|SYSDATE|CURDATE|CURTIME|UTC_TIMESTAMP|UTC_DATE|UNIX_TIMESTAMP|LOCALTIME|LOCALTIMESTAMP)\\s*\\(|\\bCURRENT_(TIMESTAMP|DATE|TIME)\\b");

    @Test
    void there_are_statements_and_all_parse() {
        assertThat(STATEMENTS)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(parsed(statement)).isNotEmpty());
    }

    @Test
    void every_mapper_method_carries_its_statement_where_it_stands() {
        var elsewhere = MappedStatement.mappers()
                .flatMap(mapper -> Arrays.stream(mapper.reflect().getDeclaredMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> MappedStatement.textsOf(method).size() != 1)
                .map(Object::toString);
        assertThat(elsewhere)
                .as("no provider, no XML: what can't be read here is checked by nothing")
                .isEmpty();
    }

    @Test
    void nothing_is_pasted_into_a_statement() {
        assertThat(textsWith(Pattern.compile("\\$\\{"))).isEmpty();
    }

    @Test
    void a_condition_is_in_a_statement_or_out_but_never_chosen_among() {
        assertThat(textsWith(Pattern.compile("<(choose|bind|trim)\\b")))
                .as("only foreach, if, where and set are rendered both ways here")
                .isEmpty();
    }

    @Test
    void every_statement_on_rows_of_a_merchant_is_held_to_the_merchant() {
        var loose = STATEMENTS.stream()
                .filter(statement -> !OVER_ALL_MERCHANTS.containsKey(statement.name()))
                .flatMap(statement -> uses(statement)
                        .filter(use -> ownedByAMerchant(use.table()) && !use.heldToMerchant())
                        .map(use -> statement.name() + " on " + use.table()));
        assertThat(loose).as("without merchant_id = … for the table").isEmpty();
    }

    @Test
    void exemptions_are_of_statements_there_are() {
        assertThat(OVER_ALL_MERCHANTS.keySet())
                .isSubsetOf(STATEMENTS.stream().map(MappedStatement::name).toList());
    }

    @Test
    void a_hand_written_statement_on_rows_of_a_merchant_skips_the_interceptor() {
        var unmarked = STATEMENTS.stream()
                .filter(statement -> !statement.skipsTenantLine())
                .filter(statement -> uses(statement).anyMatch(use -> ownedByAMerchant(use.table())))
                .map(MappedStatement::name);
        assertThat(unmarked)
                .as("without @InterceptorIgnore(tenantLine = \"true\")")
                .isEmpty();
    }

    @Test
    void every_table_in_a_statement_is_in_the_migrations() {
        var unknown = STATEMENTS.stream()
                .flatMap(statement -> uses(statement)
                        .map(Conditions.Use::table)
                        .filter(table -> !SCHEMA.tables().containsKey(table))
                        .map(table -> statement.name() + " on " + table));
        assertThat(unknown).isEmpty();
    }

    @Test
    void a_table_is_touched_by_its_owner_only_and_read_by_reports_and_checks() {
        var strangers = STATEMENTS.stream()
                .flatMap(statement -> uses(statement)
                        .filter(use -> SCHEMA.tables().containsKey(use.table()))
                        .filter(use -> !owner(use.table()).equals(statement.module()))
                        .filter(_ -> !isReport(statement))
                        .map(use -> statement.name() + " of " + statement.module() + " on " + use.table()));
        var strangeRows = MappedStatement.readyMadeTables()
                .filter(mapper -> !owner(mapper.getValue())
                        .equals(Kabao.moduleOf(mapper.getKey().getPackageName())))
                .map(mapper -> mapper.getKey().getSimpleName() + " on " + mapper.getValue());
        assertThat(Stream.concat(strangers, strangeRows)).isEmpty();
    }

    @Test
    void the_books_belong_to_the_ledger() {
        var owners = SCHEMA.tables().values().stream().filter(table -> BOOKS.contains(table.name()));
        assertThat(owners)
                .allSatisfy(table -> assertThat(table.owner()).as(table.name()).isEqualTo("ledger"));
    }

    @Test
    void an_update_or_delete_says_which_rows() {
        assertThat(statementsWhere(statement -> switch (statement) {
                    case Update update -> update.getWhere() == null;
                    case Delete delete -> delete.getWhere() == null;
                    default -> false;
                }))
                .isEmpty();
    }

    @Test
    void what_only_grows_is_never_changed() {
        assertThat(statementsWhere(statement -> switch (statement) {
                    case Update update -> APPEND_ONLY.contains(update.getTable().getName());
                    case Delete delete -> APPEND_ONLY.contains(delete.getTable().getName());
                    default -> false;
                }))
                .isEmpty();
    }

    @Test
    void the_order_is_written_and_never_handed_in() {
        assertThat(statementsWhere(statement -> selects(statement).stream()
                        .filter(select -> select.getOrderByElements() != null)
                        .flatMap(select -> select.getOrderByElements().stream())
                        .anyMatch(element -> element.getExpression() instanceof JdbcParameter)))
                .isEmpty();
    }

    @Test
    void columns_are_named() {
        assertThat(statementsWhere(statement -> selects(statement).stream()
                        .flatMap(select -> select.getSelectItems().stream())
                        .anyMatch(item -> item.getExpression() instanceof AllColumns
                                || item.getExpression() instanceof AllTableColumns)))
                .as("SELECT *")
                .isEmpty();
    }

    @Test
    void pages_go_by_key_and_not_by_counting_off() {
        assertThat(textsWith(Pattern.compile("(?i)\\bOFFSET\\b|\\bLIMIT\\s+\\S+\\s*,")))
                .isEmpty();
    }

    @Test
    void no_statement_asks_the_database_for_the_time() {
        assertThat(textsWith(MACHINES_CLOCK)).isEmpty();
    }

    @Test
    void every_statement_is_understood_by_mysql_and_mariadb() {
        assertThat(textsWith(Pattern.compile("(?i)\\bRETURNING\\b|\\)\\s*AS\\s+new\\b|\\bREPLACE\\s+INTO\\b")))
                .isEmpty();
    }

    private static List<Statement> parsed(MappedStatement statement) {
        var parsed = new ArrayList<Statement>();
        for (var sql : statement.rendered()) {
            try {
                // What both databases know for holding rows together with others, and the parser does not.
                parsed.add(CCJSqlParserUtil.parse(sql.replaceFirst("LOCK IN SHARE MODE\\s*$", "")));
            } catch (JSQLParserException e) {
                throw new AssertionError(statement.name() + " can't be parsed: " + sql, e);
            }
        }
        return parsed;
    }

    private static Stream<Conditions.Use> uses(MappedStatement statement) {
        return parsed(statement).stream().flatMap(parsed -> Conditions.usesOf(parsed).stream());
    }

    private static List<PlainSelect> selects(Statement statement) {
        var selects = new ArrayList<PlainSelect>();
        SelectWalk.walk(statement, selects::add);
        return selects;
    }

    private static Stream<String> statementsWhere(Predicate<Statement> condition) {
        return STATEMENTS.stream()
                .filter(statement -> parsed(statement).stream().anyMatch(condition))
                .map(MappedStatement::name);
    }

    private static Stream<String> textsWith(Pattern pattern) {
        return STATEMENTS.stream()
                .filter(statement -> pattern.matcher(statement.text()).find())
                .map(MappedStatement::name);
    }

    private static boolean ownedByAMerchant(String table) {
        return SCHEMA.tables().containsKey(table) && SCHEMA.tables().get(table).hasMerchant();
    }

    private static String owner(String table) {
        var known = SCHEMA.tables().get(table);
        return known == null ? "nobody, since no migration makes it" : known.owner();
    }

    private static boolean isReport(MappedStatement statement) {
        var reads = parsed(statement).stream().allMatch(Select.class::isInstance);
        return reads && (statement.module().equals("report") || statement.name().startsWith(CHECKS_OF_THE_BOOKS));
    }
}
