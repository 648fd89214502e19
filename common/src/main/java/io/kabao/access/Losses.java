package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.work.Sweep;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who could lately do more than now: whoever removes the second person does not become the only one by it. */
@Component
class Losses {

    private final LossMapper mapper;
    private final Recording recording;

    Losses(LossMapper mapper, Recording recording) {
        this.mapper = mapper;
        this.recording = recording;
    }

    /** What was lost before is not looked at any more. */
    Instant since() {
        return recording.clock().instant().minus(Approvals.OPEN_FOR);
    }

    /**
     * Notes that the actor takes permissions away from somebody, in the transaction that does. Who was disabled had none, and
     * whom the actor has only just added never stood in the actor's way.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(Actor actor, Operator who, Set<Permission> had, Set<Permission> left) {
        var lost = new HashSet<>(had);
        lost.removeAll(left);
        if (lost.isEmpty() || !who.active() || who.isNewOf(actor.id(), since())) {
            return;
        }
        mapper.insert(new Loss(
                recording.ids().next(),
                who.merchantId(),
                who.id(),
                Role.written(lost),
                actor.id(),
                recording.clock().instant()));
    }

    /** Whether somebody beside the actor had a permission until lately. */
    boolean hasJustLost(Actor actor, Permission permission) {
        return mapper.isLost(actor.merchantId(), since(), actor.requireId(), permission.name());
    }

    /** Forgets what is not looked at any more, over all merchants, and says how much. */
    int forgetOld() {
        var before = since();
        return Sweep.run(most -> mapper.forget(before, most));
    }
}
