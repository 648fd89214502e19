package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import io.kabao.message.SmsPurpose;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two hundred at the same moment, and what may be there once is there once. */
class ClaimRacesTest {

    private static final int MANY = Soak.count(200, 1000);

    private final House house = House.shared();
    private final Shop shop = Shop.openWithoutPlatform(house);
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template());

    @Test
    void one_person_who_claims_many_times_with_one_phone_code_gets_one_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var claim = Map.of("scene", scene, "phoneCode", guest.phoneCode());
        isOneCard(atOnce(_ -> session.begin("POST", "/wx/claims", claim)));
    }

    @Test
    void one_person_who_claims_many_times_while_wechat_has_no_answer_at_first_gets_one_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var claim = Map.of("scene", scene, "phoneCode", guest.phoneCode());
        var busy = Map.of("path", "/wxa/business/getuserphonenumber", "kind", "HTML", "times", 3);
        assertThat(shop.outside().post("/sandbox/faults", busy).status()).isEqualTo(201);
        isOneCard(atOnce(_ -> session.begin("POST", "/wx/claims", claim)));
    }

    @Test
    void one_person_who_claims_many_times_with_one_sms_code_gets_one_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inAccount();
        guest.askForSms(session, "CLAIM");
        var claim = guest.withSms(scene);
        isOneCard(atOnce(_ -> session.begin("POST", "/wx/claims", claim)));
    }

    @Test
    void one_person_who_presses_the_phone_button_many_times_gets_one_card() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var presses = IntStream.range(0, 20)
                .mapToObj(_ -> guest.readyToClaim(session, scene))
                .toList();
        isOneCard(together(presses.stream().map(Again::untilServed).toList()));
    }

    @Test
    void of_many_people_of_an_app_with_one_phone_one_gets_the_card() {
        var phone = Guest.stranger(shop).phone();
        var ready = claimsOf(phone);
        var answers = atOnce(number -> ready.get(number).get());
        assertThat(outcomes(answers)).isEqualTo(Map.of("201", 1L, "PHONE_HELD", MANY - 1L));
        isAloneWith(1);
    }

    @Test
    void of_many_people_of_an_app_one_joins_the_member_whom_another_app_knows() {
        var owner = Guest.stranger(shop);
        assertThat(owner.claimBySms(owner.inAccount(), scene).status()).isEqualTo(201);
        var ready = claimsOf(owner.phone());
        var answers = atOnce(number -> ready.get(number).get());
        assertThat(outcomes(answers)).isEqualTo(Map.of("200", 1L, "PHONE_HELD", MANY - 1L));
        isAloneWith(2);
    }

    @Test
    void a_stranger_who_signs_in_many_times_at_once_is_met_once() {
        var guest = Guest.stranger(shop);
        // WeChat lets one person sign in a hundred times a minute.
        var answers = together(IntStream.range(0, 80)
                .mapToObj(_ -> Again.untilServed(() -> house.wx()
                        .begin("POST", "/wx/sessions", Map.of("appId", shop.miniProgram(), "code", guest.loginCode()))))
                .toList());
        assertThat(outcomes(answers)).isEqualTo(Map.of("200", 80L));
        assertThat(books.count("identity", "1 = 1")).isOne();
    }

    @Test
    void of_many_people_who_bind_one_old_card_one_wins() {
        var template = shop.template();
        var owner = Guest.stranger(shop);
        var counter = new Counter(shop, books);
        var old = counter.handOut(Counter.Old.card(template, "A0001").of(owner.phone(), "王小明"));
        var holder = books.ofCard("holder_id", old);
        var there = shop.scene(template);
        var texted = new Texted(shop, books);
        var bindings = IntStream.range(0, MANY)
                .mapToObj(_ -> {
                    var guest = Guest.stranger(shop);
                    var session = guest.inMiniProgram();
                    var card = guest.claim(session, there).text("/id");
                    var identity = books.value("identity_id", "claim", "card_id = " + card);
                    texted.code("271828", SmsPurpose.BIND, owner.phone(), identity);
                    return new Binding(session, "/wx/cards/" + card + "/binding", card);
                })
                .toList();
        var request = Map.of("cardNumber", "A0001", "fields", Map.of("phone", owner.phone()), "smsCode", "271828");
        var answers = atOnce(number -> {
            var binding = bindings.get(number);
            return binding.session().begin("POST", binding.path(), request);
        });
        var outcomes = outcomes(answers);
        assertThat(outcomes).containsEntry("200", 1L);
        assertThat(outcomes.keySet()).isSubsetOf("200", "OLD_CARD_BOUND", "OLD_CARD_NOT_FOUND", "BINDING_LOCKED");
        var winner = books.ofCard("merged_into", old);
        assertThat(bindings).extracting(Binding::card).contains(winner);
        assertThat(books.values("id", "member_card", "status = 'ACTIVE'")).containsExactly(winner);
        assertThat(books.values("id", "member_card", "holder_id = " + holder + " AND status <> 'MERGED'"))
                .containsExactly(winner);
        assertThat(books.count("sms_code", "status = 'USED' AND purpose = 'BIND'"))
                .isEqualTo(1);
    }

    @Test
    void one_person_who_sends_one_binding_many_times_gets_one_answer() {
        var template = shop.template();
        var owner = Guest.stranger(shop);
        var old = new Counter(shop, books)
                .handOut(Counter.Old.card(template, "A0001").of(owner.phone(), "王小明"));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(template)).text("/id");
        var identity = books.value("identity_id", "claim", "card_id = " + card);
        new Texted(shop, books).code("271828", SmsPurpose.BIND, owner.phone(), identity);
        var request = Map.of("cardNumber", "A0001", "fields", Map.of("phone", owner.phone()), "smsCode", "271828");
        var answers = atOnce(_ -> session.begin("POST", "/wx/cards/" + card + "/binding", request));
        assertThat(outcomes(answers)).isEqualTo(Map.of("200", (long) MANY));
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(books.ofCard("merged_into", old)).isEqualTo(card);
        assertThat(books.count("sms_code", "status = 'USED' AND purpose = 'BIND'"))
                .isEqualTo(1);
        assertThat(books.count("binding_guess", "guesses > 0")).isZero();
    }

    private record Binding(Api session, String path, String card) {}

    @Test
    void one_person_through_two_doors_at_once_is_one_member() {
        var texted = new Texted(shop, books);
        for (var round = 0; round < Soak.count(10, 200); round++) {
            var guest = Guest.stranger(shop);
            var page = guest.inAccount();
            var identity = books.values("id", "identity", "1 = 1").getLast();
            texted.code("271828", SmsPurpose.CLAIM, guest.phone(), identity);
            var session = guest.inMiniProgram();
            var bySms = Map.of("scene", scene, "phone", guest.phone(), "smsCode", "271828");
            var byCode = guest.readyToClaim(session, scene);
            var answers = together(List.of(
                    Again.untilServed(() -> page.begin("POST", "/wx/claims", bySms)), Again.untilServed(byCode)));
            assertThat(outcomes(answers)).isEqualTo(Map.of("201", 1L, "200", 1L));
            assertThat(answers.getFirst().json()).isEqualTo(answers.getLast().json());
            assertThat(books.count("member", "1 = 1")).isEqualTo(round + 1);
            assertThat(books.count("member_card", "1 = 1")).isEqualTo(round + 1);
        }
    }

    @Test
    void a_card_that_is_activated_many_times_at_once_is_activated_once() {
        var region = shop.organization("华东");
        var stores = List.of(shop.store("一店", region), shop.store("二店", region));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, scene).text("/id");
        var answers = atOnce(number -> session.begin(
                "POST", "/wx/cards/" + card + "/activation", Map.of("favouriteStoreId", stores.get(number % 2))));
        assertThat(outcomes(answers)).isEqualTo(Map.of("200", (long) MANY));
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers.getFirst().text("/status")).isEqualTo("ACTIVE");
        assertThat(books.ofCard("favourite_store_id", card)).isEqualTo(books.ofCard("issuing_store_id", card));
    }

    /** Claims of as many people of the mini-program, all with this phone, ready to be sent. */
    private List<Supplier<CompletableFuture<Answer>>> claimsOf(String phone) {
        return IntStream.range(0, MANY)
                .mapToObj(_ -> Guest.withPhone(shop, phone))
                .map(guest -> guest.readyToClaim(guest.inMiniProgram(), scene))
                .toList();
    }

    private void isOneCard(List<Answer> answers) {
        assertThat(outcomes(answers)).isEqualTo(Map.of("201", 1L, "200", answers.size() - 1L));
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        isAloneWith(1);
    }

    private void isAloneWith(long identities) {
        assertThat(books.count("member", "1 = 1")).isEqualTo(1);
        assertThat(books.count("member_card", "1 = 1")).isEqualTo(1);
        assertThat(books.count("claim", "1 = 1")).isEqualTo(1);
        assertThat(books.count("holder", "1 = 1")).isEqualTo(1);
        assertThat(books.count("identity", "member_id IS NOT NULL")).isEqualTo(identities);
    }

    /** How often each status, or each problem's code, was answered. */
    private static Map<String, Long> outcomes(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.problemCode().orElse(Integer.toString(answer.status())))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<Answer> atOnce(Function<Integer, CompletableFuture<Answer>> call) {
        return together(IntStream.range(0, MANY)
                .mapToObj(number -> Again.untilServed(() -> call.apply(number)))
                .toList());
    }

    private static List<Answer> together(List<CompletableFuture<Answer>> calls) {
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
