package io.kabao.access;

import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.kernel.work.Sweep;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Four eyes: an action that needs a second person waits with what it will do, who asked and why; somebody else who may agree
 * to it does, and it runs once. Nothing ever waits for nobody: whoever is the only person who could agree acts alone, and the
 * audit shows no second person then.
 */
@Service
public class Approvals {

    /** So long somebody may decide. */
    public static final Duration OPEN_FOR = Duration.ofDays(7);

    private static final String THING = "APPROVAL";
    private static final int OF_PAGE = 200;
    private static final int PAGES_MOST = 1_000;
    private static final FieldName PAYLOAD = new FieldName("approval.payload");

    private final ApprovalMapper mapper;
    private final Approvers approvers;
    private final ObjectProvider<ApprovableAction> actions;
    private final FieldCipher cipher;
    private final JsonMapper json;
    private final Recording recording;

    Approvals(
            ApprovalMapper mapper,
            Approvers approvers,
            ObjectProvider<ApprovableAction> actions,
            FieldCipher cipher,
            JsonMapper json,
            Recording recording) {
        this.mapper = mapper;
        this.approvers = approvers;
        this.actions = actions;
        this.cipher = cipher;
        this.json = json;
        this.recording = recording;
    }

    /**
     * What is asked for.
     *
     * @param thing as in the audit
     * @param place where it is about
     * @param summary what it will do, for people: written as JSON, without secrets and with personal data masked
     * @param payload what it needs to run; written as JSON and encrypted
     * @param reason why
     */
    public record Request(
            ApprovableAction.Kind kind,
            String thing,
            @Nullable Long thingId,
            Place place,
            Object summary,
            Object payload,
            @Nullable String reason) {

        @Override
        public String toString() {
            return "Request[" + kind + "]";
        }
    }

    /** Where something is about: the whole merchant, where it names neither. */
    public record Place(
            @Nullable Long organizationId, @Nullable Long storeId) {

        /** The whole merchant. */
        public static final Place WHOLE = new Place(null, null);

        boolean isWithin(Reach reach) {
            return reach.covers(organizationId, storeId, null);
        }
    }

    /** Does it at once where nobody else could agree, and lets it wait for somebody else otherwise. */
    public <T> Outcome<T> runOrWait(Actor actor, Request request, Supplier<T> work) {
        return mustWait(actor, request.kind(), request.place())
                ? new Outcome.Waits<>(ask(actor, request))
                : new Outcome.Done<>(work.get());
    }

    /** Whether there is somebody else who could agree, so that it has to wait. */
    public boolean mustWait(Actor actor, ApprovableAction.Kind kind, Place place) {
        return actor.realm() != ActorRealm.SYSTEM && !approvers.isOnlyOne(actor, kind, place);
    }

    /** Lets it wait for somebody else, whoever there is. */
    public Approval ask(Actor actor, Request request) {
        return Objects.requireNonNull(recording.inTransaction().execute(_ -> waiting(actor, request)));
    }

    private Approval waiting(Actor actor, Request request) {
        var now = recording.clock().instant();
        var approval = new Approval(
                recording.ids().next(),
                actor.merchantId(),
                request.kind(),
                request.thing(),
                request.thingId(),
                request.place().organizationId(),
                request.place().storeId(),
                json.writeValueAsString(request.summary()),
                cipher.encrypt(PAYLOAD, actor.merchantId(), json.writeValueAsString(request.payload())),
                request.reason(),
                Approval.Status.WAITING,
                actor.requireId(),
                actor.ip(),
                now,
                now.plus(OPEN_FOR),
                null,
                null,
                null);
        mapper.insert(approval);
        record(actor, "APPROVAL_ASKED_FOR", approval, request.reason());
        return approval;
    }

    /** What waits or was decided within a reach, newest first. */
    public Page<Approval> list(Reach reach, Approval.@Nullable Status status, PageRequest request) {
        var wanted = ApprovalMapper.Wanted.at(recording.clock().instant(), status);
        return Page.of(mapper.list(reach, wanted, request.beforeId(), request.rowsToRead()), request, Approval::id);
    }

