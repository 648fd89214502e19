package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.Secrets;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import org.springframework.stereotype.Service;

/** What the people who run the deployment do: open merchants. Nothing of a merchant's own is within their reach. */
@Service
public class Platform {

    /** Stands where a row of the platform's own names a merchant; no merchant has this id. */
    public static final long MERCHANT_ID = 0;

    private final Merchants merchants;
    private final Opening opening;

    Platform(Merchants merchants, Opening opening) {
        this.merchants = merchants;
        this.opening = opening;
    }

    /**
     * A merchant just opened.
     *
     * @param initialPassword of the owner, shown this once, valid until changed
     */
    public record Opened(Merchant merchant, String initialPassword) {

        @Override
        public String toString() {
            return "Opened";
        }
    }

    /** Opens a merchant with its owner. Errors: {@link AccessError#ACCOUNT_TAKEN}. */
    public Opened open(Actor actor, String name, String ownerAccount) {
        var password = Secrets.password();
        var merchant = opening.open(
                merchantId -> new Actor(actor.realm(), merchantId, actor.id(), actor.ip()),
                name,
                new Opening.Owner(ownerAccount, ownerAccount, password));
        return new Opened(merchant, password);
    }

    /** One merchant. Errors: {@link AccessError#MERCHANT_NOT_FOUND}. */
    public Merchant require(long id) {
        return merchants.find(id).orElseThrow(() -> new BusinessError(AccessError.MERCHANT_NOT_FOUND));
    }

    /** All merchants, newest first. */
    public Page<Merchant> list(PageRequest request) {
        return merchants.list(request);
    }
}
