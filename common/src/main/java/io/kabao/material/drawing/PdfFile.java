package io.kabao.material.drawing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes the objects of a PDF as they come; of each only the place is remembered. */
final class PdfFile {

    private static final String HEADER = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n";

    private final OutputStream out;
    private long written;
    private long[] places = new long[64];
    private int objects;

    PdfFile(OutputStream out) throws IOException {
        this.out = out;
        write(HEADER.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The number of an object that is written later. */
    int reserve() {
        objects++;
        if (objects >= places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        return objects;
    }

    /** Writes an object under its number. */
    void object(int number, String content) throws IOException {
        places[number] = written;
        write(number + " 0 obj\n" + content + "\nendobj\n");
    }

    /**
     * Writes a stream of bytes under its number.
     *
     * @param entries of its dictionary, without the length
     */
    void stream(int number, String entries, byte[] bytes) throws IOException {
        places[number] = written;
        write("%d 0 obj\n<< %s /Length %d >>\nstream\n".formatted(number, entries, bytes.length));
        write(bytes);
        write("\nendstream\nendobj\n");
    }

    /** The same, packed; the dictionary says so. */
    void packed(int number, String entries, byte[] bytes) throws IOException {
        stream(number, entries + " /Filter /FlateDecode", pack(bytes));
    }

    static byte[] pack(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater();
        try (var packing = new DeflaterOutputStream(packed, deflater)) {
            packing.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("Memory takes all that is written", e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /** Writes where everything is, without which nothing is found. */
    void end(int catalog, int information) throws IOException {
        var table = written;
        write("xref\n0 %d\n0000000000 65535 f \n".formatted(objects + 1));
        for (var number = 1; number <= objects; number++) {
            write(String.format(Locale.ROOT, "%010d 00000 n \n", places[number]));
        }
        write("trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                .formatted(objects + 1, catalog, information, table));
        out.flush();
    }

    /** A text that is shown to people. */
    static String text(String shown) {
        return "<FEFF" + hex(shown) + ">";
    }

    /** A text's UTF-16 in hexadecimal digits. */
    static String hex(String text) {
        var digits = new StringBuilder();
        text.chars().forEach(unit -> digits.append(String.format(Locale.ROOT, "%04X", unit)));
        return digits.toString();
    }

    private void write(String ascii) throws IOException {
        write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
