package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.kernel.Phone;
import io.kabao.sandbox.Sandbox;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Somebody's mobile phone in the sandbox. */
final class Handset {

    private static final AtomicLong NUMBERS = new AtomicLong(13_000_000_000L + System.nanoTime() / 1000 % 90_000_000);

    private final Api outside;
    private final Phone phone;

    private Handset(Api outside, Phone phone) {
        this.outside = outside;
        this.phone = phone;
    }

    /** A phone that nobody else has. */
    static Handset ofNobodyElse(Sandbox sandbox) {
        return new Handset(Api.at(sandbox.http().port()), Phone.of(Long.toString(NUMBERS.incrementAndGet())));
    }

    Phone phone() {
        return phone;
    }

    /** What it has received, oldest first. */
    List<JsonNode> messages() {
        var national = phone.e164().substring("+86".length());
        return outside.get("/sandbox/sms?phone=" + national)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    /** The code of the newest message. */
    String code() {
        assertThat(messages()).isNotEmpty();
        return messages().getLast().at("/params/code").asString();
    }

    /** A code that is not the newest one. */
    String wrongCode() {
        return code().equals("000000") ? "000001" : "000000";
    }
}
