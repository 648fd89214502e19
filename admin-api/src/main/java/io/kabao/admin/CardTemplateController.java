package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.TemplateDesk;
import io.kabao.card.TemplateDraft;
import io.kabao.card.TemplateDraft.NumberRule;
import io.kabao.card.TemplatePublishing;
import io.kabao.card.TemplateSettings.Document;
import io.kabao.card.TemplateSettings.Link;
import io.kabao.card.TemplateSettings.Perk;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.card.TemplateSettings.Validity;
import io.kabao.card.TemplateState;
import io.kabao.card.TemplateVersions;
import io.kabao.kernel.Actor;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The merchant's card templates: what a card looks like and how it is claimed. */
@RestController
class CardTemplateController {

    private final CardTemplates templates;
    private final TemplateVersions versions;
    private final TemplateDesk desk;
    private final TemplatePublishing publishing;

    CardTemplateController(
            CardTemplates templates, TemplateVersions versions, TemplateDesk desk, TemplatePublishing publishing) {
        this.templates = templates;
        this.versions = versions;
        this.desk = desk;
        this.publishing = publishing;
    }

    record NumberRuleForm(
            CardTemplate.@Nullable NumberKind kind,
            @Nullable String prefix,
            @Nullable Integer digits) {

        static NumberRuleForm of(NumberRule rule) {
            return new NumberRuleForm(rule.kind(), rule.prefix(), rule.digits());
        }

        NumberRule rule() {
            return new NumberRule(
                    or(kind, NumberRule.USUAL.kind()),
                    or(prefix, NumberRule.USUAL.prefix()),
                    or(digits, NumberRule.USUAL.digits()));
        }
    }

    record ProfileFieldForm(
            String key,
            String label,
            ProfileField.Type type,
            @Nullable Boolean required,
            ProfileField.@Nullable EditRight editRight,
            @Nullable List<String> options) {

        /** A null among them stays, for the rules to name. */
        static List<ProfileField> fields(@Nullable List<ProfileFieldForm> forms) {
            return forms == null
                    ? List.of()
                    : forms.stream()
                            .map(form -> form == null ? null : form.field())
                            .toList();
        }

        private ProfileField field() {
            return new ProfileField(
                    key,
                    label,
                    type,
                    or(required, false),
                    or(editRight, ProfileField.EditRight.EDITABLE),
                    or(options, List.of()));
        }
    }

    /** Everything but the two names may be left out. */
    record NewCardTemplate(
            CardTemplate.@Nullable Kind kind,
            @NotNull String name,
            @NotNull String title,
            @Nullable String color,
            @JsonId @Nullable Long backgroundId,
            @JsonId @Nullable Long logoId,
            @Nullable String notice,
            @Nullable String description,
            @Nullable String servicePhone,
            @Nullable String printHeadline,
            @Nullable String printHint,
            @Nullable Validity validity,
            @Nullable NumberRuleForm numberRule,
            @Nullable Boolean followRequired,
            @Nullable Boolean smsRequired,
            @Nullable Boolean autoBindOrCreate,
            @Nullable Long welcomeBonusFen,
            @Nullable Long welcomePoints,
            @Nullable Long profilePoints,
            @Nullable List<ProfileFieldForm> profileFields,
            @Nullable List<String> bindingFields,
            @Nullable List<Perk> perks,
            @Nullable List<Link> links,
            @Nullable List<ThingId> storeIds,
            @Nullable List<Document> documents) {

        TemplateDraft draft() {
            var usual = TemplateDraft.usual(name, title);
            return new TemplateDraft(
                    or(kind, usual.kind()),
                    name,
                    title,
                    or(color, usual.color()),
                    backgroundId,
                    logoId,
                    notice,
                    description,
                    servicePhone,
                    printHeadline,
                    printHint,
                    or(validity, usual.validity()),
                    numberRule == null ? usual.numberRule() : numberRule.rule(),
                    or(followRequired, usual.followRequired()),
                    or(smsRequired, usual.smsRequired()),
                    or(autoBindOrCreate, usual.autoBindOrCreate()),
                    or(welcomeBonusFen, usual.welcomeBonusFen()),
                    or(welcomePoints, usual.welcomePoints()),
                    or(profilePoints, usual.profilePoints()),
                    ProfileFieldForm.fields(profileFields),
                    or(bindingFields, usual.bindingFields()),
                    or(perks, usual.perks()),
                    or(links, usual.links()),
                    ThingId.values(storeIds),
                    or(documents, usual.documents()));
        }
    }

