package io.kabao.merchant;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The brands of this deployment. */
@Service
public class Merchants {

    private static final String THING = "MERCHANT";
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    private final MerchantMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Merchants(MerchantMapper mapper, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds a brand. What it needs to work, a root organization and an owner, is added by {@code Opening} beside it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Merchant add(String name) {
        var merchant = Merchant.opened(ids.next(), Merchant.Draft.usual(name), clock.instant());
        mapper.insert(merchant);
        audit.record(Actor.system(merchant.id()), Change.created(THING, merchant.id(), merchant));
        return merchant;
    }

    /** One brand, as it is now. Errors: {@link MerchantError#MERCHANT_NOT_FOUND}. */
    public Merchant require(long id) {
        return mapper.find(id).orElseThrow(() -> new BusinessError(MerchantError.MERCHANT_NOT_FOUND));
    }

    /** Lets what is decided for a whole brand be decided one after the other: the next waits until this transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(long id) {
        mapper.lock(id);
    }

    /** Lets nothing be decided for the whole brand until this transaction ends; others may ask for that at the same time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void share(long id) {
        mapper.share(id);
    }

    /** One brand, if there is such. */
    public Optional<Merchant> find(long id) {
        return mapper.find(id);
    }

    /** All brands of the deployment, newest first. */
    public Page<Merchant> list(PageRequest request) {
        return Page.of(mapper.list(request.beforeId(), request.rowsToRead()), request, Merchant::id);
    }

    /**
     * Replaces what a brand says about itself; that its default template is its own is the caller's to know.
     * Errors: {@link MerchantError#ZONE_UNKNOWN}, {@link MerchantError#KEYWORD_TWICE},
     * {@link MerchantError#LICENCE_DATE_WRONG}, a stale version.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Merchant change(Actor actor, int version, Merchant.Draft draft) {
        if (!ZoneId.getAvailableZoneIds().contains(draft.zone())) {
            throw new BusinessError(MerchantError.ZONE_UNKNOWN, draft.zone()).with("field", "zone");
        }
        requireDifferent(draft.keywords());
        requireCalendar(draft.licenceExpiresOn());
        var was = require(actor.merchantId());
        if (was.version() != version) {
            throw stale(was);
        }
        var isNow = was.with(draft, clock.instant(), actor.id());
        if (mapper.replace(isNow) == 0) {
            throw stale(require(actor.merchantId()));
        }
        audit.record(actor, Change.changed(THING, was.id(), was, isNow));
        return isNow;
    }

    /** Whether this deployment has a merchant at all. */
    public boolean anyExists() {
        return mapper.anyExists();
    }

    private static void requireCalendar(@Nullable LocalDate day) {
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            throw new BusinessError(MerchantError.LICENCE_DATE_WRONG).with("field", "licenceExpiresOn");
        }
    }

    /** Messages are compared without regard to case, so keywords are too. */
    private static void requireDifferent(List<String> keywords) {
        var seen = new HashSet<String>();
        for (var keyword : keywords) {
            if (!seen.add(keyword.toLowerCase(Locale.ROOT))) {
                throw new BusinessError(MerchantError.KEYWORD_TWICE, keyword).with("field", "replyKeywords");
            }
        }
    }

    private static StaleVersion stale(Merchant isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
