package io.kabao.material;

import io.kabao.claim.ClaimCode;
import io.kabao.claim.ClaimError;
import io.kabao.claim.CodePictures;
import io.kabao.image.Images;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.kernel.work.Turns;
import io.kabao.material.drawing.Picture;
import io.kabao.merchant.Merchants;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import io.kabao.wechat.WechatError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** One print of a claim code, as it is shown and downloaded. */
@Service
public class ClaimCodePrints {

    /** A logo of the largest size takes 64 MB while it is placed. */
    private static final int DRAWN_AT_ONCE_MOST = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ClaimCodePrints.class);

    private final Turns turns = new Turns("print", Turns.allCoresButOne(DRAWN_AT_ONCE_MOST), PATIENCE);
    private final CodePictures pictures;
    private final Printing printing;
    private final Brands brands;
    private final Merchants merchants;
    private final Stores stores;
    private final StaffMembers staff;
    private final Images images;

    ClaimCodePrints(
            CodePictures pictures,
            Printing printing,
            Brands brands,
            Merchants merchants,
            Stores stores,
            StaffMembers staff,
            Images images) {
        this.pictures = pictures;
        this.printing = printing;
        this.brands = brands;
        this.merchants = merchants;
        this.stores = stores;
        this.staff = staff;
        this.images = images;
    }

    /** What is wanted of a code: what is scanned, on what, stored how. */
    public record Wanted(CodePictures.Wanted code, Style style, Format format) {}

    /**
     * One print of a code as a file. Calls WeChat where the code is one of WeChat's, so never inside a transaction.
     * Errors: {@link ClaimError#CLAIM_CODE_NOT_FOUND}, {@link ClaimError#CLAIM_CODE_REVOKED} and the others of
     * {@link CodePictures#of}; {@link WechatError#WECHAT_UNAVAILABLE} when what WeChat draws is no picture;
     * {@link MaterialError#PRINT_FAILED} when the photo or the logo is none;
     * {@link KernelError#BUSY} while others are being drawn.
     */
    public byte[] draw(Reach reach, long codeId, Wanted wanted) {
        var scannable = pictures.of(reach, codeId, wanted.code());
        return turns.take(() -> printOf(scannable, wanted.style()), print -> drawn(print, wanted));
    }

    private byte[] drawn(Print print, Wanted wanted) {
        try {
            return printing.draw(wanted.style(), wanted.format(), print);
        } catch (IllegalArgumentException e) {
            LOG.info("A print can't be drawn: {}", e.toString());
            throw new BusinessError(MaterialError.PRINT_FAILED);
        }
    }

    private Print printOf(CodePictures.Scannable scannable, Style style) {
        var code = scannable.code();
        var brand = brands.of(merchants.require(code.merchantId()), code.templateId(), scannable.carrier());
        return new Print(sourceOf(scannable), bearerOf(code, style), brand);
    }

    private static CodeSource sourceOf(CodePictures.Scannable scannable) {
        var drawn = scannable.drawn();
        if (drawn == null) {
            return new CodeSource.Text(String.valueOf(scannable.text()));
        }
        try {
            Picture.of(drawn);
        } catch (IllegalArgumentException _) {
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        }
        return new CodeSource.Drawn(drawn);
    }

    /** The person's or the store's; nobody's where the code is the merchant's own. */
    private Bearer bearerOf(ClaimCode code, Style style) {
        var merchantId = code.merchantId();
        var person = code.staffId() == null
                ? null
                : staff.find(merchantId, code.staffId()).orElse(null);
        if (person == null) {
            var store = storeName(merchantId, code.storeId());
            return Bearer.named(store == null ? "" : store);
        }
        var photo =
                person.photoId() == null || style != Style.BADGE ? null : images.bytes(merchantId, person.photoId());
        return new Bearer(person.name(), person.employeeNumber(), storeName(merchantId, person.storeId()), photo);
    }

    private @Nullable String storeName(long merchantId, @Nullable Long storeId) {
        return storeId == null
                ? null
                : stores.find(merchantId, storeId).map(Store::name).orElse(null);
    }
}
