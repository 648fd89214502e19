package io.kabao.e2e.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.e2e.message.SmsFlood.Wish;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.message.MessageError;
import io.kabao.message.SmsCodes;
import io.kabao.message.SmsPurpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A thousand wishes for codes, from many people at many addresses, counted where they arrive: at the provider. */
class SmsFloodTest {

    private static final int WISHES = Soak.count(1_000, 10_000);
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = WISHES / AT_ONCE;
    private static final int PEOPLE = 50;
    private static final int MERCHANT_DAILY = 150;
    private static final Duration BETWEEN = Duration.ofSeconds(61);

    private final OwnHouse house = OwnHouse.shared();
    private final OwnHouse.Merchant merchant = house.openMerchant();
    private final SmsFlood flood = new SmsFlood(house, PEOPLE);

    private ConfigurableApplicationContext door() {
        return house.openForCustomers(Map.of("KABAO_SMS_MERCHANT_DAILY", Integer.toString(MERCHANT_DAILY)));
    }

    /** The people of the crowd, signed in. */
    private List<Guest> crowd(Shop shop) {
        return IntStream.range(0, PEOPLE).mapToObj(_ -> Guest.stranger(shop)).toList();
    }

    private Shop shopBehind(ConfigurableApplicationContext door) {
        var owner = house.from(flood.ownersAddress()).signedIn(merchant.account(), Settings.OWNER_PASSWORD);
        return Shop.open(house.sandbox(), owner, OwnHouse.from(flood.ownersAddress(), door));
    }

    @Test
    void of_all_those_wishes_no_phone_no_network_and_no_merchant_gets_more_than_its_budget() {
        try (var door = door()) {
            var tokens =
                    crowd(shopBehind(door)).stream().map(SmsFloodTest::token).toList();
            for (var round = 0; round < ROUNDS; round++) {
                round(wish -> atTheDoor(door, tokens, wish));
            }
            flood.requireBudgetsKept(MERCHANT_DAILY);
            assertThat(flood.received()).as("messages that arrived").hasSize(MERCHANT_DAILY);
            flood.requirePromisesKept();
            flood.requireBudgetsUsedUp();
            requireOwnBudgetsHeld();
        }
    }

    @Test
    void redis_going_in_the_middle_of_it_lets_nothing_through_and_nothing_is_forgotten_when_it_is_back() {
        try (var door = door()) {
            var crowd = crowd(shopBehind(door));
            var tokens = new ArrayList<>(crowd.stream().map(SmsFloodTest::token).toList());
            Function<Wish, CompletableFuture<Integer>> way = wish -> atTheDoor(door, tokens, wish);
            round(way);
            roundDuringWhichRedisGoes(way);
            try {
                awaitNobodyRecognised(door, tokens);
                var before = flood.received().size();
                assertThat(asked(flood.wishes(AT_ONCE), way))
                        .as("answers while nobody can be recognised")
                        .containsOnly(503);
                assertThat(flood.received()).hasSize(before);
            } finally {
                bringRedisBack();
            }
            Awaitility.await("the door has seen it too")
                    .until(() -> crowd.getFirst().signIn().status() == 200);
            for (var person = 0; person < PEOPLE; person++) {
                tokens.set(person, token(crowd.get(person)));
            }
            for (var round = 2; round < ROUNDS; round++) {
                round(way);
            }
            flood.requireBudgetsKept(MERCHANT_DAILY);
            assertThat(flood.received()).hasSize(MERCHANT_DAILY);
            requireOwnBudgetsHeld();
        }
    }

    @Test
    void without_redis_the_database_alone_counts_as_well() {
        var codes = house.bean(SmsCodes.class);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Function<Wish, CompletableFuture<Integer>> way =
                    wish -> CompletableFuture.supplyAsync(() -> sent(codes, wish), executor);
            round(way);
            roundDuringWhichRedisGoes(way);
            for (var round = 2; round < ROUNDS; round++) {
                round(way);
            }
        } finally {
            bringRedisBack();
        }
        flood.requireBudgetsKept(Integer.MAX_VALUE);
        flood.requirePromisesKept();
        flood.requireBudgetsUsedUp();
        requireOwnBudgetsHeld();
    }

    private void round(Function<Wish, CompletableFuture<Integer>> way) {
        var wishes = flood.wishes(AT_ONCE);
        note(wishes, asked(wishes, way));
    }

    private void roundDuringWhichRedisGoes(Function<Wish, CompletableFuture<Integer>> way) {
        var wishes = flood.wishes(AT_ONCE);
        var begun = begun(wishes, way);
        house.sandbox().redis().kill();
        note(wishes, begun.stream().map(CompletableFuture::join).toList());
    }

    private void note(List<Wish> wishes, List<Integer> statuses) {
        assertThat(statuses).allMatch(status -> List.of(202, 429, 503).contains(status));
        flood.note(wishes, statuses);
        house.pass(BETWEEN);
    }

    /** Whoever was recognised a moment before is so for a second more. */
    private void awaitNobodyRecognised(ConfigurableApplicationContext door, List<String> tokens) {
        Awaitility.await("nobody is recognised any more")
                .until(() -> tokens.stream()
                        .allMatch(token -> OwnHouse.from(flood.ownersAddress(), door)
                                        .as(token)
                                        .get("/wx/cards")
                                        .status()
                                == 503));
    }

    private void bringRedisBack() {
        house.sandbox().redis().restart();
        Awaitility.await("Redis is back").ignoreExceptions().until(() -> {
            house.bean(StringRedisTemplate.class).hasKey("anything");
            return true;
        });
    }

    /** The provider has limits of its own, which must not have been what held. */
    private void requireOwnBudgetsHeld() {
        var of = "SELECT COUNT(*) FROM sms_code WHERE merchant_id = " + merchant.id();
        assertThat(house.rows().number(of + " AND status = 'FAILED'")).isZero();
        assertThat(house.rows().number(of)).isEqualTo(flood.received().size());
    }

    private CompletableFuture<Integer> atTheDoor(ConfigurableApplicationContext door, List<String> tokens, Wish wish) {
        return OwnHouse.from(wish.address(), door)
                .as(tokens.get(wish.person()))
                .begin("POST", "/wx/sms-codes", Map.of("purpose", "CLAIM", "phone", wish.phone()))
                .thenApply(Answer::status);
    }

    private int sent(SmsCodes codes, Wish wish) {
        var ask = new SmsCodes.Ask(
                merchant.id(), SmsPurpose.CLAIM, Phone.of(wish.phone()), flood.identityOf(wish), wish.address());
        try {
            codes.send(ask);
            return 202;
        } catch (BusinessError refused) {
            assertThat(refused.code()).isEqualTo(MessageError.SMS_TOO_OFTEN);
            return refused.code().status();
        }
    }

    private static String token(Guest guest) {
        return guest.signIn().text("/token");
    }

    private static List<CompletableFuture<Integer>> begun(
            List<Wish> wishes, Function<Wish, CompletableFuture<Integer>> way) {
        return wishes.stream().map(way).toList();
    }

    private static List<Integer> asked(List<Wish> wishes, Function<Wish, CompletableFuture<Integer>> way) {
        return begun(wishes, way).stream().map(CompletableFuture::join).toList();
    }
}
