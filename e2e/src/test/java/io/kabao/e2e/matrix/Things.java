package io.kabao.e2e.matrix;

import io.kabao.access.BuiltInRole;
import io.kabao.access.OperatorDesk;
import io.kabao.access.OperatorDraft;
import io.kabao.access.Operators;
import io.kabao.access.Outcome;
import io.kabao.access.Permission;
import io.kabao.access.Role;
import io.kabao.access.Roles;
import io.kabao.access.Scope;
import io.kabao.card.ClaimChannel;
import io.kabao.card.MemberCard;
import io.kabao.card.TemplateDesk;
import io.kabao.card.TemplateDraft;
import io.kabao.card.TemplatePublishing;
import io.kabao.claim.ClaimCodes;
import io.kabao.claim.Enrolling;
import io.kabao.claim.Reattribution;
import io.kabao.desk.CardDeed;
import io.kabao.desk.CardDesk;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.Phone;
import io.kabao.kernel.inbox.Inbox;
import io.kabao.kernel.inbox.Push;
import io.kabao.kernel.outbox.Outbox;
import io.kabao.kernel.tenancy.Tenancy;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.points.EarnRule;
import io.kabao.points.Rulebook;
import io.kabao.topup.TopUpRule;
import io.kabao.topup.TopUpRules;
import io.kabao.wechat.AppKind;
import io.kabao.wechat.EnvVersion;
import io.kabao.wechat.WechatApp;
import io.kabao.wechat.WechatApps;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes what paths point at: past the doors, so that no session ends and no limit counts. What has a place stands in the
 * merchant's first organization or at its store.
 */
record Things(Merchant merchant) {

    /** What members are called: nobody else has these names, and no answer to an operator may hold one. */
    static final String NAME = "欧阳锦程";

    /** What they are called after a change. */
    static final String OTHER_NAME = "上官流云";

    private static final House HOUSE = House.shared();
    private static final Rows ROWS = Rows.of(HOUSE.sandbox());

    /** A thing for the id in the operation's path; any text for a path without an id. */
    String forPathOf(Operation operation) {
        return switch (operation.path().replaceAll("\\{.*", "")) {
            case "/admin/stores/" -> Long.toString(operation.writes() ? aStore() : place().store());
            case "/admin/organizations/" ->
                Long.toString(operation.writes() ? anOrganization() : place().organization());
            case "/admin/staff/" -> aPerson();
            case "/admin/wechat-apps/" -> aWechatApp();
            case "/admin/card-templates/" -> aTemplateFor(operation);
            case "/admin/claim-codes/" -> aClaimCode();
            case "/admin/members/" -> anEnrolled(NAME, true).member().id() + "";
            case "/admin/cards/" -> aCardFor(operation);
            case "/admin/groups/" -> new Firm(merchant).opened();
            case "/admin/spends/" -> till().anOrder();
            case "/admin/holds/" -> till().aHold();
            case "/admin/topup-rules/" -> aTopUpRule();
            case "/admin/points-rules/" -> aPointsRule();
            case "/admin/referral-rules/" -> new Friends(merchant).aDraft();
            case "/admin/levels/runs/" -> new Stairs(merchant).preview();
            case "/admin/topups/" -> till().aTopUp(anOldCard());
            case "/admin/operators/" ->
                Long.toString(anOperator(
                        "o-" + Merchant.fresh(),
                        BuiltInRole.CASHIER,
                        new Scope(Scope.Kind.STORES, Set.of(place().store()))));
            case "/admin/roles/" -> aRole();
            case "/admin/approvals/" -> anApproval();
            case "/platform/merchants/" -> Long.toString(merchant.id());
            case "/admin/materials/" -> operation.writes() ? prints().aBatchNoMore() : prints().aBatch();
            case "/images/" -> prints().aPicture();
            case "/wx/claim-codes/" -> regular().scene();
            case "/wx/cards/" -> aCardOfTheRegular(operation);
            case "/wx/callbacks/" -> regular().account();
            case "/admin/outbox/" -> anOutboxMessage();
            case "/admin/inbox/" -> anInboxMessage();
            case String path when !operation.path().contains("{") -> path;
            default -> throw new IllegalStateException("Nobody knows how to make a thing for " + operation);
        };
    }

