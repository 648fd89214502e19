package io.kabao.kernel.tenancy;

import com.baomidou.mybatisplus.extension.plugins.handler.TenantLineHandler;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;

/**
 * Adds {@code merchant_id = …} to the statements MyBatis-Plus writes itself. Statements written by hand carry it in
 * their text and are marked to skip this.
 */
public class MerchantLine implements TenantLineHandler {

    /** Tables that no merchant owns: the deployment's own. */
    public static final Set<String> UNOWNED_TABLES = Set.of("id_worker", "merchant", "scheduled_tasks");

    @Override
    public Expression getTenantId() {
        return new LongValue(Tenancy.merchantId());
    }

    @Override
    public String getTenantIdColumn() {
        return "merchant_id";
    }

    @Override
    public boolean ignoreTable(String tableName) {
        return UNOWNED_TABLES.contains(tableName.replace("`", "").toLowerCase(Locale.ROOT));
    }
}
