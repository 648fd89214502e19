package io.kabao.e2e.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/** Which tables a statement touches and what holds their rows to one merchant. */
final class Conditions {

    /** A table's use in a statement, and whether {@code merchant_id} is tied down for it. */
    record Use(String table, boolean heldToMerchant) {}

    private Conditions() {}

    static List<Use> usesOf(Statement statement) {
        var uses = new ArrayList<Use>();
        switch (statement) {
            case Insert insert -> {
                var columns = insert.getColumns();
                var named = columns != null && columns.stream().anyMatch(Conditions::isMerchant);
                uses.add(new Use(nameOf(insert.getTable()), named));
            }
            case Update update ->
                add(
                        uses,
                        tablesOf(update.getTable(), update.getJoins()),
                        conjuncts(update.getWhere(), update.getJoins()));
            case Delete delete ->
                add(
                        uses,
                        tablesOf(delete.getTable(), delete.getJoins()),
                        conjuncts(delete.getWhere(), delete.getJoins()));
            default -> {}
        }
        var everyTable = SelectWalk.walk(
                statement,
                select -> add(
                        uses,
                        tablesOf(select.getFromItem(), select.getJoins()),
                        conjuncts(select.getWhere(), select.getJoins())));
        // A query's own name for a part of itself is no table; a table that was not understood is held by nothing.
        var tables = everyTable.stream()
                .map(name -> name.replace("`", "").toLowerCase(Locale.ROOT))
                .toList();
        var understood = uses.stream()
                .filter(use -> tables.contains(use.table()))
                .collect(Collectors.toCollection(ArrayList::new));
        tables.stream()
                .filter(table ->
                        understood.stream().noneMatch(use -> use.table().equals(table)))
                .forEach(table -> understood.add(new Use(table, false)));
        return understood;
    }

    private static void add(List<Use> uses, List<Table> tables, List<Expression> conjuncts) {
        for (var table : tables) {
            var held = conjuncts.stream().anyMatch(condition -> holds(condition, table, tables.size() == 1));
            uses.add(new Use(nameOf(table), held));
        }
    }

    private static List<Table> tablesOf(@Nullable FromItem first, @Nullable List<Join> joins) {
        var tables = new ArrayList<Table>();
        if (first instanceof Table table) {
            tables.add(table);
        }
        if (joins != null) {
            joins.stream()
                    .map(Join::getFromItem)
                    .filter(Table.class::isInstance)
                    .map(Table.class::cast)
                    .forEach(tables::add);
        }
        return tables;
    }

    /** The conditions that all must hold; what stands under an OR is none of them. */
    private static List<Expression> conjuncts(@Nullable Expression where, @Nullable List<Join> joins) {
        var conjuncts = new ArrayList<Expression>();
        split(where, conjuncts);
        if (joins != null) {
            joins.forEach(join -> join.getOnExpressions().forEach(on -> split(on, conjuncts)));
        }
        return conjuncts;
    }

    private static void split(@Nullable Expression condition, List<Expression> conjuncts) {
        switch (condition) {
            case null -> {}
            case AndExpression and -> {
                split(and.getLeftExpression(), conjuncts);
                split(and.getRightExpression(), conjuncts);
            }
            case ParenthesedExpressionList<?> list when list.size() == 1 -> split(list.getFirst(), conjuncts);
            default -> conjuncts.add(condition);
        }
    }

    private static boolean holds(Expression condition, Table table, boolean alone) {
        return switch (condition) {
            case EqualsTo equal ->
                isMerchantOf(equal.getLeftExpression(), table, alone)
                        || isMerchantOf(equal.getRightExpression(), table, alone);
            case InExpression in
            when !in.isNot() ->
                in.getLeftExpression() instanceof ExpressionList<?> tuple
                        ? tuple.stream().anyMatch(part -> isMerchantOf(part, table, alone))
                        : isMerchantOf(in.getLeftExpression(), table, alone);
            default -> false;
        };
    }

    private static boolean isMerchantOf(Expression expression, Table table, boolean alone) {
        if (!(expression instanceof Column column) || !isMerchant(column)) {
            return false;
        }
        if (column.getTable() == null || column.getTable().getName() == null) {
            return alone;
        }
        var called = table.getAlias() == null
                ? table.getName()
                : table.getAlias().getName().strip();
        return column.getTable().getName().equalsIgnoreCase(called);
    }

    private static boolean isMerchant(Column column) {
        return column.getColumnName().replace("`", "").equalsIgnoreCase("merchant_id");
    }

    private static String nameOf(Table table) {
        return table.getName().replace("`", "").toLowerCase(Locale.ROOT);
    }
}
