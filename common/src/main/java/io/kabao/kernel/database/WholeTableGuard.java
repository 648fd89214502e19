package io.kabao.kernel.database;

import com.baomidou.mybatisplus.extension.plugins.inner.BlockAttackInnerInterceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses updates and deletes of a whole table. A text that has passed passes again unread: reading a statement costs
 * more than sending it.
 */
class WholeTableGuard extends BlockAttackInnerInterceptor {

    /** Texts that are remembered; mappers have fewer, but for lists of any length. */
    static final int REMEMBERED_MOST = 2_000;

    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    @Override
    public String parserMulti(String sql, Object told) {
        if (!passed.contains(sql)) {
            super.parserMulti(sql, told);
            if (passed.size() < REMEMBERED_MOST) {
                passed.add(sql);
            }
        }
        return sql;
    }
}
