package io.kabao.material.drawing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing on a page; what comes later lies above. */
public sealed interface Mark {

    /**
     * A filled rectangle.
     *
     * @param radius of its corners; half its side makes a square a circle
     */
    record Plate(Box box, double radius, Ink ink) implements Mark {}

    /**
     * The outline of a rectangle, half of it outside the box.
     *
     * @param radius of its corners
     */
    record Outline(Box box, double radius, Pen pen) implements Mark {}

    /**
     * What an outline is drawn with.
     *
     * @param thickness in millimetres
     * @param dashed with gaps, as lines are along which something is cut
     */
    record Pen(Ink ink, double thickness, boolean dashed) {}

    /**
     * One line of words.
     *
     * @param text only of characters that the face has
     * @param size of the em in millimetres
     * @param x where the first character begins
     * @param baseline y of the line that the characters stand on
     */
    record Words(String text, Typeface face, double size, double x, double baseline, Ink ink) implements Mark {}

    /**
     * A picture.
     *
     * @param box of the whole picture, which it fills
     * @param window what of it is seen; null: all
     */
    record Placed(Picture picture, Box box, @Nullable Window window) implements Mark {}

    /**
     * A rectangle outside of which nothing is seen.
     *
     * @param radius of its corners
     */
    record Window(Box box, double radius) {}

    /**
     * The modules of a QR code.
     *
     * @param box of the modules alone, without the quiet zone
     */
    record Code(QrCode code, Box box) implements Mark {}

    /**
     * A drawing within a drawing.
     *
     * @param box outside of which nothing of it is seen
     * @param marks measured from the box's top left corner
     */
    record Part(Box box, List<Mark> marks) implements Mark {}

    /** A picture as large as it fits into a box, all of it seen. */
    static Mark whole(Picture picture, Box box) {
        return new Placed(picture, box.holding(picture.width(), picture.height()), null);
    }

    /** A picture that fills a box; what is too wide or too high for it is cut off. */
    static Mark filling(Picture picture, Window window) {
        return new Placed(picture, window.box().coveredBy(picture.width(), picture.height()), window);
    }
}
