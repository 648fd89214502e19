package io.kabao.material.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {

    /** Ends of links whose usual mask draws a pattern that the reader takes for a corner. */
    @ParameterizedTest
    @ValueSource(strings = {"1odv0x", "2csnni", "2j7x2x", "2zhs5z", "31mvb4"})
    void a_code_whose_usual_mask_is_misread_is_drawn_by_another(String end) throws IOException, ReaderException {
        var text = "https://k.example/h5/c/" + end;
        assertThat(read(PlainCode.png(QrCode.of(text), 60))).isEqualTo(text);
    }

    @Test
    void codes_of_any_text_are_read() throws IOException, ReaderException {
        for (var i = 0; i < 100; i++) {
            var text = "https://k.example/h5/c/" + Integer.toString(i * 7_919_317, 36);
            assertThat(read(PlainCode.png(QrCode.of(text), 60))).isEqualTo(text);
        }
    }

    private static String read(byte[] png) throws IOException, ReaderException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var side = image.getWidth();
        var source = new RGBLuminanceSource(side, side, image.getRGB(0, 0, side, side, null, 0, side));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