    /** One of everything that has a place. */
    void furnish() {
        new Friends(merchant).elder();
        aPerson();
        aClaimCode();
        anApproval();
        anOldCard();
        till().anOrder();
        regular();
    }

    private Prints prints() {
        return new Prints(merchant);
    }

    private Till till() {
        return new Till(merchant);
    }

    private Place place() {
        return Place.of(merchant);
    }

    private Regular regular() {
        return Regular.of(merchant);
    }

    private Actor system() {
        return Actor.system(merchant.id());
    }

    private long aStore() {
        return Place.store(merchant.id(), place().organization());
    }

    private long anOrganization() {
        return Place.organization(merchant.id(), "片区", place().organization());
    }

    private String aPerson() {
        var draft = new Staff.Draft("小张", Phone.of(Regular.freshPhone()), null, null, place().store(), true, null);
        return Long.toString(
                HOUSE.adminBean(StaffMembers.class).add(system(), draft).id());
    }

    private String aWechatApp() {
        var draft = new WechatApp.Draft(
                AppKind.MINI_PROGRAM,
                "wx-" + Merchant.fresh(),
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
                HOUSE.adminBean(WechatApps.class).add(system(), draft, null).id());
    }

    private String aClaimCode() {
        var draft = new ClaimCodes.Draft(
                ClaimChannel.STORE, Long.parseLong(aCardTemplate()), place().store(), null, null, null);
        return Long.toString(
                HOUSE.adminBean(ClaimCodes.class).add(system(), draft).id());
    }

    /** A member with an old card of the store, as printed. */
    Enrolling.Enrolled anEnrolled(String name, boolean offline) {
        return anEnrolled(Regular.freshPhone(), name, offline);
    }

    private Enrolling.Enrolled anEnrolled(String phone, String name, boolean offline) {
        var form = new Enrolling.Form(
                Phone.of(phone),
                name,
                place().template(),
                "A-" + Merchant.fresh(),
                offline,
                place().store(),
                null,
                Map.of(),
                null);
        return Tenancy.as(merchant.id(), () -> HOUSE.adminBean(Enrolling.class).enrol(system(), form));
    }

    /** A card that is in use at the store. */
    String aCard() {
        return Long.toString(anEnrolled(NAME, false).card().id());
    }

    private String aCardFor(Operation operation) {
        var desk = HOUSE.adminBean(CardDesk.class);
        return switch (operation.path().replaceAll(".*/", "")) {
            case "binding" -> regular().freshClaimedCard(merchant);
            case "unfreeze" ->
                Long.toString(
                        desk.freeze(system(), Long.parseLong(aCard()), "挂失").id());
            case "unlink" ->
                Long.toString(desk.link(
                                system(),
                                Long.parseLong(aCard()),
                                Long.parseLong(aCard()),
                                new CardDeed.Limits(null, null))
                        .id());
            default -> aCard();
        };
    }

    private String aTopUpRule() {
        var draft = new TopUpRule.Draft("储 500 送 50", 50_000, 5_000, 0, null, null, null, null, null, true);
        return Long.toString(
                HOUSE.adminBean(TopUpRules.class).add(system(), draft).id());
    }

    private String aPointsRule() {
        var draft = new EarnRule.Draft(
                "一元一分",
                0,
                false,
                new EarnRule.Reward(1, 100, null),
                new EarnRule.Terms(Set.of(), null, Set.of(), Set.of()),
                null,
                null,
                true);
        return Long.toString(
                HOUSE.adminBean(Rulebook.class).add(system(), draft).id());
    }

    /** The number of an old card of the store. */
    String anOldCard() {
        return Objects.requireNonNull(anEnrolled(NAME, true).card().number());
    }

    /** The number of an old card of the store that was written down with this phone. */
    String anOldCardOf(String phone) {
        return Objects.requireNonNull(anEnrolled(phone, NAME, true).card().number());
    }

