package io.kabao.claim;

import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Codes that are about to be printed, one or many at once. */
@Service
public class PrintedCodes {

    private final PrintedCodeMapper mapper;
    private final CardTemplates templates;
    private final Stores stores;
    private final StaffMembers staff;
    private final Clock clock;

    PrintedCodes(PrintedCodeMapper mapper, CardTemplates templates, Stores stores, StaffMembers staff, Clock clock) {
        this.mapper = mapper;
        this.templates = templates;
        this.stores = stores;
        this.staff = staff;
        this.clock = clock;
    }

    /** The newest code of each of these stores or people that can be claimed from; who has none is not in the answer. */
    public Map<Long, Long> newest(long merchantId, ClaimChannel channel, long templateId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var now = clock.instant();
        var owned = channel == ClaimChannel.STORE
                ? mapper.ofStores(merchantId, templateId, ids, now)
                : mapper.ofStaff(merchantId, templateId, ids, now);
        return owned.stream()
                .collect(Collectors.toMap(PrintedCodeMapper.Owned::ownerId, PrintedCodeMapper.Owned::codeId));
    }

    /** These codes by their ids. */
    public Map<Long, ClaimCode> ofIds(long merchantId, Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : mapper.ofIds(merchantId, ids).stream().collect(Collectors.toMap(ClaimCode::id, code -> code));
    }

    /** Where a template is valid. Errors: that there is no such template. */
    public LongPredicate validity(long merchantId, long templateId) {
        var settings = templates.settingsOf(templates.require(merchantId, templateId));
        return settings::isValidAt;
    }

    /** Refuses a code that would be printed for nothing. Errors: those of {@link #reasonAgainst}. */
    void requireOfUse(ClaimCode code) {
        var merchantId = code.merchantId();
        var person = code.staffId() == null ? null : staff.require(merchantId, code.staffId());
        var storeId = person == null ? code.storeId() : person.storeId();
        var store = storeId == null ? null : stores.require(merchantId, storeId);
        reasonAgainst(code, store, person, validity(merchantId, code.templateId()))
                .ifPresent(reason -> {
                    throw new BusinessError(reason);
                });
    }

    /**
     * Why a code would be printed for nothing: its store is closed or not one of the template's, its person has left, it was
     * taken back or has expired; empty: it would not.
     *
     * @param code null: there is none
     * @param store the code's own, or the one its person works at; null: neither
     * @param person the code's own; null: a store's code
     */
    public Optional<ErrorCode> reasonAgainst(
            @Nullable ClaimCode code, @Nullable Store store, @Nullable Staff person, LongPredicate validAt) {
        if (person != null && !person.active()) {
            return Optional.of(ClaimError.STAFF_GONE);
        }
        if (store != null && !store.open()) {
            return Optional.of(ClaimError.STORE_NOT_OPEN);
        }
        if (store != null && !validAt.test(store.id())) {
            return Optional.of(ClaimError.STORE_NOT_OFFERED);
        }
        return code == null ? Optional.empty() : reasonAgainst(code);
    }

    private Optional<ErrorCode> reasonAgainst(ClaimCode code) {
        if (code.status() == ClaimCode.Status.REVOKED) {
            return Optional.of(ClaimError.CLAIM_CODE_REVOKED);
        }
        return code.expiresAt() != null && !clock.instant().isBefore(code.expiresAt())
                ? Optional.of(ClaimError.CLAIM_CODE_EXPIRED)
                : Optional.empty();
    }
}
