package io.kabao.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.id.Ids;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The pictures of the merchants: taken in as files, kept as painted by us, served by the hash of what they hold. */
@Service
public class Images {

    /** Pictures of one merchant: staff photos are among them. */
    public static final int OF_MERCHANT_MOST = 20_000;

    /** Bytes of all pictures of one merchant. */
    public static final long BYTES_OF_MERCHANT_MOST = 2_000_000_000L;

    private static final String THING = "IMAGE";
    private static final int MEGABYTE = 1_000_000;
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.(png|jpg)");

    /** Paths that are known: a picture's never changes. */
    private static final int PATHS_KNOWN = 10_000;

    private final ImageMapper mapper;
    private final Repainting repainting;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate inTransaction;
    private final Cache<Long, Image> known =
            Caffeine.newBuilder().maximumSize(PATHS_KNOWN).build();

    Images(
            ImageMapper mapper,
            Repainting repainting,
            Audit audit,
            Ids ids,
            Clock clock,
            TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.repainting = repainting;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    /** What is served of a picture. */
    @SuppressWarnings("ArrayRecordComponent") // Written to an answer, never compared.
    public record File(ImageFormat format, byte[] bytes) {}

    /** What the audit keeps. */
    record Shown(String hash, ImageFormat format, int width, int height, int size) {

        static Shown of(Image image) {
            return new Shown(image.hash(), image.format(), image.width(), image.height(), image.size());
        }
    }

    /**
     * Takes a picture in; the same one again is the one that is there. What nothing uses is gone after
     * {@link ImageSweep#KEPT_UNUSED}. Errors: those of {@link ImageError} but for one that is not there,
     * {@link KernelError#BUSY} while others are being painted.
     */
    public Image add(Actor actor, byte[] file) {
        // Outside any transaction: it takes a second at worst.
        var painted = repainting.repaint(file);
        var hash = sha256(painted.bytes());
        try {
            return inTransaction.execute(_ -> kept(actor, painted, hash));
        } catch (DuplicateKeyException _) {
            // Somebody uploaded the same at the same time.
            return inTransaction.execute(_ -> kept(actor, painted, hash));
        }
    }

    private Image kept(Actor actor, Repainting.Painted painted, String hash) {
        var there = mapper.findByHash(actor.merchantId(), hash);
        if (there.isPresent()) {
            mapper.renew(actor.merchantId(), there.get().id(), clock.instant());
            audit.record(
                    actor, Change.act("IMAGE_UPLOADED_AGAIN", THING, there.get().id()));
            return there.get();
        }
        requireRoom(actor.merchantId(), painted.bytes().length);
        var image = new Image(
                ids.next(),
                actor.merchantId(),
                hash,
                painted.format(),
                painted.width(),
                painted.height(),
                painted.bytes().length,
                clock.instant(),
                actor.id());
        mapper.insert(image, painted.bytes());
        audit.record(actor, Change.created(THING, image.id(), Shown.of(image)));
        return image;
    }

    private void requireRoom(long merchantId, int more) {
        var total = mapper.total(merchantId);
        if (total.count() >= OF_MERCHANT_MOST || total.bytes() + more > BYTES_OF_MERCHANT_MOST) {
            throw new BusinessError(ImageError.IMAGES_FULL, OF_MERCHANT_MOST, BYTES_OF_MERCHANT_MOST / MEGABYTE);
        }
    }

    /** One picture. Errors: {@link ImageError#IMAGE_NOT_FOUND}. */
    public Image require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(ImageError.IMAGE_NOT_FOUND));
    }

    /**
     * Where both doors serve a picture, from their root on; empty: it is none of the merchant's. One that was swept a while
     * ago may still have its path.
     */
    public Optional<String> pathOf(long merchantId, long id) {
        return Optional.ofNullable(
                        known.get(id, _ -> mapper.find(merchantId, id).orElse(null)))
                .filter(image -> image.merchantId() == merchantId)
                .map(Image::path);
    }

    /**
     * Holds a picture that something is about to refer to until the transaction ends, so that it can't be swept meanwhile.
     * Errors: {@link ImageError#IMAGE_NOT_FOUND}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(long merchantId, long id) {
        if (mapper.use(merchantId, id) == 0) {
            throw new BusinessError(ImageError.IMAGE_NOT_FOUND);
        }
    }

    /** The bytes of a PNG or JPEG. Errors: {@link ImageError#IMAGE_NOT_FOUND}. */
    public byte[] bytes(long merchantId, long id) {
        return mapper.bytes(merchantId, id)
                .orElseThrow(() -> new BusinessError(ImageError.IMAGE_NOT_FOUND))
                .data();
    }

    /** What a file's name stands for, such as {@code <64 hexadecimal digits>.png}; whoever knows it may see it. */
    public Optional<File> file(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(ImageFormat.values())
                .filter(format -> format.extension().equals(parts.group(2)))
                .findFirst()
                .flatMap(format ->
                        mapper.bytesOfHash(parts.group(1), format).map(found -> new File(format, found.data())));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
