package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.access.Device;
import io.kabao.e2e.claim.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All that it takes until somebody wears a badge and customers claim from it, by calls at the doors alone. */
class FirstBadgeTest {

    private static final String SECRET = "f00dface".repeat(4);

    private final House house = House.shared();
    private final Api wx = house.wx();
    private final Api outside = Api.at(house.sandbox().http().port());
    private final String miniProgram = "wxbadge" + Shop.unique(11);

    @Test
    void from_nothing_to_a_badge_whose_claims_count_for_whom_it_stands_for() {
        var owner = ownerOfANewMerchant();
        registerMiniProgram(owner);
        var store = idOf(owner.post("/admin/stores", Map.of("name", "人民路店")));
        var photo = idOf(owner.upload(
                "/admin/images",
                "multipart/form-data; boundary=b",
                PictureFiles.asPart("b", PictureFiles.jpeg(300, 400))));
        var first = idOf(owner.post(
                "/admin/staff", Map.of("name", "王芳", "storeId", store, "employeeNumber", "A1", "photoId", photo)));
        var second = idOf(owner.post("/admin/staff", Map.of("name", "李雷")));
        var template = idOf(
                owner.post("/admin/card-templates", Map.of("name", "会员卡", "title", "会员卡", "followRequired", false)));
        ok(owner.post("/admin/card-templates/" + template + "/publication", Map.of()));

        var order = Order.by(owner, "STAFF", template, Map.of("style", "BADGE", "ids", List.of(first)));
        order.awaitStatus("DONE");
        var files = order.files();
        assertThat(files.keySet()).containsExactly("人民路店/人民路店-王芳.png");
        var badge = PictureFiles.read(List.copyOf(files.values()).getFirst());
        var link = CodeReaders.zxing(badge);
        assertThat(CodeReaders.boof(badge)).containsExactly(link);
        var scene = link.substring(link.lastIndexOf('/') + 1);

        var before = claimed(scene, "13900000001");
        assertThat(before.text("/issuingStaffId")).isEqualTo(first);
        assertThat(before.text("/issuingStoreId")).isEqualTo(store);
        assertThat(before.text("/channel")).isEqualTo("STAFF");

        var code = owner.get("/admin/claim-codes?staffId=" + first).json().at("/items/0");
        assertThat(code.get("link").asString()).isEqualTo(link);
        ok(owner.patch(
                "/admin/claim-codes/" + code.get("id").asString(),
                Map.of("version", code.get("version").asInt(), "staffId", second)));
        var after = claimed(scene, "13900000002");
        assertThat(after.text("/issuingStaffId")).isEqualTo(second);
        assertThat(after.json().get("issuingStoreId").isNull()).isTrue();
        assertThat(issuersOfCards(owner)).isEqualTo(Map.of(before.text("/id"), first, after.text("/id"), second));
    }

    /** Opened by the platform, signed in with the password that is shown once, and with a second factor. */
    private Api ownerOfANewMerchant() {
        var door = house.admin();
        var signedIn = ok(door.post(
                "/platform/sessions", Map.of("account", Settings.PLATFORM, "password", Settings.PLATFORM_PASSWORD)));
        var account = "b-" + Shop.unique(16);
        var opened = made(door.as(signedIn.text("/token"))
                .post("/platform/merchants", Map.of("name", "新商户", "ownerAccount", account)));
        var owner = door.signedIn(account, opened.text("/initialPassword"));
        var device = Device.of(ok(owner.post("/admin/me/totp", Map.of())).text("/secret"));
        var now = house.clock().instant();
        ok(owner.post("/admin/me/totp/confirmation", Map.of("otp", device.at(now))));
        ok(owner.post("/admin/sessions/step-up", Map.of("otp", device.at(now, 1))));
        return owner;
    }

    private void registerMiniProgram(Api owner) {
        made(outside.post(
                "/sandbox/apps",
                Map.of(
                        "appId",
                        miniProgram,
                        "secret",
                        SECRET,
                        "kind",
                        "MINI_PROGRAM",
                        "tokenFetches",
                        20,
                        "pages",
                        List.of("pages/claim"))));
        made(owner.post(
                "/admin/wechat-apps",
                Map.of(
                        "kind", "MINI_PROGRAM",
                        "appId", miniProgram,
                        "name", "小程序",
                        "secret", SECRET,
                        "pagePath", "pages/claim")));
    }

    /** Somebody new claims in the mini-program; the card. */
    private Answer claimed(String scene, String phone) {
        var person = idOf(outside.post("/sandbox/people", Map.of("phone", phone)));
        var session = ok(wx.post("/wx/sessions", Map.of("appId", miniProgram, "code", codeOf(person, "login-codes"))));
        var phoneCode = codeOf(person, "phone-codes");
        return made(wx.as(session.text("/token"))
                .post("/wx/claims", Map.of("scene", scene, "phoneCode", phoneCode, "consents", List.of())));
    }

    private String codeOf(String person, String kind) {
        var code = outside.post("/sandbox/people/" + person + "/" + kind, Map.of("appId", miniProgram));
        assertThat(code.status()).as(code.body()).isBetween(200, 201);
        return code.text("/code");
    }

    /** Who issued each of the merchant's cards. */
    private static Map<String, String> issuersOfCards(Api owner) {
        return ok(owner.get("/admin/members"))
                .json()
                .get("items")
                .valueStream()
                .flatMap(member -> member.get("cards").valueStream())
                .collect(Collectors.toMap(
                        card -> card.get("id").asString(),
                        card -> card.get("issuingStaffId").asString()));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String idOf(Answer made) {
        return made(made).text("/id");
    }
}
