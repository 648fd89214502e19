package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An app that was removed comes back with other secrets: by as many people as other secrets take. */
class RemovedAppTest {

    private static final String SECRET = "f00dface".repeat(4);

    private final House house = House.shared();
    private final Office office = Office.open(house);
    private final Office.Colleague asker = office.owner();
    private final String appId = "wx" + Shop.unique(16);

    private static Map<String, Object> app(String appId, Map<String, Object> more) {
        var form = new HashMap<String, Object>(
                Map.of("kind", "MINI_PROGRAM", "appId", appId, "name", "小程序", "secret", SECRET));
        form.putAll(more);
        return form;
    }

    private Answer register(Map<String, Object> more) {
        return asker.api().post("/admin/wechat-apps", app(appId, more));
    }

    private void registeredAndRemoved() {
        var added = register(Map.of());
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var removed = asker.api().delete("/admin/wechat-apps/" + added.text("/id"));
        assertThat(removed.status()).as(removed.body()).isEqualTo(204);
    }

    private static String waits(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return "/admin/approvals/" + answer.text("/approvalId");
    }

    private static Answer approve(Office.Colleague by, String approval) {
        return by.api().post(approval + "/approval", Map.of());
    }

    private long apps() {
        return office.count("wechat_app", "app_id = '" + appId + "'");
    }

    @Test
    void whoever_removes_an_app_registers_it_again_once_somebody_else_agrees() {
        registeredAndRemoved();
        var other = office.secondOwner();
        var approval = waits(register(Map.of("reason", "重新接入")));
        assertThat(apps()).isZero();
        var shown = other.api().get(approval);
        assertThat(shown.text("/kind")).isEqualTo("WECHAT_SECRETS");
        assertThat(shown.text("/summary/appId")).isEqualTo(appId);
        assertThat(shown.text("/summary/secrets/0")).isEqualTo("secret");
        assertThat(shown.text("/reason")).isEqualTo("重新接入");
        assertThat(shown.body()).doesNotContain(SECRET);
        assertRefused(approve(asker, approval), 403, "SAME_PERSON");

        assertThat(approve(other, approval).status()).isEqualTo(200);
        assertThat(apps()).isOne();
        assertThat(office.count(
                        "audit",
                        "action = 'WECHAT_APP_CREATED' AND reason = '重新接入' AND actor_id = " + asker.id()
                                + " AND approver_id = " + other.id()))
                .isOne();
    }

    @Test
    void an_app_that_was_never_there_and_whoever_is_alone_wait_for_nobody() {
        registeredAndRemoved();
        assertThat(register(Map.of()).status()).as("the only one").isEqualTo(201);
        office.secondOwner();
        var fresh = asker.api().post("/admin/wechat-apps", app("wx" + Shop.unique(16), Map.of()));
        assertThat(fresh.status()).as(fresh.body()).isEqualTo(201);
    }

    @Test
    void it_counts_as_removed_however_often_it_came_back() {
        registeredAndRemoved();
        registeredAndRemoved();
        assertThat(office.count("removed_app", "app_id = '" + appId + "'")).isOne();
        office.secondOwner();
        waits(register(Map.of()));
    }

    @Test
    void nobody_is_asked_for_what_could_not_be_registered_and_one_app_comes_back_once() {
        registeredAndRemoved();
        var other = office.secondOwner();
        assertRefused(register(Map.of("kind", "OFFICIAL_ACCOUNT")), 422, "CALLBACK_KEYS_MISSING");
        assertThat(office.count("approval", "TRUE")).isZero();
        var first = waits(register(Map.of()));
        var second = waits(register(Map.of()));
        assertThat(approve(other, first).status()).isEqualTo(200);
        assertRefused(approve(other, second), 409, "APP_ID_TAKEN");
        assertRefused(register(Map.of()), 409, "APP_ID_TAKEN");
        assertThat(other.api().get(second).text("/status")).isEqualTo("WAITING");
        assertThat(apps()).isOne();
    }
}
