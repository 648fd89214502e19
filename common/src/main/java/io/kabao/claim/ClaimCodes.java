package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardError;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.Secrets;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.Organizations;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The codes that a merchant's customers scan. */
@Service
public class ClaimCodes {

    /** Characters of a scene: 131 bits by chance, and short enough for a mini-program's code. */
    public static final int SCENE_LENGTH = 22;

    /** How often a list looks among the next people of a reach: far more than a merchant has. */
    private static final int PEOPLE_BLOCKS_MOST = 100;

    private static final String THING = "CLAIM_CODE";
    private static final Pattern SCENE = Pattern.compile("[0-9A-Za-z]{" + SCENE_LENGTH + "}");

    private final ClaimCodeMapper mapper;
    private final CardTemplates templates;
    private final Organizations organizations;
    private final Stores stores;
    private final StaffMembers staff;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    ClaimCodes(
            ClaimCodeMapper mapper,
            CardTemplates templates,
            Organizations organizations,
            Stores stores,
            StaffMembers staff,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.mapper = mapper;
        this.templates = templates;
        this.organizations = organizations;
        this.stores = stores;
        this.staff = staff;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a merchant writes about a code.
     *
     * @param storeId for {@link ClaimChannel#STORE} and no other
     * @param staffId for {@link ClaimChannel#STAFF} and no other
     */
    public record Draft(
            ClaimChannel channel,
            long templateId,
            @Nullable Long storeId,
            @Nullable Long staffId,
            @Nullable String name,
            @Nullable Instant expiresAt) {}

    /**
     * Makes a code. Errors: {@link ClaimError#CHANNEL_NOT_MADE}, {@link ClaimError#CODE_NEEDS_STORE},
     * {@link ClaimError#CODE_NEEDS_STAFF}, {@link ClaimError#STAFF_GONE}, {@link ClaimError#STORE_NOT_OPEN} and
     * {@link ClaimError#STORE_NOT_OFFERED} of the store or the person's, {@link ClaimError#EXPIRY_PAST},
     * {@link CardError#GROUP_NOT_CLAIMED}, and of what it names, that there is none.
     */
    @Transactional
    public ClaimCode add(Actor actor, Draft draft) {
        hold(actor.merchantId(), draft.templateId());
        requireFuture(draft.expiresAt());
        requireSound(actor.reach(), draft);
        var code = fresh(actor, draft, null);
        mapper.insert(List.of(code));
        audit.record(actor, Change.created(THING, code.id(), code));
        return code;
    }

    /**
     * Points a code to something else; channel and scene stay. Errors: as {@link #add},
     * {@link ClaimError#CLAIM_CODE_REVOKED}, and a stale version.
     */
    @Transactional
    public ClaimCode repoint(Actor actor, long id, int version, UnaryOperator<Draft> edit) {
        var was = require(actor.reach(), id);
        if (was.version() != version) {
            throw stale(was);
        }
        if (was.status() == ClaimCode.Status.REVOKED) {
            throw new BusinessError(ClaimError.CLAIM_CODE_REVOKED);
        }
        var draft = edit.apply(
                new Draft(was.channel(), was.templateId(), was.storeId(), was.staffId(), was.name(), was.expiresAt()));
        hold(actor.merchantId(), draft.templateId());
        if (!Objects.equals(draft.expiresAt(), was.expiresAt())) {
            requireFuture(draft.expiresAt());
        }
        requireSound(actor.reach(), draft);
        return replace(actor, was, was.with(draft, clock.instant(), actor.id()));
    }

    /** Takes a code back for ever; once more changes nothing. Errors: {@link ClaimError#CLAIM_CODE_NOT_FOUND}. */
    @Transactional
    public ClaimCode revoke(Actor actor, long id) {
        var was = require(actor.reach(), id);
        return was.status() == ClaimCode.Status.REVOKED
                ? was
                : replace(actor, was, was.revoked(clock.instant(), actor.id()));
    }

    /** One code. Errors: {@link ClaimError#CLAIM_CODE_NOT_FOUND}. */
    public ClaimCode require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(ClaimError.CLAIM_CODE_NOT_FOUND));
    }

    /** One code within a reach. Errors: {@link ClaimError#CLAIM_CODE_NOT_FOUND}. */
    public ClaimCode require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(found -> isWithin(reach, found.storeId(), found.staffId()))
                .orElseThrow(() -> new BusinessError(ClaimError.CLAIM_CODE_NOT_FOUND));
    }

    /** A code has the place of its store or of its person; one that has neither is the whole merchant's. */
    private boolean isWithin(Reach reach, @Nullable Long storeId, @Nullable Long staffId) {
        return reach.everything()
                || reach.hasStore(storeId)
                || (staffId != null
                        && staff.find(reach.merchantId(), staffId)
                                .filter(person -> reach.covers(person.organizationId(), person.storeId(), person.id()))
                                .isPresent());
    }

    /** What can be done with a code now. */
    public ClaimCode.Status statusOf(ClaimCode code) {
        return code.statusAt(clock.instant());
    }

