package io.kabao.material;

import io.kabao.claim.ClaimCode;
import io.kabao.claim.PrintedCodes;
import io.kabao.image.Images;
import io.kabao.kernel.error.BusinessError;
import io.kabao.merchant.Merchants;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what stands on the prints of a batch, some hundred at a time. */
@Component
class BatchPrints {

    private final PrintedCodes codes;
    private final CodeSources sources;
    private final Stores stores;
    private final StaffMembers staff;
    private final Merchants merchants;
    private final Images images;
    private final Brands brands;

    BatchPrints(
            PrintedCodes codes,
            CodeSources sources,
            Stores stores,
            StaffMembers staff,
            Merchants merchants,
            Images images,
            Brands brands) {
        this.codes = codes;
        this.sources = sources;
        this.stores = stores;
        this.staff = staff;
        this.merchants = merchants;
        this.images = images;
        this.brands = brands;
    }

    /** What all prints of a batch have in common. Errors: those of a template or an app that is gone. */
    Plan plan(Batch batch) {
        return new Plan(
                batch,
                sources.way(batch.merchantId(), batch.carrier()),
                codes.validity(batch.merchantId(), batch.templateId()),
                brands.of(merchants.require(batch.merchantId()), batch.templateId(), batch.carrier()));
    }

    /** What all prints of a batch have in common. */
    record Plan(Batch batch, CodeSources.Way way, LongPredicate validAt, Brand brand) {}

    /** Some of the prints, with what they are about. */
    record Block(
            List<ItemMapper.Item> items, Map<Long, ClaimCode> codes, Map<Long, Store> stores, Map<Long, Staff> people) {

        static final Block NONE = new Block(List.of(), Map.of(), Map.of(), Map.of());

        @Nullable
        Staff person(ItemMapper.Item item) {
            return people.get(item.subjectId());
        }

        /** The store itself, or the one that the person works at. */
        @Nullable
        Store store(ItemMapper.Item item) {
            var person = person(item);
            if (person == null) {
                return stores.get(item.subjectId());
            }
            return person.storeId() == null ? null : stores.get(person.storeId());
        }
    }

    Block block(Batch batch, List<ItemMapper.Item> items) {
        var merchantId = batch.merchantId();
        var subjects = items.stream().map(ItemMapper.Item::subjectId).toList();
        var people = batch.subject() == Subject.STAFF
                ? staff.ofIds(merchantId, subjects).stream().collect(Collectors.toMap(Staff::id, person -> person))
                : Map.<Long, Staff>of();
        var storeIds = batch.subject() == Subject.STAFF
                ? people.values().stream().map(Staff::storeId).filter(Objects::nonNull)
                : subjects.stream();
        return new Block(
                items,
                codes.ofIds(
                        merchantId,
                        items.stream()
                                .map(ItemMapper.Item::codeId)
                                .filter(Objects::nonNull)
                                .toList()),
                stores(merchantId, storeIds),
                people);
    }

    private Map<Long, Store> stores(long merchantId, Stream<Long> ids) {
        return stores.ofIds(merchantId, ids.distinct().toList()).stream()
                .collect(Collectors.toMap(Store::id, store -> store));
    }

    /**
     * One print. Calls WeChat for what it has not made yet. Errors: why it would be printed for nothing,
     * {@link MaterialError#CODE_MISSING}, {@link MaterialError#CODE_MOVED}, those of WeChat.
     */
    Print print(Plan plan, Block block, ItemMapper.Item item) {
        var code = item.codeId() == null ? null : block.codes().get(item.codeId());
        var person = block.person(item);
        var store = block.store(item);
        codes.reasonAgainst(code, store, person, plan.validAt()).ifPresent(reason -> {
            throw new BusinessError(reason);
        });
        if (code == null) {
            throw new BusinessError(MaterialError.CODE_MISSING);
        }
        if (!isOf(plan.batch(), item, code)) {
            throw new BusinessError(MaterialError.CODE_MOVED);
        }
        return new Print(sources.of(code, plan.way()), bearer(plan.batch(), store, person), plan.brand());
    }

    /** Whether the code still stands for whom it was found for: it is pointed elsewhere at any time. */
    private static boolean isOf(Batch batch, ItemMapper.Item item, ClaimCode code) {
        var owner = batch.subject() == Subject.STAFF ? code.staffId() : code.storeId();
        return owner != null && owner == item.subjectId() && code.templateId() == batch.templateId();
    }

    private Bearer bearer(Batch batch, @Nullable Store store, @Nullable Staff person) {
        if (person == null) {
            return Bearer.named(store == null ? "" : store.name());
        }
        var photo = person.photoId() == null || batch.style() != Style.BADGE
                ? null
                : images.bytes(batch.merchantId(), person.photoId());
        return new Bearer(person.name(), person.employeeNumber(), store == null ? null : store.name(), photo);
    }
}
