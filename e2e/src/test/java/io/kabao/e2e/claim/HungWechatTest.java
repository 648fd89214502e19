package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WeChat takes half a minute for one kind of call: who needs it is told in time, and everybody else is served meanwhile. */
class HungWechatTest {

    /** More than are let through to WeChat at once. */
    private static final int CROWD = 40;

    private static final Duration HANGS = Duration.ofSeconds(30);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(8);

    /** Longer than a line stays cut. */
    private static final Duration MENDED_AFTER = Duration.ofSeconds(6);

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template());
    private final String ofFollowers = shop.scene(shop.template(Map.of("followRequired", true)));

    /** What hangs. */
    enum Hung {
        PAGE_SIGN_IN("/sns/oauth2/access_token"),
        SIGN_IN("/sns/jscode2session"),
        PHONE("/wxa/business/getuserphonenumber"),
        FOLLOWER("/cgi-bin/user/info"),
        TOKEN("/cgi-bin/stable_token");

        private final String path;

        Hung(String path) {
            this.path = path;
        }
    }

    /** A call of somebody in the crowd, and when it was answered. */
    private record Told(Answer answer, Duration after) {}

    @AfterEach
    void all_is_well_again() {
        shop.outside().delete("/sandbox/faults");
    }

    @ParameterizedTest
    @EnumSource
    void who_needs_it_is_told_in_time_and_everybody_else_is_served_meanwhile(Hung hung) {
        warmUp(hung);
        var crowd = IntStream.range(0, CROWD).mapToObj(_ -> needs(hung)).toList();
        var others = others(hung);
        var cards = books.count("member_card", "1 = 1");
        var pushes = books.count("inbox", "1 = 1");
        shop.outside().delete("/sandbox/calls");
        var order = Map.of("path", hung.path, "kind", "TIMEOUT_BEFORE", "times", 1000, "millis", HANGS.toMillis());
        assertThat(shop.outside().post("/sandbox/faults", order).status()).isEqualTo(201);

        var told = crowd.stream().map(HungWechatTest::timed).toList();
        Awaitility.await("WeChat hangs").until(() -> asked(hung) > 0);
        var served = new ArrayList<String>();
        others.forEach((who, call) -> {
            var answer = call.get();
            assertThat(answer.status()).as("%s: %s", who, answer.body()).isBetween(200, 299);
            if (told.stream().anyMatch(each -> !each.isDone())) {
                served.add(who);
            }
        });
        assertThat(served).as("served while others still waited").isNotEmpty();
        assertThat(told).extracting(CompletableFuture::join).allSatisfy(HungWechatTest::assertToldInTime);
        assertThat(books.count("member_card", "1 = 1")).as("cards of others").isEqualTo(cards + claimsOf(others));
        Awaitility.await("the push is worked off").until(() -> books.count("inbox", "status = 'DONE'") == pushes + 1);

        all_is_well_again();
        house.pass(MENDED_AFTER);
        var again = crowd.stream().map(Again::untilServed).toList();
        assertThat(again)
                .extracting(CompletableFuture::join)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isIn(200, 201));
    }

    /** What is asked for the first time would take longer; and a token that is kept is asked for by nobody. */
    private void warmUp(Hung hung) {
        var guest = Guest.stranger(shop);
        assertThat(guest.inAccount().get("/wx/claim-codes/" + ofFollowers).status())
                .isEqualTo(200);
        var session = guest.inMiniProgram();
        if (hung != Hung.TOKEN) {
            assertThat(guest.claim(session, scene).status()).isEqualTo(201);
        }
    }

    /** Somebody new who is about to call what needs it. */
    private Supplier<CompletableFuture<Answer>> needs(Hung hung) {
        var guest = Guest.stranger(shop);
        return switch (hung) {
            case PAGE_SIGN_IN -> signsIn(shop.account(), guest.oauthCode());
            case SIGN_IN -> signsIn(shop.miniProgram(), guest.loginCode());
            case PHONE, TOKEN -> claims(guest, scene);
            case FOLLOWER -> {
                guest.inAccount();
                yield claims(followingInSilence(guest), ofFollowers);
            }
        };
    }

    private Supplier<CompletableFuture<Answer>> signsIn(String appId, String code) {
        return () -> shop.wx().begin("POST", "/wx/sessions", Map.of("appId", appId, "code", code));
    }

    private static Supplier<CompletableFuture<Answer>> claims(Guest guest, String wanted) {
        var session = guest.inMiniProgram();
        var claim = Map.of("scene", wanted, "phoneCode", guest.phoneCode());
        return () -> session.begin("POST", "/wx/claims", claim);
    }

    /** The guest follows, and no push tells of it. */
    private Guest followingInSilence(Guest guest) {
        hold(true);
        guest.follow();
        hold(false);
        return guest;
    }

    private void hold(boolean held) {
        var set = shop.outside().put("/sandbox/apps/" + shop.account() + "/delivery", Map.of("held", held));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    /** What others call who need no answer of the kind that hangs, and by what they are known here. */
    private Map<String, Supplier<Answer>> others(Hung hung) {
        var calls = new LinkedHashMap<String, Supplier<Answer>>();
        if (hung != Hung.PHONE && hung != Hung.TOKEN) {
            var claim = claims(Guest.stranger(shop), scene);
            calls.put("claim in the mini-program", () -> claim.get().join());
        }
        if (hung != Hung.FOLLOWER && hung != Hung.TOKEN) {
            var guest = Guest.stranger(shop);
            var page = guest.inAccount();
            guest.askForSms(page, "CLAIM");
            var claim = followingInSilence(guest).withSms(ofFollowers);
            calls.put("claim on the page", () -> page.post("/wx/claims", claim));
        }
        if (hung != Hung.SIGN_IN) {
            calls.put("sign-in in the mini-program", Guest.stranger(shop)::signIn);
        }
        if (hung != Hung.PAGE_SIGN_IN) {
            var visit = signsIn(shop.account(), Guest.stranger(shop).oauthCode());
            calls.put("sign-in on the page", () -> visit.get().join());
        }
        var member = Guest.stranger(shop).inMiniProgram();
        calls.put("own cards", () -> member.get("/wx/cards"));
        calls.put("offer", () -> shop.wx().get("/wx/claim-codes/" + scene));
        calls.put("console", () -> shop.owner().get("/admin/stores"));
        calls.put("push", Guest.stranger(shop)::follow);
        return calls;
    }

    private static long claimsOf(Map<String, Supplier<Answer>> others) {
        return others.keySet().stream().filter(who -> who.startsWith("claim")).count();
    }

    private static CompletableFuture<Told> timed(Supplier<CompletableFuture<Answer>> call) {
        var begun = System.nanoTime();
        return call.get().thenApply(answer -> new Told(answer, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static void assertToldInTime(Told told) {
        assertThat(told.answer().problemCode()).as(told.answer().body()).hasValue("WECHAT_UNAVAILABLE");
        assertThat(told.answer().status()).isEqualTo(503);
        assertThat(told.after()).isLessThan(TOLD_WITHIN);
    }

    private int asked(Hung hung) {
        return shop.outside()
                .get("/sandbox/calls?path=" + hung.path)
                .json()
                .get("count")
                .asInt();
    }
}