    /** One of them. Errors: {@link AccessError#APPROVAL_NOT_FOUND}. */
    public Approval require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(found -> new Place(found.organizationId(), found.storeId()).isWithin(reach))
                .orElseThrow(() -> new BusinessError(AccessError.APPROVAL_NOT_FOUND));
    }

    /**
     * Agrees, and it runs; its own refusals come through and leave it waiting. Errors: {@link AccessError#APPROVAL_NOT_FOUND},
     * {@link AccessError#APPROVAL_OVER}, {@link AccessError#SAME_PERSON}, {@link KernelError#FORBIDDEN},
     * {@link AccessError#STEP_UP_REQUIRED}, {@link AccessError#TOTP_REQUIRED}, {@link AccessError#ASKER_MAY_NOT}.
     */
    public Approval approve(SignedInOperator approver, Actor actor, long id) {
        var isOfBooks = mapper.find(actor.merchantId(), id)
                .map(found -> found.kind().isOfBooks())
                .orElseThrow(() -> new BusinessError(AccessError.APPROVAL_NOT_FOUND));
        return isOfBooks ? book(approver, actor, id) : run(approver, actor, id);
    }

    private Approval run(SignedInOperator approver, Actor actor, long id) {
        return Objects.requireNonNull(recording.inTransaction().execute(_ -> {
            var asked = asked(approver, actor, id);
            var approval = asked.approval();
            decide(approval, Approval.Status.APPROVED, actor, null);
            action(approval.kind()).run(asked.asker(), asked.payload(), approval.reason());
            record(actor, "APPROVAL_APPROVED", approval, null);
            return mapper.find(approval.merchantId(), id).orElseThrow();
        }));
    }

    /** The books decide it together with the money; who was faster in between is seen by them. */
    private Approval book(SignedInOperator approver, Actor actor, long id) {
        var asked = Objects.requireNonNull(recording.inTransaction().execute(_ -> asked(approver, actor, id)));
        var about = json.writeValueAsString(about(asked.approval()));
        action(asked.approval().kind()).book(new Agreement(id, asked.asker(), actor, about), asked.payload());
        return mapper.find(actor.merchantId(), id).orElseThrow();
    }

    /** What is open and may be agreed to by this person. */
    private record Asked(Approval approval, Actor asker, String payload) {}

    private Asked asked(SignedInOperator approver, Actor actor, long id) {
        var approval = open(actor, id);
        var kind = approval.kind();
        if (approval.askedBy() == actor.requireId()) {
            throw new BusinessError(AccessError.SAME_PERSON);
        }
        approvers.requireTwoPeople(approval, actor);
        if (!approver.may(kind.approvedBy())) {
            throw new BusinessError(KernelError.FORBIDDEN);
        }
        if (kind.needsStepUp()) {
            approver.requireSteppedUp(recording.clock().instant());
        }
        if (approval.payload() == null) {
            // It was ended, and the clock of whoever ended it was ahead of ours.
            throw new BusinessError(AccessError.APPROVAL_OVER);
        }
        var payload = cipher.decrypt(PAYLOAD, approval.merchantId(), approval.payload());
        return new Asked(approval, approvers.asker(approval).approvedBy(actor.requireId()), payload);
    }

    /**
     * Refuses it; whoever asked may take it back so, whatever else they may do or see. Errors:
     * {@link AccessError#APPROVAL_NOT_FOUND}, {@link AccessError#APPROVAL_OVER}, {@link KernelError#FORBIDDEN}.
     */
    public Approval reject(SignedInOperator approver, Actor actor, long id, @Nullable String remark) {
        return Objects.requireNonNull(recording.inTransaction().execute(_ -> {
            requireAsker(approver, actor, id);
            var approval = open(actor, id);
            if (approval.askedBy() != actor.requireId()
                    && !approver.may(approval.kind().approvedBy())) {
                throw new BusinessError(KernelError.FORBIDDEN);
            }
            decide(approval, Approval.Status.REJECTED, actor, remark);
            record(actor, "APPROVAL_REJECTED", approval, remark);
            return mapper.find(approval.merchantId(), id).orElseThrow();
        }));
    }

    /** Empties what expired undecided, over all merchants, and says how many: nothing will ever run it. */
    public int forgetExpired() {
        var now = recording.clock().instant();
        return Sweep.run(most -> mapper.forgetExpired(now, most));
    }

    /**
     * Ends what waits and names somebody who is to be forgotten, with its payload; it is shown as expired. In the transaction
     * that forgets the person.
     *
     * @param names whether a payload, as JSON, names the person
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(long merchantId, ApprovableAction.Kind kind, Predicate<String> names) {
        var now = recording.clock().instant();
        var after = 0L;
        for (var page = 0; page < PAGES_MOST; page++) {
            var waiting = mapper.waiting(merchantId, kind, after, OF_PAGE);
            for (var approval : waiting) {
                var payload = cipher.decrypt(PAYLOAD, merchantId, Objects.requireNonNull(approval.payload()));
                if (names.test(payload) && mapper.end(merchantId, approval.id(), now) > 0) {
                    recording
                            .audit()
                            .record(Actor.system(merchantId), Change.act("APPROVAL_ENDED", THING, approval.id()));
                }
                after = approval.id();
            }
            if (waiting.size() < OF_PAGE) {
                return;
            }
        }
        throw new IllegalStateException("More " + kind + " wait than anybody could decide");
    }

    /** Whoever may see none is told of none but their own, whether it is there or not. */
    private void requireAsker(SignedInOperator approver, Actor actor, long id) {
        if (!approver.may(Permission.APPROVAL_READ)
                && mapper.find(actor.merchantId(), id)
                        .filter(found -> found.askedBy() == actor.requireId())
                        .isEmpty()) {
            throw new BusinessError(KernelError.FORBIDDEN);
        }
    }

    private Approval open(Actor actor, long id) {
        var approval = mapper.lock(actor.merchantId(), id)
                .filter(found -> new Place(found.organizationId(), found.storeId()).isWithin(actor.reach())
                        || found.askedBy() == actor.requireId())
                .orElseThrow(() -> new BusinessError(AccessError.APPROVAL_NOT_FOUND));
        if (approval.statusAt(recording.clock().instant()) != Approval.Status.WAITING) {
            throw new BusinessError(AccessError.APPROVAL_OVER);
        }
        return approval;
    }

    private void decide(Approval approval, Approval.Status status, Actor actor, @Nullable String remark) {
        if (mapper.decide(
                        approval,
                        new ApprovalMapper.Decision(
                                status, actor.requireId(), recording.clock().instant(), remark))
                == 0) {
            throw new BusinessError(AccessError.APPROVAL_OVER);
        }
    }

    private ApprovableAction action(ApprovableAction.Kind kind) {
        return actions.stream()
                .filter(action -> action.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody runs " + kind));
    }

    /** What an approval is about, as the audit keeps it. */
    private record About(
            ApprovableAction.Kind kind,
            String thing,
            @Nullable Long thingId,
            Object summary) {}

    private void record(Actor actor, String action, Approval approval, @Nullable String reason) {
        recording.audit().record(actor, new Change(action, THING, approval.id(), null, about(approval), reason));
    }

    private About about(Approval approval) {
        return new About(approval.kind(), approval.thing(), approval.thingId(), json.readTree(approval.summary()));
    }
}