    /** The codes within a reach that the filter lets through, newest first; members' invitations are not among them. */
    public Page<ClaimCode> list(Reach reach, CodeFilter filter, PageRequest request) {
        var now = clock.instant();
        var people = reach.everything() ? List.<Long>of() : staff.idsWithin(reach, Long.MAX_VALUE);
        var found = new ArrayList<>(
                listed(new ClaimCodeMapper.Within(reach, reach.storeIds(), people, now), filter, request));
        for (var block = 1; block < PEOPLE_BLOCKS_MOST && people.size() == StaffMembers.WITHIN_MOST; block++) {
            people = staff.idsWithin(reach, people.getLast());
            found.addAll(listed(new ClaimCodeMapper.Within(reach, Set.of(), people, now), filter, request));
        }
        found.sort(Comparator.comparingLong(ClaimCode::id).reversed());
        return Page.of(found.subList(0, Math.min(found.size(), request.rowsToRead())), request, ClaimCode::id);
    }

    private List<ClaimCode> listed(ClaimCodeMapper.Within within, CodeFilter filter, PageRequest request) {
        return mapper.list(within, filter, request.beforeId(), request.rowsToRead());
    }

    /** The code of a scene, whatever became of it. */
    public Optional<ClaimCode> ofScene(String scene) {
        return SCENE.matcher(scene).matches() ? mapper.findByScene(scene) : Optional.empty();
    }

    /** The newest open code of a channel without store, staff and end; whoever asks first makes it. */
    @Transactional
    public ClaimCode plain(long merchantId, ClaimChannel channel, long templateId) {
        return mapper.findPlain(merchantId, channel, templateId)
                .orElseGet(() -> add(Actor.system(merchantId), new Draft(channel, templateId, null, null, null, null)));
    }

    /** A member's own invitation to a template, once they have asked for it. */
    public Optional<ClaimCode> invitation(long merchantId, long memberId, long templateId) {
        return mapper.findInvitation(merchantId, memberId, templateId);
    }

    /**
     * Makes a member's own invitation to a template. The member must be held, so that there is one. Errors:
     * {@link CardError#GROUP_NOT_CLAIMED}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ClaimCode invite(Actor member, long templateId) {
        templates.require(member.merchantId(), templateId).requireClaimed();
        var code = fresh(
                Actor.system(member.merchantId()),
                new Draft(ClaimChannel.REFERRAL, templateId, null, null, null, null),
                member.requireId());
        mapper.insert(List.of(code));
        audit.record(member, Change.created(THING, code.id(), code));
        return code;
    }

    ClaimCode fresh(Actor actor, Draft draft, @Nullable Long referrerId) {
        var now = clock.instant();
        return new ClaimCode(
                ids.next(),
                actor.merchantId(),
                Secrets.base62(SCENE_LENGTH),
                draft.channel(),
                draft.templateId(),
                draft.storeId(),
                draft.staffId(),
                referrerId,
                draft.name(),
                ClaimCode.Status.OPEN,
                draft.expiresAt(),
                0,
                1,
                now,
                now,
                actor.id());
    }

    /**
     * Holds what a code is about to hang on until the transaction ends: the tree with its stores, then the template, always
     * in this order. Whoever fills the same gaps at the same time waits here. Errors: that there is no such template.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(long merchantId, long templateId) {
        organizations.hold(merchantId);
        templates.hold(merchantId, templateId);
    }

    private void requireFuture(@Nullable Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw new BusinessError(ClaimError.EXPIRY_PAST).with("field", "expiresAt");
        }
    }

    /** What it names lies within the reach, or is as if there were none; what has no place is the whole merchant's. */
    private void requireSound(Reach reach, Draft draft) {
        if (!draft.channel().isMadeByMerchant()) {
            throw new BusinessError(ClaimError.CHANNEL_NOT_MADE);
        }
        if ((draft.storeId() != null) != (draft.channel() == ClaimChannel.STORE)) {
            throw new BusinessError(ClaimError.CODE_NEEDS_STORE);
        }
        if ((draft.staffId() != null) != (draft.channel() == ClaimChannel.STAFF)) {
            throw new BusinessError(ClaimError.CODE_NEEDS_STAFF);
        }
        if (draft.storeId() == null && draft.staffId() == null && !reach.everything()) {
            throw new BusinessError(KernelError.FORBIDDEN);
        }
        var template = templates.require(reach.merchantId(), draft.templateId());
        template.requireClaimed();
        if (draft.storeId() != null) {
            requireOffered(template, stores.require(reach, draft.storeId()), "storeId");
        }
        if (draft.staffId() != null) {
            var person = staff.require(reach, draft.staffId());
            if (!person.active()) {
                throw new BusinessError(ClaimError.STAFF_GONE).with("field", "staffId");
            }
            if (person.storeId() != null) {
                // Cards count to that store, and none can be claimed for one that is closed.
                requireOffered(template, stores.require(reach.merchantId(), person.storeId()), "staffId");
            }
        }
    }

    private void requireOffered(CardTemplate template, Store store, String field) {
        if (!store.open()) {
            throw new BusinessError(ClaimError.STORE_NOT_OPEN).with("field", field);
        }
        if (!templates.settingsOf(template).isValidAt(store.id())) {
            throw new BusinessError(ClaimError.STORE_NOT_OFFERED).with("field", field);
        }
    }

    ClaimCode replace(Actor actor, ClaimCode was, ClaimCode isNow) {
        if (mapper.replace(isNow) == 0) {
            throw stale(require(actor.merchantId(), was.id()));
        }
        audit.record(actor, Change.changed(THING, was.id(), was, isNow));
        return isNow;
    }

    private static StaleVersion stale(ClaimCode isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
