package io.kabao.wechat;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of so many entries; what was not asked for the longest goes first. Not for several threads at once. */
final class LeastUsedGo<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;
    private static final float USUAL_LOAD = 0.75f;

    private final int most;

    LeastUsedGo(int most) {
        super(16, USUAL_LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
