package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.message.SmsPurpose;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two hundred guesses at an old card at the same moment: few are heard, the card stays whose it is, and tomorrow is another day. */
class GuessedCardsTest {

    private static final int MANY = 200;
    private static final int PEOPLE = 20;
    private static final String NUMBER = "A0001";
    private static final String RIGHT = "王小明";

    /** All that a day allows. */
    private static final Map<String, Long> FIVE_HEARD = Map.of("OLD_CARD_NOT_FOUND", 5L, "BINDING_LOCKED", MANY - 5L);

    private final Shop shop = Shop.open(House.shared());
    private final Books books = new Books(shop);
    private final String template = shop.template(Map.of("bindingFields", List.of("phone", "name")));
    private final String scene = shop.scene(template);
    private final Guest owner = Guest.stranger(shop);
    private final String old =
            new Counter(shop, books).handOut(Counter.Old.card(template, NUMBER).of(owner.phone(), RIGHT));

    /** Somebody with a claimed card. */
    private record Claimant(Api session, String card) {

        Supplier<CompletableFuture<Answer>> binds(Map<String, Object> request) {
            return () -> session.begin("POST", "/wx/cards/" + card + "/binding", request);
        }

        Answer bind(Map<String, Object> request) {
            return binds(request).get().join();
        }
    }

    @Test
    void of_one_persons_guesses_at_a_card_five_are_heard_and_the_owner_has_it_tomorrow() {
        var thief = claimant(Guest.stranger(shop));
        var mine = claimant(owner);
        assertThat(atOnce(number -> thief.binds(named(NUMBER, "李" + number)))).isEqualTo(FIVE_HEARD);
        assertThat(guesses()).as("of the person, and at the card").containsExactly("5", "5");
        assertThat(books.count("audit", "refused_as IN ('OLD_CARD_NOT_FOUND', 'BINDING_LOCKED')"))
                .as("on record")
                .isPositive();
        staysTheOwners(mine);
    }

    @Test
    void a_wrong_code_is_on_record_and_what_a_page_did_wrong_is_not() {
        var guest = Guest.stranger(shop);
        var page = guest.inAccount();
        assertThat(page.post("/wx/claims", Map.of("scene", scene, "consents", List.of()))
                        .problemCode())
                .hasValue("PHONE_NEEDED");
        var guess = Map.of("scene", scene, "consents", List.of(), "phone", guest.phone(), "smsCode", "000000");
        assertThat(page.post("/wx/claims", guess).problemCode()).hasValue("SMS_CODE_WRONG");
        assertThat(books.values("CONCAT(realm, ' ', refused_as, ' ', path)", "audit", "refused_as IS NOT NULL"))
                .containsExactly("MEMBER SMS_CODE_WRONG POST /wx/claims");
    }

    @Test
    void of_one_persons_guesses_at_many_cards_five_are_heard_and_no_card_is_locked() {
        var thief = claimant(Guest.stranger(shop));
        assertThat(atOnce(number -> thief.binds(named("B" + number, RIGHT)))).isEqualTo(FIVE_HEARD);
        assertThat(thief.bind(named(NUMBER, RIGHT)).problemCode()).hasValue("BINDING_LOCKED");
        assertThat(books.ofCard("status", old)).isEqualTo("OFFLINE");
        // Only the guesser is locked.
        bindsIt(claimant(owner));
    }

    @Test
    void of_many_peoples_guesses_at_a_card_five_are_heard_and_the_owner_has_it_tomorrow() {
        var thieves = IntStream.range(0, PEOPLE)
                .mapToObj(_ -> claimant(Guest.stranger(shop)))
                .toList();
        var mine = claimant(owner);
        assertThat(atOnce(number -> thieves.get(number % PEOPLE).binds(named(NUMBER, "李" + number))))
                .isEqualTo(FIVE_HEARD);
        staysTheOwners(mine);
    }

    @Test
    void of_guesses_at_the_code_to_the_owners_phone_five_are_heard_and_the_owner_needs_none() {
        var thief = claimant(Guest.stranger(shop));
        var identity = books.value("identity_id", "claim", "card_id = " + thief.card());
        new Texted(shop, books).code("271828", SmsPurpose.BIND, owner.phone(), identity);
        var known = named(NUMBER, RIGHT);
        assertThat(atOnce(number -> thief.binds(with(known, "%06d".formatted(number)))))
                .isEqualTo(Map.of("SMS_CODE_WRONG", 5L, "SMS_CODE_LOCKED", MANY - 5L));
        assertThat(thief.bind(with(known, "271828")).problemCode()).hasValue("SMS_CODE_LOCKED");
        assertThat(books.ofCard("status", old)).isEqualTo("OFFLINE");
        bindsIt(claimant(owner));
    }

    /** Nobody has the card, and not even the owner gets it today. */
    private void staysTheOwners(Claimant mine) {
        assertThat(books.ofCard("status", old)).isEqualTo("OFFLINE");
        assertThat(books.count("member_card", "status = 'ACTIVE'")).isZero();
        var today = mine.bind(named(NUMBER, RIGHT));
        assertThat(today.problemCode()).hasValue("BINDING_LOCKED");
        shop.pass(Duration.ofSeconds(Long.parseLong(today.header("Retry-After"))));
        bindsIt(mine);
    }

    private void bindsIt(Claimant mine) {
        var bound = mine.bind(named(NUMBER, RIGHT));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(bound.text("/number")).isEqualTo(NUMBER);
        assertThat(books.ofCard("merged_into", old)).isEqualTo(mine.card());
    }

    private Claimant claimant(Guest guest) {
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, scene);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        return new Claimant(session, claimed.text("/id"));
    }

    private Map<String, Object> named(String number, String name) {
        return Map.of("cardNumber", number, "fields", Map.of("phone", owner.phone(), "name", name));
    }

    private static Map<String, Object> with(Map<String, Object> request, String smsCode) {
        var more = new HashMap<>(request);
        more.put("smsCode", smsCode);
        return more;
    }

    private List<String> guesses() {
        return books.values("guesses", "binding_guess", "guesses > 0");
    }

    /** What all were told, and how many each. */
    private static Map<String, Long> atOnce(IntFunction<Supplier<CompletableFuture<Answer>>> guess) {
        var begun =
                IntStream.range(0, MANY).mapToObj(guess).map(Again::untilServed).toList();
        return begun.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(answer -> answer.problemCode().orElse("done"), Collectors.counting()));
    }
}
