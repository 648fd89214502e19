package io.kabao.e2e.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a merchant sets up before anybody can claim: an official account and a mini-program of one Open Platform account, a
 * store, a published card with a privacy policy, and the store's code.
 */
record Shopfront(long merchantId, long templateId, long storeId, long organizationId, long codeId, String scene) {
    static final String ACCOUNT = "wxbenchaccount01";
    static final String MINI_PROGRAM = "wxbenchprogram01";
    static final String ORIGINAL_ID = "gh_benchaccount";
    static final String CALLBACK_TOKEN = "callbackToken";
    static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    static final String DOCUMENT = "PRIVACY";
    static final String DOCUMENT_VERSION = "1";

    private static final String SECRET = "f00dface".repeat(4);
    private static final String PLATFORM = "open-bench";
    private static final String PAGE = "pages/claim";
    private static final int ANY_NUMBER = 1_000_000;

    /** Sets it all up through the doors, as a merchant does. */
    static Shopfront open(House house) throws IOException, SQLException {
        house.postOutside("/sandbox/apps", knownOutside("MINI_PROGRAM", MINI_PROGRAM));
        house.postOutside("/sandbox/apps", knownOutside("OFFICIAL_ACCOUNT", ACCOUNT));
        house.trustOwner();
        house.post(
                "/admin/wechat-apps",
                Map.of(
                        "kind", "MINI_PROGRAM",
                        "appId", MINI_PROGRAM,
                        "name", "小程序",
                        "secret", SECRET,
                        "openPlatformId", PLATFORM,
                        "pagePath", PAGE));
        house.post(
                "/admin/wechat-apps",
                Map.of(
                        "kind", "OFFICIAL_ACCOUNT",
                        "appId", ACCOUNT,
                        "name", "公众号",
                        "secret", SECRET,
                        "originalId", ORIGINAL_ID,
                        "openPlatformId", PLATFORM,
                        "token", CALLBACK_TOKEN,
                        "aesKey", AES_KEY,
                        "safeMode", true));
        JsonNode store = house.post("/admin/stores", Map.of("name", "长乐路店", "open", true));
        long template = id(house.post("/admin/card-templates", template()));
        house.post("/admin/card-templates/" + template + "/publication", Map.of());
        JsonNode code = house.post(
                "/admin/claim-codes",
                Map.of("channel", "STORE", "templateId", Long.toString(template), "storeId", Long.toString(id(store))));
        return new Shopfront(
                house.number("SELECT merchant_id FROM store WHERE id = " + id(store), 1),
                template,
                id(store),
                house.number("SELECT organization_id FROM store WHERE id = " + id(store), 1),
                id(code),
                code.required("scene").asString());
    }

    private static Map<String, Object> template() {
        return Map.of(
                "name",
                "会员卡",
                "title",
                "会员卡",
                "followRequired",
                false,
                "documents",
                List.of(Map.of(
                        "kind",
                        DOCUMENT,
                        "version",
                        DOCUMENT_VERSION,
                        "title",
                        "隐私政策",
                        "url",
                        "https://www.example.com/privacy")));
    }

    private static Map<String, Object> knownOutside(String kind, String appId) {
        return Map.of(
                "appId", appId,
                "kind", kind,
                "secret", SECRET,
                "openPlatformId", PLATFORM,
                "pages", List.of(PAGE),
                "tokenFetches", ANY_NUMBER,
                "codesPerMinute", ANY_NUMBER);
    }

    private static long id(JsonNode thing) {
        return Long.parseLong(thing.required("id").asString());
    }
}
