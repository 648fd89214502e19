package io.kabao.e2e.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kabao.e2e.Soak;
import io.kabao.material.Bearer;
import io.kabao.material.CodeSource;
import io.kabao.material.Format;
import io.kabao.material.Print;
import io.kabao.material.Printing;
import io.kabao.material.Style;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints, looked at as paper by readers of other makers. The pictures are kept in {@code e2e/target/prints}. */
class PrintsTest {

    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final int EVERYDAY_DOZENS = 1;
    private static final int SOAK_DOZENS = 10;

    /** Four, less the part of a pixel at each side of a ring that is told as a whole one. */
    private static final double QUIET_MODULES = 3.75;

    private final Printing printing = new Printing();

    /** Twelve prints in three formats for each style, 216 pictures; in a soak ten times as many, each worn in each way. */
    @ParameterizedTest
    @EnumSource(Style.class)
    void whatever_is_printed_is_read_by_strangers_also_when_it_is_worn(Style style) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "prints"));
        for (var dozen = 0; dozen < Soak.count(EVERYDAY_DOZENS, SOAK_DOZENS); dozen++) {
            for (var sample : PrintSamples.all(1_000 * dozen + style.widthMm())) {
                for (var format : Format.values()) {
                    var file = printing.draw(style, format, sample.print());
                    if (dozen == 0) {
                        Files.write(
                                folder.resolve(style.name().toLowerCase(Locale.ROOT) + "-" + sample + "."
                                        + format.fileEnding()),
                                file);
                    }
                    var paper = firstOf(
                            style,
                            PrintPixels.of(format, file, style == Style.POSTER ? PrintPixels.FAR : PrintPixels.NEAR));
                    var what = style + " " + sample + " " + format;
                    assertThat(CodeReaders.zxing(PrintPixels.worn(paper)))
                            .as(what)
                            .isEqualTo(sample.says());
                    // The other reader takes most of the time of all this, and half of the pictures show it all there
                    // is.
                    if (sample.look() % 2 == 0) {
                        assertThat(CodeReaders.boof(paper)).as(what).containsExactly(sample.says());
                    } else if (sample.print().code() instanceof CodeSource.Text) {
                        assertThat(CodeReaders.quietModules(paper)).as(what).isGreaterThanOrEqualTo(QUIET_MODULES);
                    }
                    if (Soak.count(0, 1) == 1) {
                        assertReadHoweverItIsWorn(what, paper, sample.says());
                    }
                }
            }
        }
    }

    private static void assertReadHoweverItIsWorn(String what, BufferedImage paper, String says) throws IOException {
        for (var worn : List.of(
                paper,
                PrintPixels.halved(paper),
                PrintPixels.jpeg(paper),
                PrintPixels.grey(paper),
                PrintPixels.worn(paper))) {
            assertThat(CodeReaders.zxing(worn)).as(what).isEqualTo(says);
            assertThat(CodeReaders.boof(worn)).as(what).containsExactly(says);
        }
    }

    /** Of a sheet the first place, of a poster the card with the code: a camera is held before one code, too. */
    private static BufferedImage firstOf(Style style, BufferedImage page) {
        var perMm = page.getWidth() / (double) style.widthMm();
        return style == Style.SHEET
                ? page.getSubimage((int) (12 * perMm), (int) (12.5 * perMm), (int) (62 * perMm), (int) (68 * perMm))
                : page;
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void a_page_is_as_large_as_it_is_said_to_be(Style style) throws IOException {
        var print = PrintSamples.all(7).get(3).print();
        try (var pdf = Loader.loadPDF(printing.draw(style, Format.PDF, print))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            var box = pdf.getPage(0).getMediaBox();
            assertThat((double) box.getWidth()).isCloseTo(style.widthMm() * POINTS_PER_MM, within(0.001));
            assertThat((double) box.getHeight()).isCloseTo(style.heightMm() * POINTS_PER_MM, within(0.001));
        }
        assertThat(new String(printing.draw(style, Format.SVG, print), StandardCharsets.UTF_8))
                .contains("width=\"%dmm\" height=\"%dmm\" viewBox=\"0 0 %d %d\""
                        .formatted(style.widthMm(), style.heightMm(), style.widthMm(), style.heightMm()));
        var png = PrintPixels.of(Format.PNG, printing.draw(style, Format.PNG, print));
        if (style == Style.CODE) {
            assertThat(png.getWidth()).isEqualTo(png.getHeight()).isGreaterThanOrEqualTo(900);
        } else {
            assertThat(png.getWidth()).isEqualTo((int) Math.round(style.widthMm() / 25.4 * 300));
            assertThat(png.getHeight()).isEqualTo((int) Math.round(style.heightMm() / 25.4 * 300));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CODE")
    void words_of_a_pdf_can_be_copied_and_are_what_they_were(Style style) throws IOException {
        var print = new Print(
                new CodeSource.Text("https://card.example.com/m/claim/1"),
                // The second character of the name is beyond the first plane of Unicode; 龙 and 工 have doubles that look
                // the same.
                new Bearer("王𨱏⻰", "工1", "外滩店", null),
                PrintSamples.brand(PrintSamples.logo(true), "#b5462f"));
        var file = printing.draw(style, Format.PDF, print);
        try (var pdf = Loader.loadPDF(file)) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("王𨱏⻰", "扫码领取会员卡", "微信扫一扫");
            for (var name : pdf.getPage(0).getResources().getFontNames()) {
                var font = pdf.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSansSC-(Regular|Bold)");
            }
        }
        assertThat(file.length)
                .as("only the characters that are used are within")
                .isLessThan(60_000);
    }

    @Test
    void wechats_picture_is_in_the_file_byte_for_byte() throws IOException {
        var sample = PrintSamples.all(3).get(2);
        var drawn = ((CodeSource.Drawn) sample.print().code()).picture();
        for (var style : Style.values()) {
            var svg = new String(printing.draw(style, Format.SVG, sample.print()), StandardCharsets.UTF_8);
            var written = Base64.getEncoder().encodeToString(drawn);
            assertThat(svg.indexOf(written)).as("once").isPositive().isEqualTo(svg.lastIndexOf(written));
            try (var pdf = Loader.loadPDF(printing.draw(style, Format.PDF, sample.print()))) {
                assertThat(pictures(pdf.getPage(0))).anyMatch(found -> Arrays.equals(found, drawn));
            }
        }
    }

    private static List<byte[]> pictures(PDPage page) throws IOException {
        var found = new ArrayList<byte[]>();
        for (var name : page.getResources().getXObjectNames()) {
            try (var raw = ((PDImageXObject) page.getResources().getXObject(name))
                    .getCOSObject()
                    .createRawInputStream()) {
                found.add(raw.readAllBytes());
            }
        }
        return found;
    }

    @Test
    void an_svg_runs_nothing_fetches_nothing_and_holds_nobodys_words_as_code() {
        for (var sample : PrintSamples.all(5)) {
            var svg = new String(printing.draw(Style.POSTER, Format.SVG, sample.print()), StandardCharsets.UTF_8);
            assertThat(svg).doesNotContain("<script", "<foreignObject", "\u0000", "<style", " on");
            assertThat(Pattern.compile("href=\"(?!#|data:image/(png|jpeg);base64,)")
                            .matcher(svg)
                            .find())
                    .isFalse();
        }
    }

    @Test
    void a_book_has_a_page_for_each_print_and_a_sheet_for_each_dozen() throws IOException {
        var badges = book(Style.BADGE, 25);
        assertThat(badges).hasSize(25);
        assertThat(badges.getFirst()).contains("员工0");
        assertThat(badges.getLast()).contains("员工24");
        var sheets = book(Style.SHEET, 25);
        assertThat(sheets).hasSize(3);
        assertThat(sheets.getFirst()).contains("员工0", "员工11").doesNotContain("员工12");
        assertThat(sheets.getLast()).contains("员工24");
        assertThat(book(Style.POSTER, 0)).as("of nothing an empty page").hasSize(1);
    }

    /** The text of each page; each page's codes are read. */
    private List<String> book(Style style, int prints) throws IOException {
        var file = new ByteArrayOutputStream();
        var brand = PrintSamples.brand(PrintSamples.logo(true), "#b5462f");
        try (var book = printing.book(style, "员工", file)) {
            for (var i = 0; i < prints; i++) {
                book.add(new Print(
                        new CodeSource.Text("https://card.example.com/m/claim/" + i), Bearer.named("员工" + i), brand));
            }
        }
        try (var pdf = Loader.loadPDF(file.toByteArray())) {
            var pages = new ArrayList<String>();
            for (var page = 1; page <= pdf.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(pdf));
            }
            if (prints > 0) {
                var last = PrintPixels.page(file.toByteArray(), pages.size() - 1, PrintPixels.NEAR);
                assertThat(CodeReaders.boof(firstOf(style, last)))
                        .containsExactly("https://card.example.com/m/claim/" + (prints - 1));
            }
            return pages;
        }
    }
}