    private String aCardOfTheRegular(Operation operation) {
        return switch (operation.path().replaceAll(".*/", "")) {
            case "activation", "binding" -> regular().freshClaimedCard(merchant);
            case "freeze" -> regular().freshActiveCard(merchant);
            default -> regular().activeCard();
        };
    }

    /** A template that nobody can claim yet. */
    String aCardTemplate() {
        return Long.toString(HOUSE.adminBean(TemplateDesk.class)
                .add(system(), TemplateDraft.usual("会员卡", "会员卡"))
                .id());
    }

    private String aTemplateFor(Operation operation) {
        return switch (operation.path().replaceAll(".*/", "")) {
            case "restoration" -> aPublishedTemplate();
            case "publication" -> operation.method().equals("DELETE") ? aPublishedTemplate() : aCardTemplate();
            case "draft" -> aTemplateInTwoVersions();
            default -> aCardTemplate();
        };
    }

    private String aPublishedTemplate() {
        var id = aCardTemplate();
        HOUSE.adminBean(TemplatePublishing.class)
                .publish(system(), Long.parseLong(id), TemplatePublishing.Asked.AT_ONCE);
        return id;
    }

    private String aTemplateInTwoVersions() {
        var id = aPublishedTemplate();
        HOUSE.adminBean(TemplateDesk.class).restore(system(), Long.parseLong(id), 1);
        return id;
    }

    /** Somebody who can sign in with the merchant's password; their id. */
    long anOperator(String account, BuiltInRole role, Scope scope) {
        var draft = new OperatorDraft("小周", Set.of(role.id()), scope, null, true);
        var asked = new OperatorDesk.NewOperator(account, merchant.password(), draft, null);
        return switch (HOUSE.adminBean(OperatorDesk.class).add(system(), asked).outcome()) {
            case Outcome.Done<Operators.Profile> done -> done.value().id();
            case Outcome.Waits<Operators.Profile> waits -> throw new IllegalStateException(waits.toString());
        };
    }

    private String aRole() {
        var draft = new Role.Draft("角色-" + Merchant.fresh(), Set.of(Permission.STORE_READ));
        return Long.toString(
                HOUSE.adminBean(Roles.class).add(system(), draft, null).id());
    }

    /** Something at the store that waits, asked for by a manager who does nothing else. */
    private String anApproval() {
        var askerId = Long.parseLong(ROWS.column("SELECT id FROM operator WHERE account = '" + asker() + "'")
                .getFirst());
        var asker = new Actor(ActorRealm.OPERATOR, merchant.id(), askerId, null);
        var asked = new Reattribution.Asked(Long.parseLong(aCard()), place().store(), null, "换门店");
        return switch (HOUSE.adminBean(Reattribution.class).change(asker, asked)) {
            case Outcome.Done<MemberCard> done -> throw new IllegalStateException(done.toString());
            case Outcome.Waits<MemberCard> waits ->
                Long.toString(waits.approval().id());
        };
    }

    private String asker() {
        var account = "asker-" + merchant.id();
        if (ROWS.column("SELECT id FROM operator WHERE account = '" + account + "'")
                .isEmpty()) {
            anOperator(account, BuiltInRole.MANAGER, new Scope(Scope.Kind.STORES, Set.of(place().store())));
        }
        return account;
    }

    private String anOutboxMessage() {
        var outbox = HOUSE.adminBean(Outbox.class);
        HOUSE.adminBean(TransactionTemplate.class)
                .executeWithoutResult(
                        _ -> outbox.put(merchant.id(), List.of(new Outbox.Draft("nobody-sends-this", "{}"))));
        return newestOf("outbox");
    }

    private String anInboxMessage() {
        HOUSE.adminBean(Inbox.class)
                .receive(new Push(
                        merchant.id(), "nobody-takes-this", UUID.randomUUID().toString(), "{}"));
        var made = newestOf("inbox");
        ROWS.change("UPDATE inbox SET status = 'GIVEN_UP', finished_at = received_at WHERE id = " + made);
        return made;
    }

    private String newestOf(String table) {
        return ROWS.column("SELECT MAX(id) FROM " + table + " WHERE merchant_id = " + merchant.id())
                .getFirst();
    }
}
