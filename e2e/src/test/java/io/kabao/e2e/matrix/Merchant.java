package io.kabao.e2e.matrix;

import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.card.TemplateDraft;
import io.kabao.claim.ClaimCodes;
import io.kabao.claim.Enrolling;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.kernel.Actor;
import io.kabao.kernel.Phone;
import io.kabao.kernel.inbox.Inbox;
import io.kabao.kernel.inbox.Push;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.tenancy.Tenancy;
import io.kabao.organization.Organization;
import io.kabao.organization.Organizations;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.EnvVersion;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** A merchant made for one test, with an owner who can sign in and things to point at. */
record Merchant(long id, String account) {

    private static final House HOUSE = House.shared();
    private static final Rows ROWS = Rows.of(HOUSE.sandbox());

    static Merchant open() {
        var account = "m-" + UUID.randomUUID().toString().substring(0, 18);
        return new Merchant(HOUSE.openMerchant(account), account);
    }

    String password() {
        return Settings.OWNER_PASSWORD;
    }

    /** The token of a fresh session of the owner. */
    String signIn() {
        return HOUSE.admin().signIn(account, password()).text("/token");
    }

    /** The token of a session of a member. */
    String memberToken() {
        return Regular.of(this).token();
    }

    /** The token of whoever may use a door, fresh for an operator. */
    String tokenFor(Operation operation) {
        return operation.door().equals("wx") ? memberToken() : signIn();
    }

    /** A new thing of this merchant for the id in the operation's path; any text for a path without an id. */
    String thingFor(Operation operation) {
        return switch (operation.path().replaceAll("\\{.*", "")) {
            case "/admin/stores/" -> aStore();
            case "/admin/organizations/" -> anOrganization();
            case "/admin/staff/" -> aPerson();
            case "/admin/wechat-apps/" -> aWechatApp();
            case "/admin/card-templates/" -> aCardTemplate();
            case "/admin/claim-codes/" -> aClaimCode();
            case "/admin/members/" -> aMember();
            case "/wx/claim-codes/" -> Regular.of(this).scene();
            case "/wx/cards/" -> aCardOfTheRegular(operation);
            case "/wx/callbacks/" -> Regular.of(this).account();
            case "/admin/outbox/" -> anOutboxMessage();
            case "/admin/inbox/" -> anInboxMessage();
            case String path when !operation.path().contains("{") -> path;
            default -> throw new IllegalStateException("Nobody knows how to make a thing for " + operation);
        };
    }

    private String aStore() {
        var draft = new Store.Draft("店", null, null, null, true);
        // By the bean: one more sign-in would end the session that the test holds.
        var store = Tenancy.as(id, () -> HOUSE.adminBean(Stores.class).add(Actor.system(id), draft));
        return Long.toString(store.id());
    }

    private String anOrganization() {
        var draft = new Organization.Draft("华北大区", null);
        return Long.toString(HOUSE.adminBean(Organizations.class)
                .add(Actor.system(id), draft)
                .id());
    }

    private String aPerson() {
        var draft = new Staff.Draft("小张", Phone.of("13900005678"), null, null, null, true);
        return Long.toString(
                HOUSE.adminBean(StaffMembers.class).add(Actor.system(id), draft).id());
    }

    private String aWechatApp() {
        var appId = "wx-" + UUID.randomUUID().toString().substring(0, 18);
        var draft = new WechatApp.Draft(
                AppKind.MINI_PROGRAM,
                appId,
                null,
                "小程序",
                "not-a-real-one",
                null,
                null,
                null,
                null,
                EnvVersion.RELEASE,
                true);
        return Long.toString(
                HOUSE.adminBean(WechatApps.class).add(Actor.system(id), draft).id());
    }

    private String aClaimCode() {
        var draft = new ClaimCodes.Draft(
                ClaimChannel.STORE, Long.parseLong(aCardTemplate()), Long.valueOf(aStore()), null, null, null);
        return Long.toString(
                HOUSE.adminBean(ClaimCodes.class).add(Actor.system(id), draft).id());
    }

    private String aMember() {
        var template = Regular.publishedTemplate(id);
        var form = new Enrolling.Form(
                Phone.of(Regular.freshPhone()),
                "王小明",
                template.id(),
                "OLD-" + UUID.randomUUID().toString().substring(0, 8),
                true,
                null,
                null,
                Map.of(),
                null);
        var enrolled = Tenancy.as(id, () -> HOUSE.adminBean(Enrolling.class).enrol(Actor.system(id), form));
        return Long.toString(enrolled.member().id());
    }

    private String aCardOfTheRegular(Operation operation) {
        var regular = Regular.of(this);
        return operation.path().endsWith("}") ? regular.activeCard() : regular.claimedCard();
    }

    /** A template in force. */
    String aPublishedTemplate() {
        return Long.toString(Regular.publishedTemplate(id).id());
    }

    /** A template that nobody can claim yet. */
    String aCardTemplate() {
        var draft = TemplateDraft.usual("会员卡", "会员卡");
        return Long.toString(HOUSE.adminBean(CardTemplates.class)
                .add(Actor.system(id), draft)
                .id());
    }

    private String anOutboxMessage() {
        var outbox = HOUSE.adminBean(Outbox.class);
        HOUSE.adminBean(TransactionTemplate.class)
                .executeWithoutResult(_ -> outbox.put(id, List.of(new Outbox.Draft("nobody-sends-this", "{}"))));
        return newestOf("outbox");
    }

    private String anInboxMessage() {
        HOUSE.adminBean(Inbox.class)
                .receive(new Push(id, "nobody-takes-this", UUID.randomUUID().toString(), "{}"));
        var made = newestOf("inbox");
        ROWS.change("UPDATE inbox SET status = 'GIVEN_UP', finished_at = received_at WHERE id = " + made);
        return made;
    }

    private String newestOf(String table) {
        return ROWS.column("SELECT MAX(id) FROM " + table + " WHERE merchant_id = " + id)
                .getFirst();
    }
}
