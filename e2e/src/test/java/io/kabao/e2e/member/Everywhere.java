package io.kabao.e2e.member;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Looks for something in every column of every table, and in every key and value of Redis. */
public record Everywhere(House house, Rows rows) {

    private static final int KEYS_AT_ONCE = 500;

    public static Everywhere in(House house) {
        return new Everywhere(house, Rows.of(house.sandbox()));
    }

    /** Where a text stands, such as {@code member_card.number} or the name of a Redis key. */
    public List<String> holding(String text) {
        return holding(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where these bytes stand. */
    List<String> holding(byte[] wanted) {
        var found = new ArrayList<>(inTables(wanted));
        found.addAll(inRedis(wanted));
        return found;
    }

    private List<String> inTables(byte[] wanted) {
        var found = new ArrayList<String>();
        for (var table : rows.column("SELECT table_name FROM information_schema.tables WHERE table_schema = 'kabao'"
                + " AND table_type = 'BASE TABLE'")) {
            var columns = rows.column("SELECT column_name FROM information_schema.columns"
                    + " WHERE table_schema = 'kabao' AND table_name = '" + table + "'");
            var question = columns.stream()
                    .map(column -> "IF(SUM(INSTR(CAST(`%s` AS BINARY), x'%s') > 0) > 0, '%s.%s', NULL)"
                            .formatted(column, HexFormat.of().formatHex(wanted), table, column))
                    .collect(Collectors.joining(", ", "SELECT CONCAT_WS(' ', ", ") FROM `" + table + "`"));
            var places = rows.column(question).getFirst();
            if (!places.isEmpty()) {
                found.addAll(List.of(places.split(" ")));
            }
        }
        return found;
    }

    private List<String> inRedis(byte[] wanted) {
        var client = RedisClient.create(house.sandbox().redis().url());
        try (var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            var redis = connection.sync();
            var found = new ArrayList<String>();
            var cursor = ScanCursor.INITIAL;
            do {
                KeyScanCursor<byte[]> page = redis.scan(cursor, ScanArgs.Builder.limit(KEYS_AT_ONCE));
                page.getKeys().stream()
                        .filter(key -> holds(key, wanted)
                                || valuesOf(redis, key).stream().anyMatch(value -> holds(value, wanted)))
                        .forEach(key -> found.add(new String(key, StandardCharsets.UTF_8)));
                cursor = page;
            } while (!cursor.isFinished());
            return found;
        } finally {
            client.shutdown();
        }
    }

    private static List<byte[]> valuesOf(RedisCommands<byte[], byte[]> redis, byte[] key) {
        return switch (redis.type(key)) {
            case "string" -> values(redis.get(key));
            case "hash" ->
                redis.hgetall(key).entrySet().stream()
                        .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
                        .toList();
            case "list" -> redis.lrange(key, 0, -1);
            case "set" -> List.copyOf(redis.smembers(key));
            case "zset" -> redis.zrange(key, 0, -1);
            case "none" -> List.of();
            case String other -> throw new AssertionError("Nobody knows how to read a " + other);
        };
    }

    private static List<byte[]> values(byte... value) {
        return value == null ? List.of() : List.of(value);
    }

    private static boolean holds(byte[] text, byte[] wanted) {
        for (var start = 0; start + wanted.length <= text.length; start++) {
            if (Arrays.equals(text, start, start + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
