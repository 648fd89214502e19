package io.kabao.access;

import io.kabao.organization.TreeUse;
import org.springframework.stereotype.Component;

/** What logins refer to: a member of staff stays with their login; a scope may name what is gone, and means nothing by it then. */
@Component
class LoginUse implements TreeUse {

    private final OperatorMapper operators;

    LoginUse(OperatorMapper operators) {
        this.operators = operators;
    }

    @Override
    public boolean usesStore(long merchantId, long storeId) {
        return false;
    }

    @Override
    public boolean usesOrganization(long merchantId, long organizationId) {
        return false;
    }

    @Override
    public boolean usesStaff(long merchantId, long staffId) {
        return operators.findOfStaff(merchantId, staffId).isPresent();
    }
}
