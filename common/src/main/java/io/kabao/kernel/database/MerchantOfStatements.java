package io.kabao.kernel.database;

import com.baomidou.mybatisplus.extension.plugins.inner.TenantLineInnerInterceptor;
import io.kabao.kernel.tenancy.MerchantLine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Values;

/**
 * Adds the merchant to statements that don't name one. An insert that names its merchant stays as it is, whoever asks, so
 * its text is read once and not each time.
 */
class MerchantOfStatements extends TenantLineInnerInterceptor {

    private final MerchantLine line;
    private final Set<String> complete = ConcurrentHashMap.newKeySet();

    MerchantOfStatements(MerchantLine line) {
        super(line);
        this.line = line;
    }

    @Override
    public String parserMulti(String sql, Object told) {
        return complete.contains(sql) ? sql : super.parserMulti(sql, told);
    }

    @Override
    protected void processInsert(Insert insert, int index, String sql, Object told) {
        // Asked before the merchant is added.
        var named = isAlone(sql)
                && insert.getSelect() instanceof Values
                && insert.getColumns() != null
                && line.ignoreInsert(insert.getColumns(), line.getTenantIdColumn());
        super.processInsert(insert, index, sql, told);
        if (named && complete.size() < WholeTableGuard.REMEMBERED_MOST) {
            complete.add(sql);
        }
    }

    /** Of several statements in one text each would have to be complete. */
    private static boolean isAlone(String sql) {
        return sql.indexOf(';') < 0;
    }
}
