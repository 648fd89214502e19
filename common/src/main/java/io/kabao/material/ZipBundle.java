package io.kabao.material;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A ZIP of PNGs, which are packed already and stored as they are; names are UTF-8 and say so. */
final class ZipBundle implements Bundle {

    private final Printing printing;
    private final Style style;
    private final LocalDateTime madeAt;
    private final ZipOutputStream zip;
    private final SafeNames folders = new SafeNames();
    private SafeNames files = new SafeNames();
    private String folder = "";
    private @Nullable Long storeId;

    /** {@code madeAt}: what the files in it are dated. */
    ZipBundle(Printing printing, Style style, LocalDateTime madeAt, OutputStream out) {
        this.printing = printing;
        this.style = style;
        this.madeAt = madeAt;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    @Override
    public void add(Place place, Print print) throws IOException {
        var drawn = printing.draw(style, Format.PNG, print);
        if (storeId == null || storeId != place.storeId()) {
            storeId = place.storeId();
            folder = folders.next(place.folder());
            files = new SafeNames();
        }
        var file = place.person() == null ? files.next(place.folder()) : files.next(place.folder(), place.person());
        var entry = new ZipEntry(folder + "/" + file + "." + Format.PNG.fileEnding());
        var sum = new CRC32();
        sum.update(drawn);
        entry.setTimeLocal(madeAt);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(drawn.length);
        entry.setCompressedSize(drawn.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(drawn);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.finish();
    }
}
