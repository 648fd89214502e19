package io.kabao.e2e.bench;

/**
 * Somebody with a card in WeChat, at whose merchant members by the thousand may be put.
 *
 * @param home where those come to
 * @param token of a session of the mini-program
 */
record Cardholder(BookCrowd.Home home, String token, String card, long holder) {

    /** Opens the merchant's shop, comes in and gets a card, through the doors. */
    static Cardholder come(House house) throws Exception {
        Shopfront shop = Shopfront.open(house);
        var customers = new Customers(house);
        customers.come(1);
        try (var journey = new HttpJourney(house, shop, customers)) {
            var customer = customers.next();
            String token = journey.signIn(customer);
            String card = journey.claim(token, customer);
            journey.activate(token, card);
            return new Cardholder(
                    new BookCrowd.Home(shop.merchantId(), shop.templateId(), shop.storeId(), BookCrowd.freeIds()),
                    token,
                    card,
                    house.number("SELECT holder_id FROM member_card WHERE id = " + card, 1));
        }
    }
}
