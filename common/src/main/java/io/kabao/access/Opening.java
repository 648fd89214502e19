package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.id.Ids;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import io.kabao.organization.Organizations;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A merchant is opened: the brand, the root of its tree and its owner, all or nothing. */
@Service
public class Opening {

    private final Merchants merchants;
    private final Organizations organizations;
    private final OperatorMapper operators;
    private final PasswordHash passwords;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate inTransaction;

    Opening(
            Merchants merchants,
            Organizations organizations,
            OperatorMapper operators,
            PasswordHash passwords,
            Audit audit,
            Ids ids,
            Clock clock,
            TransactionTemplate inTransaction) {
        this.merchants = merchants;
        this.organizations = organizations;
        this.operators = operators;
        this.passwords = passwords;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    /** Who owns the new merchant; the account is unique over the deployment. */
    public record Owner(String account, String name, String password) {}

    /**
     * Opens a merchant.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the owner's account is taken
     */
    public Merchant open(String name, Owner owner) {
        var passwordHash = passwords.hash(owner.password());
        return inTransaction.execute(_ -> {
            var merchant = merchants.add(name);
            organizations.plantRoot(merchant.id(), name);
            hire(merchant, owner, passwordHash);
            return merchant;
        });
    }

    private void hire(Merchant merchant, Owner owner, String passwordHash) {
        var now = clock.instant();
        var operator = new Operator(
                ids.next(),
                merchant.id(),
                owner.account().toLowerCase(Locale.ROOT),
                owner.name(),
                passwordHash,
                Role.OWNER,
                true,
                null,
                1,
                now,
                now,
                null);
        operators.insert(operator);
        audit.record(
                Actor.system(merchant.id()), Change.created("OPERATOR", operator.id(), SignedInOperator.of(operator)));
    }
}
