package io.kabao.e2e.bench;

import java.io.IOException;

/** Through wx-api, as the mini-program calls it, over one connection. */
final class HttpJourney implements Journey {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String CONSENTS = "\"consents\":[{\"kind\":\"" + Shopfront.DOCUMENT + "\",\"version\":\""
            + Shopfront.DOCUMENT_VERSION + "\"}]";

    private final Wire wire;
    private final Customers customers;
    private final String offer;
    private final String scene;

    HttpJourney(House house, Shopfront shop, Customers customers) throws IOException {
        this.wire = new Wire(house.wxPort());
        this.customers = customers;
        this.scene = shop.scene();
        this.offer = "/wx/claim-codes/" + scene;
    }

    @Override
    public long walk() throws IOException {
        Customers.Customer customer = customers.next();
        String token = signIn(customer);
        look(token);
        long begun = System.nanoTime();
        String card = claim(token, customer);
        long took = System.nanoTime() - begun;
        activate(token, card);
        return took;
    }

    /** The token of a new session. */
    String signIn(Customers.Customer customer) throws IOException {
        String body = "{\"appId\":\"" + Shopfront.MINI_PROGRAM + "\",\"code\":\"" + customer.loginCode() + "\"}";
        return post("/wx/sessions", "", body, OK).field("token");
    }

    /** What the offer shows. */
    String look(String token) throws IOException {
        return wire.send(Wire.get(offer, token)).require(offer, OK, OK).body();
    }

    /** The id of a new card. */
    String claim(String token, Customers.Customer customer) throws IOException {
        String body = "{\"scene\":\"" + scene + "\",\"phoneCode\":\"" + customer.phoneCode() + "\"," + CONSENTS + "}";
        return post("/wx/claims", token, body, CREATED).field("id");
    }

    /** The active card. */
    String activate(String token, String card) throws IOException {
        return post("/wx/cards/" + card + "/activation", token, "{\"profile\":{}}", OK)
                .body();
    }

    private Wire.Reply post(String path, String token, String body, int status) throws IOException {
        return wire.send(Wire.post(path, token, body)).require(path, status, status);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
