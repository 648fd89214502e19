package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.admin.CardDeskController.PersonLimits;
import io.kabao.card.CardStatus;
import io.kabao.desk.CardDeed;
import io.kabao.door.RepeatableRequests;
import io.kabao.group.CardGroup;
import io.kabao.group.CardGroups;
import io.kabao.group.GroupDesk;
import io.kabao.group.GroupOpening;
import io.kabao.group.GroupPeople;
import io.kabao.group.Person;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.UseHours;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Companies' cards and the people who spend from them. */
@RestController
class GroupController {

    private static final int STORES_MOST = 500;
    private static final int HOURS_MOST = 14;
    private static final int DAYS_OF_WEEK = 7;

    private final CardGroups groups;
    private final GroupOpening opening;
    private final GroupDesk desk;
    private final GroupPeople people;
    private final RepeatableRequests requests;

    GroupController(
            CardGroups groups, GroupOpening opening, GroupDesk desk, GroupPeople people, RepeatableRequests requests) {
        this.groups = groups;
        this.opening = opening;
        this.desk = desk;
        this.people = people;
        this.requests = requests;
    }

    /** Hours of certain days of the week, by the merchant's clock; {@code to} is the first minute no more. */
    record Hours(
            @NotNull @Size(min = 1, max = DAYS_OF_WEEK) List<UseHours.@NotNull Day> days,
            @NotNull @Pattern(regexp = UseHours.FROM) String from,
            @NotNull @Pattern(regexp = UseHours.TO) String to) {

        UseHours hours() {
            return new UseHours(days, from, to);
        }

        static List<UseHours> all(@Nullable List<Hours> hours) {
            return hours == null ? List.of() : hours.stream().map(Hours::hours).toList();
        }
    }

    /** A company's card; open, at all times and wherever the card is valid, unless it says otherwise. */
    record NewGroup(
            @NotNull @JsonId Long templateId,
            @NotNull @OneLine @Size(max = 60) String name,
            @Size(max = STORES_MOST) @Nullable List<@NotNull ThingId> storeIds,
            @Size(max = HOURS_MOST) @Nullable List<@NotNull @Valid Hours> hours,
            @Nullable Boolean open) {

        CardGroup.Draft draft() {
            return new CardGroup.Draft(name, ThingId.values(storeIds), Hours.all(hours), open == null || open);
        }
    }

    record GroupEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 60) Edit<String> name,
            @Size(max = STORES_MOST) Edit<List<@NotNull ThingId>> storeIds,
            @Size(max = HOURS_MOST) Edit<List<@NotNull @Valid Hours>> hours,
            Edit<Boolean> open) {

        CardGroup.Draft applyTo(CardGroup.Draft before) {
            return new CardGroup.Draft(
                    name.applyToRequired(before.name()),
                    storeIds.named() ? ThingId.values(storeIds.value()) : before.storeIds(),
                    hours.named() ? Hours.all(hours.value()) : before.hours(),
                    open.applyToRequired(before.open()));
        }
    }

    /**
     * A company's card as it stands.
     *
     * @param number of the main card, with which a counter takes money in
     * @param status of the main card
     * @param balanceFen principal and bonus together
     * @param people how many spend from it
     */
    record GroupView(
            @JsonId long id,
            @JsonId long templateId,
            String name,
            @JsonId long mainCardId,
            @JsonId long memberId,
            @Nullable String number,
            CardStatus status,
            List<ThingId> storeIds,
            List<UseHours> hours,
            boolean open,
            long balanceFen,
            long people,
            int version,
            Instant createdAt,
            Instant updatedAt) {

        static GroupView of(CardGroups.Standing standing) {
            var group = standing.group();
            return new GroupView(
                    group.id(),
                    group.templateId(),
                    group.name(),
                    group.mainCardId(),
                    group.memberId(),
                    standing.number(),
                    standing.status(),
                    standing.draft().storeIds().stream().map(ThingId::new).toList(),
                    standing.draft().hours(),
                    group.isOpen(),
                    standing.balanceFen(),
                    standing.people(),
                    group.version(),
                    group.createdAt(),
                    group.updatedAt());
        }
    }

    /** A member who is to spend from a company's card, and how much; null: no limit. */
    record NewPerson(
            @NotNull @JsonId Long memberId, @NotNull @Valid PersonLimits limits) {}

    @OperatorMay(Permission.GROUP_READ)
    @GetMapping("/admin/groups")
    Page<GroupView> list(
            Reach reach,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return groups.list(reach, PageRequest.of(limit, cursor)).map(GroupView::of);
    }

    /** Opens a company's card; the same again for the same key, where there is one. */
    @OperatorMay(Permission.GROUP_WRITE)
    @PostMapping("/admin/groups")
    @ResponseStatus(HttpStatus.CREATED)
    GroupView open(
            Actor actor,
            @RequestHeader(name = RepeatableRequests.KEY, required = false) @Nullable String key,
            HttpServletRequest request,
            @Valid @RequestBody NewGroup asked) {
        var repeatable = key == null ? null : requests.of(actor, key, request, asked);
        var id = opening.open(actor, asked.templateId(), asked.draft(), repeatable);
        return GroupView.of(groups.show(actor.reach(), id));
    }

    @OperatorMay(Permission.GROUP_READ)
    @GetMapping("/admin/groups/{id}")
    GroupView show(Reach reach, @PathVariable long id) {
        return GroupView.of(groups.show(reach, id));
    }

    @OperatorMay(Permission.GROUP_WRITE)
    @PatchMapping("/admin/groups/{id}")
    GroupView change(Actor actor, @PathVariable long id, @Valid @RequestBody GroupEdit edit) {
        desk.change(actor, id, edit.version(), edit::applyTo);
        return GroupView.of(groups.show(actor.reach(), id));
    }

    /** Ends a company's card on which nobody is left and nothing. */
    @OperatorMay(Permission.GROUP_WRITE)
    @DeleteMapping("/admin/groups/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        desk.delete(actor, id);
    }

    @OperatorMay(Permission.GROUP_READ)
    @GetMapping("/admin/groups/{id}/cards")
    Page<Person> people(
            Reach reach,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return people.list(reach, id, PageRequest.of(limit, cursor));
    }

    /** Lets a member spend from it, or changes their limits. */
    @OperatorMay(Permission.GROUP_WRITE)
    @PostMapping("/admin/groups/{id}/cards")
    @ResponseStatus(HttpStatus.CREATED)
    Person add(Actor actor, @PathVariable long id, @Valid @RequestBody NewPerson asked) {
        var limits =
                new CardDeed.Limits(asked.limits().perSpendFen(), asked.limits().perDayFen());
        return people.add(actor, id, asked.memberId(), limits);
    }
}
