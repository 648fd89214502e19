package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Soak;
import io.kabao.e2e.bench.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever tries phones can't tell those of members from others: neither by an answer nor by the work behind it. */
class KnownPhonesTest {

    private static final int PHONES = Soak.count(50, 500);

    /** Messages to as many members and strangers are as many as one network gets in an hour from one shop. */
    private static final int AN_HOUR = 10;

    private final House house = House.shared();

    /** What somebody sees of an answer who does not yet know it: its kind and, of a refusal, its words. */
    private record Seen(int status, TreeSet<String> keys, String code, String words) {

        static Seen of(Answer answer) {
            var keys = new TreeSet<String>();
            answer.json().properties().forEach(field -> keys.add(field.getKey() + nullness(field.getValue())));
            return new Seen(
                    answer.status(),
                    keys,
                    answer.problemCode().orElse(""),
                    answer.json().path("detail").asString(""));
        }

        private static String nullness(JsonNode value) {
            return value.isNull() ? " is null" : "";
        }
    }

    @Test
    void a_code_by_sms_is_sent_to_either_alike() throws Exception {
        for (var begun = 0; begun < PHONES; begun += AN_HOUR) {
            var shop = Opened.anew();
            var phones = shop.phones(Math.min(AN_HOUR, PHONES - begun));
            alike(
                    202,
                    phones,
                    phone -> shop.somebodyElse().post("/wx/sms-codes", Map.of("purpose", "CLAIM", "phone", phone)));
        }
    }

    @Test
    void a_claim_with_another_one_s_phone_ends_alike() throws Exception {
        var shop = Opened.anew();
        var phones = shop.phones(PHONES);
        alike(
                422,
                phones,
                phone -> shop.somebodyElse()
                        .post("/wx/claims", Map.of("scene", shop.scene(), "phone", phone, "smsCode", "314159")));
        alike(
                422,
                phones,
                phone -> shop.somebodyElse().post("/wx/claims", Map.of("scene", shop.scene(), "phone", phone)));
        alike(
                201,
                phones,
                phone -> shop.somebodyElse().post("/wx/claims", Map.of("scene", shop.typed(), "phone", phone)));
    }

    /** As many phones of members as of nobody. */
    private record Phones(List<String> known, List<String> unknown) {}

    /** A shop with a card that wants a phone proved and one that takes it as typed. */
    private record Opened(Shop shop, String scene, String typed) {

        static Opened anew() {
            var shop = Shop.open(House.shared());
            return new Opened(
                    shop, shop.scene(shop.template()), shop.scene(shop.template(Map.of("smsRequired", false))));
        }

        Phones phones(int ofEach) {
            return new Phones(
                    IntStream.range(0, ofEach).mapToObj(_ -> ofMember()).toList(),
                    IntStream.range(0, ofEach)
                            .mapToObj(_ -> Guest.stranger(shop).phone())
                            .toList());
        }

        private String ofMember() {
            var member = Guest.stranger(shop);
            assertThat(member.claim(member.inMiniProgram(), scene).status()).isEqualTo(201);
            return member.phone();
        }

        /** Each asks once: nobody's budget of guesses or messages is what answers. */
        Api somebodyElse() {
            return Guest.stranger(shop).inAccount();
        }
    }

    private void alike(int status, Phones phones, Function<String, Answer> ask) throws Exception {
        var ofKnown = new ArrayList<Long>();
        var ofUnknown = new ArrayList<Long>();
        var seen = new ArrayList<Seen>();
        try (var _ = JobsAtRest.in(house);
                var counters = new Counters(house.sandbox().database().adminConnection())) {
            for (var i = 0; i < phones.known().size(); i++) {
                seen.add(asked(counters, ask, phones.known().get(i), ofKnown));
                seen.add(asked(counters, ask, phones.unknown().get(i), ofUnknown));
            }
        }
        assertThat(seen).isNotEmpty().containsOnly(seen.getFirst());
        assertThat(seen.getFirst().status()).isEqualTo(status);
        // Jobs beside only add to a count, so of several the least is the call's own.
        assertThat(least(ofKnown)).as("statements").isEqualTo(least(ofUnknown));
    }

    private Seen asked(Counters counters, Function<String, Answer> ask, String phone, List<Long> statements)
            throws Exception {
        var answers = new ArrayList<Answer>();
        counters.awaitQuiet();
        statements.add(counters.of(() -> answers.add(ask.apply(phone))).statements());
        return Seen.of(answers.getFirst());
    }

    private static long least(List<Long> statements) {
        return statements.stream().mapToLong(Long::longValue).min().orElseThrow();
    }
}
