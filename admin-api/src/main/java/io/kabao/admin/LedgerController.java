package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.kernel.Actor;
import io.kabao.ledger.Finding;
import io.kabao.ledger.Verification;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the merchant's books are right. */
@RestController
class LedgerController {

    private final Verification verification;

    LedgerController(Verification verification) {
        this.verification = verification;
    }

    /** What is wrong; nothing, if all is well. */
    record Verified(List<Finding> findings) {}

    /** Checks every balance, lot and entry of the merchant against the rules of the books. */
    @OperatorMay(Permission.BOOKS_VERIFY)
    @PostMapping("/admin/ledger/verification")
    Verified verify(Actor actor) {
        return new Verified(verification.verify(actor));
    }
}
