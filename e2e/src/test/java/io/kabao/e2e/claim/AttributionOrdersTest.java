package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scans, a claim, an activation and a departure in any order: a card counts to whom its claim said, for good. */
class AttributionOrdersTest {

    private static final long SEED = 20_260_101;
    private static final int ORDERS = Soak.count(100, 1000);
    private static final int REPEATED = 5;

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String region = shop.organization("华东");
    private final String store = shop.store("人民广场店", region);
    private final String template = shop.template();
    private final String ofStore =
            shop.code("STORE", template, Map.of("storeId", store)).text("/scene");

    private enum Event {
        SCAN_STORE_CODE,
        SCAN_STAFF_CODE,
        LEAVE,
        CLAIM,
        ACTIVATE,
        SCAN_AGAIN,
        RESTORE
    }

    @Test
    void whatever_the_order_a_card_is_attributed_once_and_never_to_somebody_who_had_left() {
        for (var number = 0; number < ORDERS; number++) {
            var chance = new Random(SEED + number);
            var events = new ArrayList<>(List.of(Event.values()));
            for (var more = 0; more < REPEATED; more++) {
                events.add(Event.values()[chance.nextInt(Event.values().length)]);
            }
            Collections.shuffle(events, chance);
            var story = new Story();
            for (var i = 0; i < events.size(); i++) {
                try {
                    story.happens(events.get(i));
                } catch (AssertionError e) {
                    throw new AssertionError("Order " + number + ", after " + events.subList(0, i + 1), e);
                }
            }
            story.isAsExpected();
        }
        assertThat(books.count("claim", "issuing_staff_id IS NOT NULL")).isPositive();
        assertThat(books.count("claim", "issuing_staff_id IS NULL")).isPositive();
    }

    /** One customer, one member of staff with a badge, and what must be true of them. */
    private final class Story {

        private final String staff = shop.staff("小张", Map.of("organizationId", region));
        private final String ofStaff =
                shop.code("STAFF", template, Map.of("staffId", staff)).text("/scene");
        private final Guest guest = Guest.stranger(shop);
        private final Api session = guest.inMiniProgram();
        private boolean left;
        private @Nullable String scanned;
        private @Nullable String card;
        private @Nullable Attributed expected;

        void happens(Event event) {
            switch (event) {
                case SCAN_STORE_CODE -> scan(ofStore);
                case SCAN_STAFF_CODE -> scan(ofStaff);
                case SCAN_AGAIN -> {
                    if (scanned != null) {
                        scan(scanned);
                    }
                }
                case LEAVE -> {
                    assertThat(shop.owner()
                                    .post("/admin/staff/" + staff + "/departure", Map.of())
                                    .status())
                            .isEqualTo(200);
                    left = true;
                }
                case CLAIM -> claim();
                case ACTIVATE -> activate();
                case RESTORE -> restore();
            }
        }

        private void scan(String scene) {
            scanned = scene;
            var offer = session.get("/wx/claim-codes/" + scene);
            // What everybody sees of an offer is kept for a second, whatever happens meanwhile.
            if (offer.status() != 200) {
                isAnswered(offer, 200);
            }
        }

        private void claim() {
            if (scanned == null) {
                return;
            }
            var answer = guest.claim(session, scanned);
            isAnswered(answer, card == null ? 201 : 200);
            if (answer.status() == 201) {
                card = answer.text("/id");
                expected = scanned.equals(ofStore)
                        ? Attributed.to("STORE")
                                .at(region, store)
                                .goingTo(store)
                                .because("STORE_OF_CODE")
                        : Attributed.to("STAFF").at(region, null).by(staff).because("STAFF_OF_CODE");
            }
            isAsExpected();
        }

        /** The badge of somebody who left says so, whatever it is asked for. */
        private void isAnswered(Answer answer, int status) {
            if (left && ofStaff.equals(scanned)) {
                assertThat(answer.problemCode()).as(answer.body()).hasValue("STAFF_LEFT");
            } else {
                assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            }
        }

        private void activate() {
            if (card == null) {
                return;
            }
            var active = session.post("/wx/cards/" + card + "/activation", Map.of());
            assertThat(active.text("/status")).as(active.body()).isEqualTo("ACTIVE");
            if (expected != null && expected.store() == null) {
                expected = expected.because("STAFF_OF_CODE", "NO_STORE");
            }
            isAsExpected();
        }

        /** WeChat tells that a card was put back into the wallet. */
        private void restore() {
            var fields = Map.of("Event", "user_get_card", "IsRestoreMemberCard", "1", "UserCardCode", "226009850808");
            var told = shop.outside()
                    .post(
                            "/sandbox/pushes",
                            Map.of("appId", shop.account(), "personId", guest.person(), "fields", fields));
            assertThat(told.json().at("/attempts/0/outcome").asString()).isEqualTo("ACCEPTED");
        }

        void isAsExpected() {
            if (card != null) {
                assertThat(books.claimOf(card)).isEqualTo(expected);
            }
        }
    }
}
