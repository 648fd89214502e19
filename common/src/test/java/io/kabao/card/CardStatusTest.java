package io.kabao.card;

import static io.kabao.card.CardStatus.ACTIVE;
import static io.kabao.card.CardStatus.CANCELLED;
import static io.kabao.card.CardStatus.CLAIMED;
import static io.kabao.card.CardStatus.FROZEN;
import static io.kabao.card.CardStatus.MERGED;
import static io.kabao.card.CardStatus.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardStatusTest {

    private static final Map<CardStatus, Set<CardStatus>> NEXT = Map.of(
            OFFLINE, EnumSet.of(MERGED, FROZEN, CANCELLED),
            CLAIMED, EnumSet.of(ACTIVE, CANCELLED),
            ACTIVE, EnumSet.of(FROZEN, CANCELLED),
            FROZEN, EnumSet.of(ACTIVE, CANCELLED),
            MERGED, EnumSet.noneOf(CardStatus.class),
            CANCELLED, EnumSet.noneOf(CardStatus.class));

    @ParameterizedTest
    @EnumSource
    void a_card_becomes_what_the_table_says_and_nothing_else(CardStatus from) {
        assertThat(NEXT).containsKey(from);
        for (var to : CardStatus.values()) {
            assertThat(from.canBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(NEXT.getOrDefault(from, Set.of()).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_member_holds_one_card_that_is_claimed_active_or_frozen(CardStatus status) {
        assertThat(status.isLive()).isEqualTo(Set.of(CLAIMED, ACTIVE, FROZEN).contains(status));
    }
}
