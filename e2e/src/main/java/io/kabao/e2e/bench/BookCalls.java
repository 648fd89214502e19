package io.kabao.e2e.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Calls that move money or look at it, through the doors; each moves a fen. */
final class BookCalls {
    private final House house;
    private final Cardholder customer;
    private final List<Long> cards;
    private final AtomicLong numbers = new AtomicLong();

    /** On these cards, which may become more. */
    BookCalls(House house, Cardholder customer, List<Long> cards) {
        this.house = house;
        this.customer = customer;
        this.cards = cards;
    }

    /** Any of the cards. */
    long anyCard() {
        return cards.get(ThreadLocalRandom.current().nextInt(cards.size()));
    }

    /** Orders on cards that come from this supplier. */
    Contender spends(String name, LongSupplier card) {
        return spends(name, card, "\"amountFen\":1");
    }

    /** Orders of one line that earns points, or none. */
    Contender spends(String name, boolean earns) {
        String line = "{\"name\":\"A\",\"unitPriceFen\":1,\"quantity\":1,\"earnsPoints\":" + earns + "}";
        return spends(name, this::anyCard, "\"lines\":[" + line + "]");
    }

    private Contender spends(String name, LongSupplier card, String sold) {
        return new Contender(
                name,
                () -> house.posting(
                        "/admin/spends",
                        () -> "{" + place(card) + ",\"channel\":\"OFFLINE\"," + sold + ",\"orderNo\":\"L"
                                + numbers.incrementAndGet() + "\"}"));
    }

    /** Top-ups of any card. */
    Contender topUps() {
        return new Contender(
                "POST /admin/topups",
                () -> house.posting(
                        "/admin/topups", () -> "{" + place(this::anyCard) + ",\"means\":\"CASH\",\"amountFen\":1}"));
    }

    /** A member who looks at the balance. */
    Contender balances() {
        String path = "/wx/cards/" + customer.card();
        return new Contender(
                "GET /wx/cards/{id}", () -> new HttpClientOnSocket(house.wxPort(), path, customer.token()));
    }

    private String place(LongSupplier card) {
        return "\"card\":{\"cardId\":\"" + card.getAsLong() + "\"},\"storeId\":\""
                + customer.home().storeId() + "\"";
    }
}
