package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Soak;
import io.kabao.e2e.bench.Counters;
import io.kabao.e2e.bench.Counters.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What customers' calls ask of the database, by the server's own counters: a bounded number, whatever its size. */
class ClaimCostTest {

    private static final int FEW = 1_000;
    private static final int MANY = Soak.count(5_000, 50_000);
    private static final int TRIES = 15;
    private static final Map<String, String> POLICY = Map.of("kind", "PRIVACY", "version", "1");

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final String template = shop.template(Map.of("documents", List.of(document())));
    private final String scene = shop.code(
                    "STORE", template, Map.of("storeId", shop.store("长乐路店", shop.organization("华东"))))
            .text("/scene");
    private final Crowd crowd = Crowd.of(rows, shop, template);

    /** Of one customer's calls, each. */
    private record Costs(Count signIn, Count offer, Count claim, Count activation) {}

    /** An answer, and what it cost. */
    private record Spent(Answer answer, Count count) {

        static Spent on(Counters counters, int status, Supplier<Answer> call) throws Exception {
            var answers = new ArrayList<Answer>();
            var count = counters.of(() -> answers.add(call.get()));
            var answer = answers.getFirst();
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            return new Spent(answer, count);
        }
    }

    @Test
    void calls_cost_the_same_however_many_members_there_are() throws Exception {
        crowd.growTo(FEW);
        var amongFew = costs();
        crowd.growTo(MANY);
        var amongMany = costs();
        assertThat(amongMany).isEqualTo(amongFew);
    }

    @Test
    void a_claim_sends_at_most_sixteen_statements_and_a_stranger_s_sign_in_three() throws Exception {
        var costs = costs();
        assertThat(costs.signIn().statements()).isBetween(1L, 3L);
        assertThat(costs.claim().statements()).isBetween(5L, 16L);
        assertThat(costs.offer().statements()).isBetween(1L, 6L);
    }

    /** Jobs beside and caches that run out only add to a cost, so of several tries the least counts. */
    private Costs costs() throws Exception {
        var tries = new ArrayList<Costs>();
        try (var _ = JobsAtRest.in(house);
                var counters = new Counters(house.sandbox().database().adminConnection())) {
            for (var i = 0; i < TRIES; i++) {
                counters.awaitQuiet();
                tries.add(costs(counters));
            }
        }
        return tries.stream().reduce(ClaimCostTest::cheaper).orElseThrow();
    }

    private Costs costs(Counters counters) throws Exception {
        var guest = Guest.stranger(shop);
        var code = guest.loginCode();
        var phoneCode = guest.phoneCode();
        // Keeps what everybody sees of an offer for a second.
        Spent.on(counters, 200, () -> house.wx().get("/wx/claim-codes/" + scene));
        var signIn = Map.of("appId", shop.miniProgram(), "code", code);
        var signedIn = Spent.on(counters, 200, () -> house.wx().post("/wx/sessions", signIn));
        var session = house.wx().as(signedIn.answer().text("/token"));
        var offer = Spent.on(counters, 200, () -> session.get("/wx/claim-codes/" + scene));
        var wish = Map.of("scene", scene, "phoneCode", phoneCode, "consents", List.of(POLICY));
        var claim = Spent.on(counters, 201, () -> session.post("/wx/claims", wish));
        var card = claim.answer().text("/id");
        var form = Map.of("profile", Map.of());
        var activation = Spent.on(counters, 200, () -> session.post("/wx/cards/" + card + "/activation", form));
        return new Costs(signedIn.count(), offer.count(), claim.count(), activation.count());
    }

    private static Costs cheaper(Costs one, Costs other) {
        return new Costs(
                cheaper(one.signIn(), other.signIn()),
                cheaper(one.offer(), other.offer()),
                cheaper(one.claim(), other.claim()),
                cheaper(one.activation(), other.activation()));
    }

    private static Count cheaper(Count one, Count other) {
        return new Count(Math.min(one.statements(), other.statements()), Math.min(one.rows(), other.rows()));
    }

    private static Map<String, String> document() {
        return Map.of("kind", "PRIVACY", "version", "1", "title", "隐私政策", "url", "https://www.example.com/privacy");
    }
}
