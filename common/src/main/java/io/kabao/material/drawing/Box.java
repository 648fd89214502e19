package io.kabao.material.drawing;

/**
 * A rectangle on the page, in millimetres from the page's top left corner.
 *
 * @param x of its left side
 * @param y of its upper side
 */
public record Box(double x, double y, double width, double height) {

    /** A square. */
    public static Box square(double x, double y, double side) {
        return new Box(x, y, side, side);
    }

    /** This one with its sides moved inwards. */
    public Box inset(double by) {
        return new Box(x + by, y + by, width - 2 * by, height - 2 * by);
    }

    /** The largest square in the middle of it. */
    public Box middleSquare() {
        var side = Math.min(width, height);
        return square(x + (width - side) / 2, y + (height - side) / 2, side);
    }

    /** X of its right side. */
    public double right() {
        return x + width;
    }

    /** Y of its lower side. */
    public double bottom() {
        return y + height;
    }

    /** X of its middle. */
    public double middleX() {
        return x + width / 2;
    }

    /** Y of its middle. */
    public double middleY() {
        return y + height / 2;
    }

    /** The whole of a shape of these measures, as large as it fits in, in the middle. */
    Box holding(double shapeWidth, double shapeHeight) {
        return scaled(shapeWidth, shapeHeight, Math.min(width / shapeWidth, height / shapeHeight));
    }

    /** A shape of these measures, as small as it covers all of this, its middle in the middle. */
    Box coveredBy(double shapeWidth, double shapeHeight) {
        return scaled(shapeWidth, shapeHeight, Math.max(width / shapeWidth, height / shapeHeight));
    }

    private Box scaled(double shapeWidth, double shapeHeight, double factor) {
        var wide = shapeWidth * factor;
        var high = shapeHeight * factor;
        return new Box(x + (width - wide) / 2, y + (height - high) / 2, wide, high);
    }
}
