package io.kabao.access;

import io.kabao.kernel.Actor;

/**
 * That a second person agrees to something on the books. The decision is written together with the money: either both are
 * there or neither.
 *
 * @param approvalId what is agreed to
 * @param asker whoever asked, with whoever agrees and what they may reach by now
 * @param approver whoever agrees
 * @param about what goes on record of the decision, as JSON
 */
public record Agreement(long approvalId, Actor asker, Actor approver, String about) {

    @Override
    public String toString() {
        return "Agreement[" + approvalId + "]";
    }
}
