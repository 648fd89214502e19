package io.kabao.e2e.matrix;

import io.kabao.card.CardTemplate;
import io.kabao.card.TemplateDesk;
import io.kabao.card.TemplateDraft;
import io.kabao.card.TemplatePublishing;
import io.kabao.e2e.House;
import io.kabao.group.CardGroup;
import io.kabao.group.GroupOpening;
import io.kabao.kernel.Actor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Companies whose cards a merchant opens. */
record Firm(Merchant merchant) {

    private static final House HOUSE = House.shared();
    private static final Map<Long, String> TEMPLATES = new ConcurrentHashMap<>();

    /** A template in force for companies' cards. */
    String template() {
        return TEMPLATES.computeIfAbsent(merchant.id(), _ -> {
            var usual = TemplateDraft.usual("团体卡", "团体卡");
            var draft = new TemplateDraft(
                    CardTemplate.Kind.GROUP,
                    usual.name(),
                    usual.title(),
                    usual.color(),
                    usual.backgroundId(),
                    usual.logoId(),
                    usual.notice(),
                    usual.description(),
                    usual.servicePhone(),
                    usual.printHeadline(),
                    usual.printHint(),
                    usual.validity(),
                    usual.numberRule(),
                    usual.followRequired(),
                    usual.smsRequired(),
                    usual.autoBindOrCreate(),
                    usual.welcomeBonusFen(),
                    usual.welcomePoints(),
                    usual.profilePoints(),
                    usual.profileFields(),
                    usual.bindingFields(),
                    usual.perks(),
                    usual.links(),
                    usual.storeIds(),
                    usual.documents());
            var system = Actor.system(merchant.id());
            var id = HOUSE.adminBean(TemplateDesk.class).add(system, draft).id();
            HOUSE.adminBean(TemplatePublishing.class).publish(system, id, TemplatePublishing.Asked.AT_ONCE);
            return Long.toString(id);
        });
    }

    /** A company's card with nobody and nothing on it. */
    String opened() {
        var draft = new CardGroup.Draft("大发公司", List.of(), List.of(), true);
        return Long.toString(HOUSE.adminBean(GroupOpening.class)
                .open(Actor.system(merchant.id()), Long.parseLong(template()), draft, null));
    }
}
