package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Soak;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A template is published while others publish it, too, and customers claim its card. */
class TemplateRacesTest {

    private static final int CLAIMS = Soak.count(200, 1_000);
    private static final int OFFERS = 40;
    private static final int PUBLISHERS = 12;

    private final House house = House.shared();
    private final Shop shop = Shop.openWithoutPlatform(house);
    private final Rows rows = Rows.of(house.sandbox());

    private static Map<String, Object> inTensOf(int tens, String prefix) {
        return Map.of(
                "title",
                "第" + tens + "版",
                "perks",
                List.of(Map.of("text", "满" + tens + "0减10")),
                "numberRule",
                Map.of("prefix", prefix, "digits", 8),
                "validity",
                Map.of("kind", "DAYS", "days", 10 * tens),
                "autoBindOrCreate",
                true,
                "welcomeBonusFen",
                100 * tens);
    }

    @Test
    void each_card_and_each_offer_is_of_one_version_while_another_is_published() {
        var template = shop.template(inTensOf(1, "A"));
        var scene = shop.scene(template);
        shop.changed("/admin/card-templates/" + template, inTensOf(2, "B"));
        var claims = Stream.generate(() -> Guest.stranger(shop))
                .limit(CLAIMS)
                .map(guest -> guest.readyToClaim(guest.inMiniProgram(), scene))
                .toList();
        var early = begun(claims.subList(0, CLAIMS / 2));
        var offers = IntStream.range(0, OFFERS)
                .mapToObj(_ -> Again.untilServed(() -> house.wx().begin("GET", "/wx/claim-codes/" + scene, null)))
                .toList();
        var published = published(template).join();
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        var late = begun(claims.subList(CLAIMS / 2, CLAIMS));

        assertThat(Stream.concat(early.stream(), late.stream())
                        .map(CompletableFuture::join)
                        .map(Answer::status))
                .containsOnly(201);
        assertThat(offers.stream()
                        .map(CompletableFuture::join)
                        .map(offer -> offer.text("/template/title") + " " + offer.text("/template/perks/0/text")))
                .isSubsetOf("第1版 满10减10", "第2版 满20减10");
        var cards = rows.column("SELECT CONCAT(LEFT(c.number, 1), ' ', g.bonus_fen, ' ',"
                + " TIMESTAMPDIFF(DAY, c.activated_at, c.expires_at)) FROM member_card c"
                + " JOIN welcome_gift g ON g.merchant_id = c.merchant_id AND g.card_id = c.id"
                + " WHERE c.template_id = " + template);
        assertThat(cards).hasSize(CLAIMS);
        assertThat(Set.copyOf(cards)).isSubsetOf("A 100 10", "B 200 20");
        assertThat(cards.stream().filter("B 200 20"::equals).count())
                .as("who came after the publication")
                .isGreaterThanOrEqualTo(CLAIMS / 2);
    }

    private static List<CompletableFuture<Answer>> begun(List<Supplier<CompletableFuture<Answer>>> claims) {
        return claims.stream().map(Again::untilServed).toList();
    }

    private CompletableFuture<Answer> published(String template) {
        return Again.untilServed(
                () -> shop.owner().begin("POST", "/admin/card-templates/" + template + "/publication", Map.of()));
    }

    @Test
    void of_many_who_publish_at_once_one_does_and_the_others_find_it_done() {
        var template = shop.template();
        shop.changed("/admin/card-templates/" + template, Map.of("title", "新卡"));
        var answers = IntStream.range(0, PUBLISHERS).mapToObj(_ -> published(template)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.number("/inForce")).isEqualTo(2);
        });
        assertThat(rows.column("SELECT CONCAT(number, ' ', state) FROM card_template_version WHERE template_id = "
                        + template + " ORDER BY number"))
                .containsExactly("1 PAST", "2 PUBLISHED");
        assertThat(rows.number("SELECT COUNT(*) FROM audit WHERE action = 'CARD_TEMPLATE_PUBLISHED' AND thing_id = "
                        + template))
                .as("once when it was new, once now")
                .isEqualTo(2);
    }

    @Test
    void of_many_who_change_it_at_once_one_does_and_the_others_are_told() {
        var template = shop.template();
        var path = "/admin/card-templates/" + template;
        var version = shop.owner().get(path).number("/version");
        var outcomes = IntStream.range(0, PUBLISHERS)
                .mapToObj(number -> Map.of("version", version, "title", "第" + number + "版"))
                .map(change -> Again.untilServed(() -> shop.owner().begin("PATCH", path, change)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.problemCode().orElse("done"))
                .toList();
        assertThat(outcomes).containsOnly("done", "STALE_VERSION").containsOnlyOnce("done");
        assertThat(rows.number("SELECT COUNT(*) FROM card_template_version WHERE state = 'DRAFT' AND template_id = "
                        + template))
                .isEqualTo(1);
    }
}