    /** Null clears a text and empties a list; what each template has can't be cleared. */
    record CardTemplateEdit(
            @NotNull @Positive Integer version,
            Edit<CardTemplate.Kind> kind,
            Edit<String> name,
            Edit<String> title,
            Edit<String> color,
            @JsonId Edit<Long> backgroundId,
            @JsonId Edit<Long> logoId,
            Edit<String> notice,
            Edit<String> description,
            Edit<String> servicePhone,
            Edit<String> printHeadline,
            Edit<String> printHint,
            Edit<Validity> validity,
            Edit<NumberRuleForm> numberRule,
            Edit<Boolean> followRequired,
            Edit<Boolean> smsRequired,
            Edit<Boolean> autoBindOrCreate,
            Edit<Long> welcomeBonusFen,
            Edit<Long> welcomePoints,
            Edit<Long> profilePoints,
            Edit<List<ProfileFieldForm>> profileFields,
            Edit<List<String>> bindingFields,
            Edit<List<Perk>> perks,
            Edit<List<Link>> links,
            Edit<List<ThingId>> storeIds,
            Edit<List<Document>> documents) {

        TemplateDraft applyTo(TemplateDraft before) {
            return new TemplateDraft(
                    kind.applyToRequired(before.kind()),
                    name.applyToRequired(before.name()),
                    title.applyToRequired(before.title()),
                    color.applyToRequired(before.color()),
                    backgroundId.applyTo(before.backgroundId()),
                    logoId.applyTo(before.logoId()),
                    notice.applyTo(before.notice()),
                    description.applyTo(before.description()),
                    servicePhone.applyTo(before.servicePhone()),
                    printHeadline.applyTo(before.printHeadline()),
                    printHint.applyTo(before.printHint()),
                    validity.applyToRequired(before.validity()),
                    numberRule
                            .applyToRequired(NumberRuleForm.of(before.numberRule()))
                            .rule(),
                    followRequired.applyToRequired(before.followRequired()),
                    smsRequired.applyToRequired(before.smsRequired()),
                    autoBindOrCreate.applyToRequired(before.autoBindOrCreate()),
                    welcomeBonusFen.applyToRequired(before.welcomeBonusFen()),
                    welcomePoints.applyToRequired(before.welcomePoints()),
                    profilePoints.applyToRequired(before.profilePoints()),
                    profileFields.named() ? ProfileFieldForm.fields(profileFields.value()) : before.profileFields(),
                    after(bindingFields, before.bindingFields()),
                    after(perks, before.perks()),
                    after(links, before.links()),
                    storeIds.named() ? ThingId.values(storeIds.value()) : before.storeIds(),
                    after(documents, before.documents()));
        }
    }

    /**
     * From when on the draft is in force; at once when left out or gone by.
     *
     * @param version of the template as it was looked at; left out, whatever is drafted by now is published
     */
    record Publication(
            @Nullable Instant publishAt, @Positive @Nullable Integer version) {}

    @OperatorMay(Permission.TEMPLATE_READ)
    @GetMapping("/admin/card-templates")
    Page<CardTemplateView> list(
            SignedInOperator operator,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return versions.templates(operator.merchantId(), PageRequest.of(limit, cursor))
                .map(this::view);
    }

    @OperatorMay(Permission.TEMPLATE_WRITE)
    @PostMapping("/admin/card-templates")
    @ResponseStatus(HttpStatus.CREATED)
    CardTemplateView add(Actor actor, @Valid @RequestBody NewCardTemplate template) {
        return view(desk.add(actor, template.draft()));
    }

    @OperatorMay(Permission.TEMPLATE_READ)
    @GetMapping("/admin/card-templates/{id}")
    CardTemplateView show(SignedInOperator operator, @PathVariable long id) {
        return view(versions.require(operator.merchantId(), id));
    }

    /** Kind and name change at once; all else waits as a draft until it is published. */
    @OperatorMay(Permission.TEMPLATE_WRITE)
    @PatchMapping("/admin/card-templates/{id}")
    CardTemplateView change(Actor actor, @PathVariable long id, @Valid @RequestBody CardTemplateEdit edit) {
        return view(desk.change(actor, id, edit.version(), edit::applyTo));
    }

    @OperatorMay(Permission.TEMPLATE_WRITE)
    @DeleteMapping("/admin/card-templates/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        desk.delete(actor, id);
    }

    /** Throws the draft away; what is in force and what is planned stay. */
    @OperatorMay(Permission.TEMPLATE_WRITE)
    @DeleteMapping("/admin/card-templates/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Actor actor, @PathVariable long id) {
        desk.discard(actor, id);
    }

    /** Puts the draft in force and lets customers claim the card; the answer's warnings say what should be mended. */
    @OperatorMay(Permission.TEMPLATE_PUBLISH)
    @PostMapping("/admin/card-templates/{id}/publication")
    CardTemplateView publish(Actor actor, @PathVariable long id, @Valid @RequestBody Publication publication) {
        var asked = new TemplatePublishing.Asked(publication.publishAt(), publication.version());
        return view(publishing.publish(actor, id, asked));
    }

    /** Gives up what is planned; where nothing is planned nobody can claim the card any more. */
    @OperatorMay(Permission.TEMPLATE_PUBLISH)
    @DeleteMapping("/admin/card-templates/{id}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(Actor actor, @PathVariable long id) {
        publishing.takeBack(actor, id);
    }

    /** Makes an earlier version's contents the draft, in place of whatever is drafted. */
    @OperatorMay(Permission.TEMPLATE_WRITE)
    @PostMapping("/admin/card-templates/{id}/versions/{number}/restoration")
    CardTemplateView restore(Actor actor, @PathVariable long id, @PathVariable int number) {
        return view(desk.restore(actor, id, number));
    }

    private CardTemplateView view(TemplateState state) {
        return CardTemplateView.of(state, templates);
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }

    /** A list after an edit; null empties it. */
    private static <T> List<T> after(Edit<List<T>> edit, List<T> before) {
        return or(edit.applyTo(before), List.of());
    }
}
