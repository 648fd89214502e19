package io.kabao.e2e.architecture;

import java.util.Set;
import java.util.function.Consumer;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.util.TablesNamesFinder;

/** Visits every SELECT of a statement, wherever it is nested, and remembers all tables that are named. */
final class SelectWalk extends TablesNamesFinder<Void> {

    private final Consumer<PlainSelect> visitor;

    private SelectWalk(Consumer<PlainSelect> visitor) {
        this.visitor = visitor;
    }

    static Set<String> walk(Statement statement, Consumer<PlainSelect> visitor) {
        return new SelectWalk(visitor).getTables(statement);
    }

    @Override
    public <S> Void visit(PlainSelect select, S context) {
        visitor.accept(select);
        return super.visit(select, context);
    }
}
