package io.kabao.material.drawing;

import com.google.zxing.Binarizer;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;

/** Shows a reader what is black and white already: there is nothing to be told from the light. */
final class BlackAndWhite extends Binarizer {

    private final BitMatrix picture;

    BlackAndWhite(BitMatrix picture) {
        super(new Unlit(picture.getWidth(), picture.getHeight()));
        this.picture = picture;
    }

    @Override
    public BitArray getBlackRow(int y, BitArray row) {
        return picture.getRow(y, row);
    }

    @Override
    public BitMatrix getBlackMatrix() {
        return picture;
    }

    @Override
    public Binarizer createBinarizer(LuminanceSource source) {
        throw new UnsupportedOperationException("There is no light to make another of");
    }

    /** Knows only its measures. */
    private static final class Unlit extends LuminanceSource {

        Unlit(int width, int height) {
            super(width, height);
        }

        @Override
        public byte[] getRow(int y, byte[] row) {
            throw new UnsupportedOperationException("There is no light");
        }

        @Override
        public byte[] getMatrix() {
            throw new UnsupportedOperationException("There is no light");
        }
    }
}
