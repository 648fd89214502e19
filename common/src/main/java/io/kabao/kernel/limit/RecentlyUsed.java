package io.kabao.kernel.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The values of the last {@value #MOST} keys that were asked for; what strangers make up can't fill the memory. */
final class RecentlyUsed<V> {

    static final int MOST = 10_000;

    private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    };

    /** The key's value, made if it is not there; making it must not ask anybody else for long. */
    synchronized V get(String key, Function<String, V> maker) {
        return values.computeIfAbsent(key, maker);
    }
}
