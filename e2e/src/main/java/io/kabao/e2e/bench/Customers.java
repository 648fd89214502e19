package io.kabao.e2e.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** People whom nobody has met, with the codes that their WeChat would give; made before the clock runs. */
final class Customers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAKERS = 4;
    private static final int CREATED = 201;
    private static final long FIRST_PHONE = 13_100_000_000L;

    private final House house;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Customer> waiting = new ConcurrentLinkedQueue<>();

    Customers(House house) {
        this.house = house;
    }

    /** Somebody at the entrance, with a fresh login code and a fresh phone code. */
    record Customer(String loginCode, String phoneCode) {}

    /** Lets so many more come; their codes are good for five minutes. */
    void come(int howMany) throws Exception {
        var left = new AtomicInteger(howMany);
        try (ExecutorService threads = Executors.newFixedThreadPool(MAKERS)) {
            var makers = new ArrayList<Callable<@Nullable Void>>();
            for (int i = 0; i < MAKERS; i++) {
                makers.add(() -> make(left));
            }
            List<Future<@Nullable Void>> made = threads.invokeAll(makers);
            for (Future<@Nullable Void> each : made) {
                each.get();
            }
        }
    }

    private @Nullable Void make(AtomicInteger left) throws IOException {
        try (var wire = new Wire(house.outsidePort())) {
            while (left.getAndDecrement() > 0) {
                int number = numbers.incrementAndGet();
                String id = "bench" + number;
                post(wire, "/sandbox/people", Map.of("id", id, "phone", Long.toString(FIRST_PHONE + number)));
                waiting.add(new Customer(code(wire, id, "login-codes"), code(wire, id, "phone-codes")));
            }
        }
        return null;
    }

    private static String code(Wire wire, String person, String kind) throws IOException {
        return post(wire, "/sandbox/people/" + person + "/" + kind, Map.of("appId", Shopfront.MINI_PROGRAM))
                .field("code");
    }

    private static Wire.Reply post(Wire wire, String path, Map<String, String> fields) throws IOException {
        return wire.send(Wire.post(path, "", JSON.writeValueAsString(fields))).require(path, CREATED, CREATED);
    }

    /** The next one. Error: nobody is left. */
    Customer next() {
        Customer next = waiting.poll();
        if (next == null) {
            throw new NoSuchElementException("more customers are wanted than came");
        }
        return next;
    }
}
