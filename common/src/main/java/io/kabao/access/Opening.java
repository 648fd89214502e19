package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import io.kabao.organization.Organizations;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;

/** A merchant is opened: the brand, the root of its tree and its owner, all or nothing. The platform gets its first person. */
@Service
public class Opening {

    private final Merchants merchants;
    private final Organizations organizations;
    private final OperatorMapper operators;
    private final OperatorRegister register;
    private final PasswordHash passwords;
    private final Recording recording;

    Opening(
            Merchants merchants,
            Organizations organizations,
            OperatorMapper operators,
            OperatorRegister register,
            PasswordHash passwords,
            Recording recording) {
        this.merchants = merchants;
        this.organizations = organizations;
        this.operators = operators;
        this.register = register;
        this.passwords = passwords;
        this.recording = recording;
    }

    /** Who owns the new merchant; the account is unique over the deployment. */
    public record Owner(String account, String name, String password) {

        @Override
        public String toString() {
            return "Owner";
        }
    }

    /** Opens a merchant in the house's own name. Errors: {@link AccessError#ACCOUNT_TAKEN}. */
    public Merchant open(String name, Owner owner) {
        return open(Actor::system, name, owner);
    }

    /** Who opens a merchant, once its id is known. */
    @FunctionalInterface
    interface Opener {
        Actor at(long merchantId);
    }

    Merchant open(Opener opener, String name, Owner owner) {
        var passwordHash = passwords.hash(owner.password());
        return Objects.requireNonNull(recording.inTransaction().execute(_ -> {
            var merchant = merchants.add(name);
            organizations.plantRoot(merchant.id(), name);
            register.addUnheld(
                    opener.at(merchant.id()),
                    newcomer(ActorRealm.OPERATOR, merchant.id(), owner, passwordHash),
                    Set.of(BuiltInRole.OWNER.id()));
            return merchant;
        }));
    }

    /** Whether the platform has its people. */
    boolean hasPlatform() {
        return operators.hasAny(Platform.MERCHANT_ID);
    }

    /** The first person of the platform. */
    void openPlatform(Owner first) {
        var passwordHash = passwords.hash(first.password());
        recording
                .inTransaction()
                .executeWithoutResult(_ -> register.addUnheld(
                        Actor.system(Platform.MERCHANT_ID),
                        newcomer(ActorRealm.PLATFORM, Platform.MERCHANT_ID, first, passwordHash),
                        Set.of()));
    }

    private static Operator.Newcomer newcomer(ActorRealm realm, long merchantId, Owner owner, String passwordHash) {
        return new Operator.Newcomer(
                realm,
                merchantId,
                owner.account().toLowerCase(Locale.ROOT),
                owner.name(),
                passwordHash,
                Scope.WHOLE,
                null,
                true);
    }
}
