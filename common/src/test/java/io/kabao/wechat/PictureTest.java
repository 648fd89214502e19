package io.kabao.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void a_whole_picture_is_taken_and_half_of_one_is_none(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), format, out);
        var bytes = out.toByteArray();
        assertThat(Picture.whole(bytes)).isEqualTo(bytes);
        for (var cut : new int[] {1, bytes.length / 2, bytes.length - 1, bytes.length}) {
            assertThatThrownBy(() -> Picture.whole(Arrays.copyOf(bytes, bytes.length - cut)))
                    .isInstanceOf(UnusableAnswer.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void a_picture_whose_ends_alone_are_right_is_none(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), format, out);
        var bytes = out.toByteArray();
        Arrays.fill(bytes, 8, bytes.length - 8, (byte) 0);
        assertThatThrownBy(() -> Picture.whole(bytes)).isInstanceOf(UnusableAnswer.class);
    }

    @Test
    void an_error_in_place_of_a_picture_is_none() {
        var error = "{\"errcode\":41030,\"errmsg\":\"invalid page\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Picture.whole(error)).isInstanceOf(UnusableAnswer.class);
    }
}
